package org.practicehub.events;

import java.time.Instant;

/** A contributor handed in a practice; the tagging service answers with {@link PracticeTagged}. */
public record PracticeSubmitted(
        String practiceId, long sequence, Instant occurredAt, int revision, Content content)
        implements HubEvent {

    @Override
    public String key() {
        return practiceId;
    }
}
