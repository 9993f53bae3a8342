package org.practicehub.events;

import java.time.Instant;
import java.util.Objects;

/** A contributor handed in a practice; the tagging service answers with {@link PracticeTagged}. */
public record PracticeSubmitted(
        String practiceId, long sequence, Instant occurredAt, int revision, Content content)
        implements HubEvent {
    public PracticeSubmitted {
        Objects.requireNonNull(practiceId, "practiceId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(content, "content is missing");
    }

    @Override
    public String key() {
        return practiceId;
    }
}
