package org.practicehub.submission.practice;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.Optional;

/** Where a submission is on its way. */
public enum Status {
    DRAFT("draft"),
    SUBMITTED("submitted"),
    IN_REVIEW("in-review"),
    CHANGES_REQUESTED("changes-requested"),
    APPROVED("approved"),
    REJECTED("rejected"),
    WITHDRAWN("withdrawn");

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    /** Whether moderators may decide on it. */
    public boolean awaitsDecision() {
        return this == SUBMITTED || this == IN_REVIEW;
    }

    /** Whether the desk keeps it in sight. */
    public boolean isOnTheDesk() {
        return awaitsDecision() || this == CHANGES_REQUESTED;
    }

    public static Optional<Status> parse(String wire) {
        return Arrays.stream(values()).filter(status -> status.wire.equals(wire)).findFirst();
    }
}
