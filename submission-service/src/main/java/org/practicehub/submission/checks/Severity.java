package org.practicehub.submission.checks;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much a finding matters, the most first. */
public enum Severity {
    SERIOUS("serious"),
    WARNING("warning"),
    INFO("info");

    private final String wire;

    Severity(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
