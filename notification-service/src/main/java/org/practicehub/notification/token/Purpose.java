package org.practicehub.notification.token;

import org.jspecify.annotations.Nullable;

/** What a link in a mail may do. A token for one purpose is worth nothing for another. */
public enum Purpose {
    CONFIRM('c'),
    UNSUBSCRIBE('u'),
    /** Opens what the owner of an address has, once. */
    MANAGE('m'),
    /** Acts for the owner of an address for some minutes. */
    SESSION('s');

    private final char wire;

    Purpose(char wire) {
        this.wire = wire;
    }

    char wire() {
        return wire;
    }

    static @Nullable Purpose of(String wire) {
        for (Purpose purpose : values()) {
            if (wire.length() == 1 && wire.charAt(0) == purpose.wire) {
                return purpose;
            }
        }
        return null;
    }
}
