package org.practicehub.notification.subscription;

import org.jspecify.annotations.Nullable;

/** How often a subscription is told. */
public enum Cadence {
    IMMEDIATE("immediate"),
    DAILY("daily"),
    WEEKLY("weekly");

    private final String wire;

    Cadence(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    public static @Nullable Cadence of(@Nullable String wire) {
        for (Cadence cadence : values()) {
            if (cadence.wire.equals(wire)) {
                return cadence;
            }
        }
        return null;
    }
}
