package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.time.Instant;

/**
 * A fact that one service tells the others. Version 1 of every event grows by optional fields only:
 * a reader ignores fields it does not know.
 */
public sealed interface HubEvent
        permits PracticeSubmitted,
                PracticeRevised,
                PracticeTagged,
                PracticePublished,
                PracticeWithdrawn,
                TopicChanged,
                SubmissionDecided,
                SubmissionCommented,
                DecisionUndone,
                CriteriaChanged,
                NotificationsPlanned {

    /** The Kafka key: events with the same key keep their order. */
    @JsonIgnore
    String key();

    /** Rises by at least one with each event of the same key and the same source. */
    long sequence();

    /** When the fact came to be, UTC. */
    Instant occurredAt();
}
