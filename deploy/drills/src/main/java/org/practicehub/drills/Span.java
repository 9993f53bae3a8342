package org.practicehub.drills;

import java.time.Instant;

/**
 * When something took effect, as well as a client can know: between being asked for and being
 * answered (or found done after a kill).
 */
record Span(Instant from, Instant until) {

    Span {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(from + " is not before " + until);
        }
    }

    boolean surelyBefore(Span other) {
        return until.isBefore(other.from);
    }
}
