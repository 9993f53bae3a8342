package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonValue;

/** How one practice relates to another. */
public enum RelationType {
    PART_OF("part-of"),
    PHASE_OF("phase-of"),
    ABOUT("about"),
    TRANSLATION_OF("translation-of"),
    SUPERSEDES("supersedes");

    private final String wire;

    RelationType(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
