package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

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

    @Override
    public String key() {
        return practiceId;
    }
}
