package org.practicehub.notification.store;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Occasion;

import java.time.Instant;
import java.util.Date;

/** Values as documents have them. */
public final class Stored {

    private Stored() {}

    public static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    public static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /**
     * @throws IllegalStateException when none is called so
     */
    public static Occasion occasion(@Nullable String wire) {
        for (Occasion occasion : Occasion.values()) {
            if (occasion.wire().equals(wire)) {
                return occasion;
            }
        }
        throw new IllegalStateException("an occasion called " + wire);
    }
}
