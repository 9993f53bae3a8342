package org.practicehub.submission.queue;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Status;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What the queue says about itself: to moderators in numbers, to a contributor about one place. */
@Component
public class QueueReport {

    private static final String WITHOUT_TOPIC = "";

    private final ReviewQueue queue;
    private final DecisionTimes times;
    private final Clock clock;

    QueueReport(ReviewQueue queue, DecisionTimes times, Clock clock) {
        this.queue = queue;
        this.times = times;
        this.clock = clock;
    }

    /**
     * The queue in numbers.
     *
     * @param waiting how many wait for a decision, claimed or not
     * @param oldest when the oldest of them was handed in; null when none waits
     * @param decided how many decisions of the last 30 days the median is from, 1000 at most
     * @param medianTimeToDecision ISO 8601; null when nothing was decided in that time
     * @param byTopic how many wait, by topic; those without one under the empty name
     * @param byKind how many wait, by kind
     */
    public record Counts(
            long waiting,
            long submitted,
            long inReview,
            long changesRequested,
            long notTaggedYet,
            @Nullable Instant oldest,
            int decided,
            @Nullable Duration medianTimeToDecision,
            Map<String, Long> byTopic,
            Map<String, Long> byKind) {}

    public Counts counts() {
        Instant now = clock.instant();
        long submitted = 0;
        long inReview = 0;
        long changesRequested = 0;
        long untagged = 0;
        Instant oldest = null;
        Map<String, Long> byTopic = new TreeMap<>();
        Map<String, Long> byKind = new TreeMap<>();
        for (Entry entry : queue.all()) {
            Status status = entry.statusAt(now);
            if (status == Status.CHANGES_REQUESTED) {
                changesRequested++;
                continue;
            }
            submitted += status == Status.SUBMITTED ? 1 : 0;
            inReview += status == Status.IN_REVIEW ? 1 : 0;
            untagged += entry.tagged() ? 0 : 1;
            oldest = oldest == null ? entry.submittedAt() : oldest;
            byKind.merge(entry.kind().wire(), 1L, Long::sum);
            List<String> topics =
                    entry.topics().isEmpty() ? List.of(WITHOUT_TOPIC) : entry.topics();
            topics.forEach(topic -> byTopic.merge(topic, 1L, Long::sum));
        }
        return new Counts(
                submitted + inReview,
                submitted,
                inReview,
                changesRequested,
                untagged,
                oldest,
                times.lately().size(),
                times.median().orElse(null),
                byTopic,
                byKind);
    }

    /** Empty when the submission does not wait for a decision. */
    public Optional<Waiting> waiting(PracticeId id, Instant submittedAt) {
        OptionalInt position = queue.position(id);
        if (position.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        long all = queue.count(QueueFilter.waiting(now));
        Duration waited = Duration.between(submittedAt, now);
        return Optional.of(
                new Waiting(
                        position.getAsInt(),
                        all,
                        times.median()
                                .map(median -> median.minus(waited))
                                .map(left -> left.isNegative() ? Duration.ZERO : left)
                                .orElse(null)));
    }
}
