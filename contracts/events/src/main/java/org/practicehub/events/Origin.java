package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who set a tag. */
public enum Origin {
    MACHINE("machine"),
    CONTRIBUTOR("contributor"),
    MODERATOR("moderator");

    private final String wire;

    Origin(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
