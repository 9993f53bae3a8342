package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * A moderator wrote a comment on a submission; the contributor is told by e-mail.
 *
 * @param recipient the contributor's address, from the verified claim of the token that submitted;
 *     absent when the account has none
 * @param message the comment
 */
public record SubmissionCommented(
        String submissionId,
        long sequence,
        Instant occurredAt,
        String title,
        String language,
        @Nullable String recipient,
        String message)
        implements HubEvent {
    public SubmissionCommented {
        Objects.requireNonNull(submissionId, "submissionId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(title, "title is missing");
        Objects.requireNonNull(language, "language is missing");
        Objects.requireNonNull(message, "message is missing");
    }

    @Override
    public String key() {
        return submissionId;
    }
}
