package org.practicehub.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The complete state of a published practice: exactly what a moderator approved. The newest one per
 * practice is kept for ever, so that every projection can be rebuilt.
 *
 * @param revision rises by one with each approved change
 * @param notifiableRevision the newest revision that subscribers are to be told of; lower than
 *     {@code revision} after a change that was approved silently
 * @param notifiableAt when {@code notifiableRevision} was published; a subscription is owed it if
 *     it was confirmed no later
 * @param reason why this event was sent
 */
public record PracticePublished(
        String practiceId,
        long sequence,
        Instant occurredAt,
        int revision,
        Content content,
        List<Tag> tags,
        Instant firstPublishedAt,
        Instant revisedAt,
        int notifiableRevision,
        Instant notifiableAt,
        PublicationReason reason)
        implements HubEvent {

    public PracticePublished {
        Objects.requireNonNull(practiceId, "practiceId is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(content, "content is missing");
        Objects.requireNonNull(firstPublishedAt, "firstPublishedAt is missing");
        Objects.requireNonNull(revisedAt, "revisedAt is missing");
        Objects.requireNonNull(notifiableAt, "notifiableAt is missing");
        Objects.requireNonNull(reason, "reason is missing");
        tags = Lists.orEmpty(tags);
    }

    @Override
    public String key() {
        return practiceId;
    }
}
