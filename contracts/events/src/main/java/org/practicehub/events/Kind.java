package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a practice is. */
public enum Kind {
    PRACTICE("practice"),
    POLICY_OR_LAW("policy-or-law"),
    PROGRAMME("programme"),
    AGREEMENT("agreement"),
    GUIDANCE("guidance"),
    NEWS("news");

    private final String wire;

    Kind(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
