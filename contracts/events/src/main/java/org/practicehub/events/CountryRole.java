package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The part a country plays in a practice. Searching by country means {@code about} or {@code
 * participating} unless asked otherwise.
 */
public enum CountryRole {
    ABOUT("about"),
    PARTICIPATING("participating"),
    PARTNER("partner"),
    FUNDER("funder"),
    MENTIONED("mentioned");

    private final String wire;

    CountryRole(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
