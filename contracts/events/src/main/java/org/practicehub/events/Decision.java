package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a moderator decided. */
public enum Decision {
    APPROVED("approved"),
    REJECTED("rejected"),
    CHANGES_REQUESTED("changes-requested");

    private final String wire;

    Decision(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
