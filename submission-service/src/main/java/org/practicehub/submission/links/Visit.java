package org.practicehub.submission.links;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What is known of an address by visiting it. */
public sealed interface Visit {

    /** How it ended. */
    sealed interface Made extends Visit {

        Instant at();
    }

    /**
     * There is something: 2xx, or an answer that is for others (401, 403) or for later (429).
     *
     * @param elsewhere the host that answered, when it is another one than the address names
     */
    record Opened(Instant at, @Nullable Host elsewhere) implements Made {}

    /** There is somebody, but not what was looked for: another status. */
    record Answered(Instant at, int status) implements Made {}

    /** Nobody answered. */
    record Unanswered(Instant at, String reason) implements Made {}

    /** It leads to a place that no reader can reach, and that this hub does not ask. */
    record Refused(Instant at, String reason) implements Made {}

    /** Under way, or waiting for its turn. */
    record Due() implements Visit {}

    /** It is not one to be visited, or none is. */
    record Omitted() implements Visit {}
}
