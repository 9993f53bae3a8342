package org.practicehub.catalogue.store;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.EventCodec;
import org.practicehub.events.EventCodec.Decoded;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * What the catalogue knows under a practice's id: the practice, or that it was withdrawn. Read from
 * records of the log, whose bytes it keeps so that nothing is written twice in two ways.
 */
public sealed interface CatalogueEntry {

    String id();

    /** Rises with each event of the practice; a lower one is stale. */
    long sequence();

    /** When this became so, milliseconds since the epoch. */
    long changed();

    /** The value of the record it was read from. */
    byte[] json();

    @SuppressWarnings("ArrayRecordComponent") // bytes of the log, never compared
    record Published(PracticePublished event, byte[] json) implements CatalogueEntry {
        @Override
        public String id() {
            return event.practiceId();
        }

        @Override
        public long sequence() {
            return event.sequence();
        }

        @Override
        public long changed() {
            return event.occurredAt().toEpochMilli();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // bytes of the log, never compared
    record Withdrawn(PracticeWithdrawn event, byte[] json) implements CatalogueEntry {
        @Override
        public String id() {
            return event.practiceId();
        }

        @Override
        public long sequence() {
            return event.sequence();
        }

        @Override
        public long changed() {
            return event.occurredAt().toEpochMilli();
        }
    }

    /** What a record of the practices topic says. */
    sealed interface Reading {

        /** The newest state of a practice. */
        record Entry(CatalogueEntry entry) implements Reading {}

        /** A null value: nothing is to be known about this practice any more. */
        record Forgotten(String id) implements Reading {}

        /** Written by a newer version; not for us. */
        record Skipped(String type) implements Reading {}

        /** Cannot be processed, now or later. */
        record Rejected(String reason) implements Reading {}
    }

    /** Never throws on what a record holds. */
    static Reading read(
            byte @Nullable [] key,
            Function<String, byte @Nullable []> header,
            byte @Nullable [] value) {
        Decoded decoded = EventCodec.decode(header, value);
        return switch (decoded) {
            case Decoded.Known(HubEvent event) when value != null -> read(event, value);
            case Decoded.Known known -> new Reading.Rejected("an event without a value");
            case Decoded.Unknown(String type) -> new Reading.Skipped(type);
            case Decoded.Unreadable(String reason) -> new Reading.Rejected(reason);
            case Decoded.Tombstone tombstone ->
                    key == null
                            ? new Reading.Rejected("neither key nor value")
                            : new Reading.Forgotten(new String(key, StandardCharsets.UTF_8));
        };
    }

    private static Reading read(HubEvent event, byte[] json) {
        String missing;
        switch (event) {
            case PracticePublished published -> {
                missing = missing(published);
                if (missing == null) {
                    return new Reading.Entry(new Published(published, json));
                }
            }
            case PracticeWithdrawn withdrawn -> {
                missing =
                        absent(withdrawn.practiceId(), "practiceId")
                                + absent(withdrawn.occurredAt(), "occurredAt")
                                + absent(withdrawn.reason(), "reason");
                if (missing.isEmpty()) {
                    return new Reading.Entry(new Withdrawn(withdrawn, json));
                }
            }
            default -> {
                return new Reading.Rejected(
                        "an event of another topic: " + event.getClass().getSimpleName());
            }
        }
        return new Reading.Rejected("lacks" + missing);
    }

    private static @Nullable String missing(PracticePublished event) {
        String missing =
                absent(event.practiceId(), "practiceId")
                        + absent(event.occurredAt(), "occurredAt")
                        + absent(event.firstPublishedAt(), "firstPublishedAt")
                        + absent(event.revisedAt(), "revisedAt")
                        + absent(event.content(), "content");
        if (missing.isEmpty()) {
            missing =
                    absent(event.content().title(), "title")
                            + absent(event.content().summary(), "summary")
                            + absent(event.content().kind(), "kind")
                            + absent(event.content().language(), "language");
        }
        return missing.isEmpty() ? null : missing;
    }

    private static String absent(@Nullable Object value, String name) {
        return value == null ? " " + name : "";
    }
}
