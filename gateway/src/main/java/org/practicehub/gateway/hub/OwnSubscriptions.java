package org.practicehub.gateway.hub;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;

/** The subscriptions of one address, as the notification service shows them to its owner. */
public record OwnSubscriptions(List<Item> items) {

    public OwnSubscriptions {
        items = Views.orEmpty(items);
    }

    /**
     * @param hour of the day in {@code zone}; absent when told at once
     * @param weekday of a weekly one
     * @param address masked
     */
    public record Item(
            String id,
            @Nullable String status,
            @Nullable JsonNode criteria,
            @Nullable String cadence,
            @Nullable Integer hour,
            @Nullable String zone,
            @Nullable String weekday,
            @Nullable String language,
            @Nullable String address) {}

    /**
     * What a mailed link opens.
     *
     * @param session acts for the owner of the address until then
     */
    public record Opened(@Nullable String session, @Nullable Instant expiresAt) {}
}
