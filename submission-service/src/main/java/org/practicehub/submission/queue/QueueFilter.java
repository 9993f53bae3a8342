package org.practicehub.submission.queue;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.web.ProblemException;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a moderator wants to see of the queue; what is not asked for does not matter.
 *
 * @param notAfter handed in at or before, in milliseconds since the epoch
 * @param notBefore handed in at or after, in milliseconds since the epoch
 * @param now in whole seconds, so that what is asked again is the same; claims end by it
 */
public record QueueFilter(
        Set<Status> statuses,
        @Nullable String kind,
        @Nullable String topic,
        @Nullable String tag,
        @Nullable String language,
        @Nullable String assignee,
        long notAfter,
        long notBefore,
        double confidenceFrom,
        double confidenceTo,
        Instant now)
        implements Predicate<Entry> {

    private static final String NOBODY = "none";

    /**
     * The filter as it comes from outside.
     *
     * @param ageFrom waiting for at least so long, an ISO 8601 duration such as P7D or PT36H
     * @param ageTo waiting for at most so long
     * @param confidenceFrom the least certain tag of the machine is at least so certain, 0 to 1
     * @param confidenceTo the least certain tag of the machine is at most so certain
     */
    public record Asked(
            @Nullable List<String> statuses,
            @Nullable String kind,
            @Nullable String topic,
            @Nullable String tag,
            @Nullable String language,
            @Nullable String assignee,
            @Nullable String ageFrom,
            @Nullable String ageTo,
            @Nullable String confidenceFrom,
            @Nullable String confidenceTo) {}

    /**
     * @throws ProblemException 400 when a value can't be one
     */
    public static QueueFilter of(Asked asked, Instant now) {
        return new QueueFilter(
                statuses(asked.statuses()),
                asked.kind(),
                asked.topic(),
                asked.tag(),
                asked.language(),
                asked.assignee(),
                asked.ageFrom() == null ? Long.MAX_VALUE : before(now, "age.from", asked.ageFrom()),
                asked.ageTo() == null ? Long.MIN_VALUE : before(now, "age.to", asked.ageTo()),
                share("confidence.from", asked.confidenceFrom(), Double.NEGATIVE_INFINITY),
                share("confidence.to", asked.confidenceTo(), Double.POSITIVE_INFINITY),
                now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Everything that waits for a decision. */
    static QueueFilter waiting(Instant now) {
        return of(new Asked(null, null, null, null, null, null, null, null, null, null), now);
    }

    private static Set<Status> statuses(@Nullable List<String> statuses) {
        EnumSet<Status> chosen = EnumSet.noneOf(Status.class);
        for (String status : statuses == null ? List.<String>of() : statuses) {
            chosen.add(
                    Status.parse(status)
                            .filter(Status::isOnTheDesk)
                            .orElseThrow(
                                    () ->
                                            ProblemException.invalid(
                                                    "status",
                                                    "must be submitted, in-review or"
                                                            + " changes-requested")));
        }
        return chosen.isEmpty() ? EnumSet.of(Status.SUBMITTED, Status.IN_REVIEW) : chosen;
    }

    private static long before(Instant now, String name, String text) {
        try {
            Duration age = Duration.parse(text);
            if (!age.isNegative()) {
                return now.minus(age).toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Answered below, as a negative one is.
        }
        throw ProblemException.invalid(name, "must be an ISO 8601 duration such as P7D or PT36H");
    }

    private static double share(String name, @Nullable String text, double absent) {
        if (text == null) {
            return absent;
        }
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Answered below, as one out of range is.
        }
        throw ProblemException.invalid(name, "must be a number from 0 to 1");
    }

    @Override
    public boolean test(Entry entry) {
        double confidence = entry.place().confidence();
        return statuses.contains(entry.statusAt(now))
                && (kind == null || kind.equals(entry.kind().wire()))
                && (topic == null || entry.topics().contains(topic))
                && (tag == null || entry.tags().contains(tag))
                && (language == null || language.equals(entry.language()))
                && (assignee == null || isAssigned(entry, assignee))
                && entry.place().submittedAt() <= notAfter
                && entry.place().submittedAt() >= notBefore
                && (asksNoConfidence() || confidence <= 1)
                && confidence >= confidenceFrom
                && confidence <= confidenceTo;
    }

    private boolean asksNoConfidence() {
        return Double.isInfinite(confidenceFrom) && Double.isInfinite(confidenceTo);
    }

    private boolean isAssigned(Entry entry, String to) {
        String holder = entry.assigneeAt(now);
        return to.equals(NOBODY) ? holder == null : to.equals(holder);
    }
}
