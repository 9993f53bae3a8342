package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * A published practice can no longer be read; its address answers with the reason.
 *
 * @param mergedInto the practice that took this one's place, when it was a duplicate
 */
public record PracticeWithdrawn(
        String practiceId,
        long sequence,
        Instant occurredAt,
        int revision,
        String title,
        String reason,
        @Nullable String mergedInto)
        implements HubEvent {
    public PracticeWithdrawn {
        Objects.requireNonNull(practiceId, "practiceId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(title, "title is missing");
        Objects.requireNonNull(reason, "reason is missing");
    }

    @Override
    public String key() {
        return practiceId;
    }
}
