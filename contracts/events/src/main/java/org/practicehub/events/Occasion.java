package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why subscribers are told of a practice. */
public enum Occasion {
    PUBLISHED("published"),
    CORRECTED("corrected"),
    WITHDRAWN("withdrawn");

    private final String wire;

    Occasion(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
