package org.practicehub.submission.tags;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticeTagged;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** Gives the suggestions of the machine to the submissions they belong to. */
@Component
class TagIntake {

    private static final Logger LOG = LoggerFactory.getLogger(TagIntake.class);

    private final Submissions submissions;
    private final Clock clock;
    private final LongAdder unknownTypes = new LongAdder();

    TagIntake(Submissions submissions, Clock clock) {
        this.submissions = submissions;
        this.clock = clock;
    }

    /** Something from the topic that is no suggestion, and why. */
    record Refused(TaggedRecord message, String reason) {}

    /**
     * Takes a batch in one write. May be called again with the same records.
     *
     * @return what can't be taken, ever
     */
    List<Refused> take(List<TaggedRecord> messages) {
        List<Refused> refused = new ArrayList<>();
        Map<PracticeId, PracticeTagged> newest = new HashMap<>();
        for (TaggedRecord message : messages) {
            switch (EventCodec.decode(message::header, message.value())) {
                case EventCodec.Decoded.Known(PracticeTagged answer) -> {
                    Optional<PracticeId> id = PracticeId.parse(answer.practiceId());
                    if (id.isPresent()) {
                        newest.merge(id.get(), answer, TagIntake::newer);
                    } else {
                        refused.add(new Refused(message, "not a practice id"));
                    }
                }
                case EventCodec.Decoded.Known(HubEvent other) ->
                        refused.add(
                                new Refused(
                                        message,
                                        other.getClass().getSimpleName()
                                                + " does not belong to this topic"));
                case EventCodec.Decoded.Unknown(String type) -> {
                    unknownTypes.increment();
                    LOG.debug("Skipped an event of type {}", type);
                }
                case EventCodec.Decoded.Tombstone() -> {
                    // Written by this service when a submission was closed.
                }
                case EventCodec.Decoded.Unreadable(String reason) ->
                        refused.add(new Refused(message, reason));
            }
        }
        Map<PracticeId, Predicate<Submission>> changes = new HashMap<>();
        newest.forEach(
                (id, answer) ->
                        changes.put(id, submission -> submission.tagged(answer, clock.instant())));
        submissions.changeAll(changes);
        return refused;
    }

    /** How many events were of a type that this version does not know. */
    long unknownTypes() {
        return unknownTypes.sum();
    }

    private static PracticeTagged newer(PracticeTagged one, PracticeTagged other) {
        boolean later =
                other.sequence() > one.sequence()
                        || (other.sequence() == one.sequence()
                                && other.generation() > one.generation());
        return later ? other : one;
    }

    /** A record of the topic as it came. */
    interface TaggedRecord {

        byte @Nullable [] header(String name);

        byte @Nullable [] value();
    }
}
