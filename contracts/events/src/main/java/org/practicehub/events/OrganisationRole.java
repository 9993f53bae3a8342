package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonValue;

/** The part an organisation plays in a practice. */
public enum OrganisationRole {
    IMPLEMENTER("implementer"),
    PARTNER("partner"),
    FUNDER("funder");

    private final String wire;

    OrganisationRole(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
