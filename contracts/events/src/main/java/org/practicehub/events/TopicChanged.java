package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * The current state of an editorial topic.
 *
 * @param mergedInto the slug of the topic that took this one's place; what pointed here follows
 */
public record TopicChanged(
        String slug,
        long sequence,
        Instant occurredAt,
        String title,
        String description,
        @Nullable String mergedInto)
        implements HubEvent {
    public TopicChanged {
        Objects.requireNonNull(slug, "slug is missing");
        Objects.requireNonNull(occurredAt, "occurredAt is missing");
        Objects.requireNonNull(title, "title is missing");
        Objects.requireNonNull(description, "description is missing");
    }

    @Override
    public String key() {
        return slug;
    }
}
