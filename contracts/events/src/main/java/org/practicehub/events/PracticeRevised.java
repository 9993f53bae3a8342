package org.practicehub.events;

import java.time.Instant;
import java.util.Objects;

/** The content of a practice on its way was changed after it had been handed in. */
public record PracticeRevised(
        String practiceId, long sequence, Instant occurredAt, int revision, Content content)
        implements HubEvent {
    public PracticeRevised {
        Objects.requireNonNull(practiceId, "practiceId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(content, "content is missing");
    }

    @Override
    public String key() {
        return practiceId;
    }
}
