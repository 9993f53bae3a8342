package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

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

    @Override
    public String key() {
        return slug;
    }
}
