package org.practicehub.submission.review;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.web.ProblemException;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a moderator wants to see of the queue; what is not asked for does not matter. */
record QueueFilter(
        Set<Status> statuses,
        @Nullable String kind,
        @Nullable String topic,
        @Nullable String tag,
        @Nullable String language,
        @Nullable String assignee,
        Instant now)
        implements Predicate<ReviewQueue.Entry> {

    private static final String NOBODY = "none";

    static QueueFilter of(
            @Nullable List<String> statuses,
            @Nullable String kind,
            @Nullable String topic,
            @Nullable String tag,
            @Nullable String language,
            @Nullable String assignee,
            Instant now) {
        EnumSet<Status> chosen = EnumSet.noneOf(Status.class);
        if (statuses != null) {
            for (String status : statuses) {
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
        }
        if (chosen.isEmpty()) {
            chosen = EnumSet.of(Status.SUBMITTED, Status.IN_REVIEW);
        }
        return new QueueFilter(chosen, kind, topic, tag, language, assignee, now);
    }

    @Override
    public boolean test(ReviewQueue.Entry entry) {
        return statuses.contains(entry.statusAt(now))
                && (kind == null || kind.equals(entry.kind().wire()))
                && (topic == null || entry.topics().contains(topic))
                && (tag == null || entry.tags().contains(tag))
                && (language == null || language.equals(entry.language()))
                && (assignee == null || isAssigned(entry, assignee));
    }

    private boolean isAssigned(ReviewQueue.Entry entry, String to) {
        String holder = entry.assigneeAt(now);
        return to.equals(NOBODY) ? holder == null : to.equals(holder);
    }
}
