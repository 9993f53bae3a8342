package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * A moderator took a decision back: the submission waits as before. The contributor, who was told
 * of the decision, is told by e-mail.
 *
 * @param decision what is no longer true
 * @param recipient the contributor's address, from the verified claim of the token that submitted;
 *     absent when the account has none
 */
public record DecisionUndone(
        String submissionId,
        long sequence,
        Instant occurredAt,
        Decision decision,
        String title,
        String language,
        @Nullable String recipient)
        implements HubEvent {
    public DecisionUndone {
        Objects.requireNonNull(submissionId, "submissionId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(decision, "decision is missing");
        Objects.requireNonNull(title, "title is missing");
        Objects.requireNonNull(language, "language is missing");
    }

    @Override
    public String key() {
        return submissionId;
    }
}
