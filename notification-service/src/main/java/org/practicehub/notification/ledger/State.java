package org.practicehub.notification.ledger;

import java.util.Locale;

/** How far a notification has come. */
public enum State {
    /** Owed; will be sent at {@code nextAt}. */
    PENDING,
    /** Waits in a digest that is still being gathered. */
    GATHERED,
    /** Handed over. */
    SENT,
    /** Handed over, and came back. */
    BOUNCED,
    /** The other side refused it for good. */
    REFUSED,
    /** Tried until the schedule was at its end. */
    EXPIRED,
    /** No longer wanted when it came to sending: unsubscribed, confirmed meanwhile, erased. */
    CANCELLED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
