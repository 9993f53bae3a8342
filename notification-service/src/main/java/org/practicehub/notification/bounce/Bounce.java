package org.practicehub.notification.bounce;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.subscription.Address;

import java.util.Locale;

/**
 * One report about one mail.
 *
 * @param messageId of the mail, with or without angle brackets; absent when the report has none
 * @param diagnostic the other side's words, of which the first 500 characters are kept, on one line
 */
record Bounce(Type type, Address address, @Nullable String messageId, String diagnostic) {

    private static final int LONGEST_DIAGNOSTIC = 500;

    Bounce {
        String line = diagnostic.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        diagnostic = line.substring(0, Math.min(line.length(), LONGEST_DIAGNOSTIC));
    }

    enum Type {
        /** The address does not exist. */
        HARD,
        /** Not now: full, away, too large. */
        SOFT,
        /** The reader called it spam. */
        COMPLAINT;

        static @Nullable Type of(@Nullable String wire) {
            for (Type type : values()) {
                if (type.name().toLowerCase(Locale.ROOT).equals(wire)) {
                    return type;
                }
            }
            return null;
        }
    }

    /** The part of the message's id that stands for the ledger entry; empty when there is none. */
    String messageKey() {
        if (messageId == null) {
            return "";
        }
        String bare = messageId.strip().replaceAll("^<|>$", "");
        int at = bare.indexOf('@');
        return at < 0 ? bare : bare.substring(0, at);
    }
}
