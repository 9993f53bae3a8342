package org.practicehub.outbound;

import java.io.IOException;

/** A request had no answer, or was not made. */
public final class UnansweredException extends IOException {

    /** Why, in words for whoever chose the address: not what else can be reached from here. */
    public enum Reason {
        NOT_PUBLIC("the address is not one of the public internet"),
        UNKNOWN_NAME("the name is not known"),
        TOO_LATE("no answer in time"),
        NOT_SECURE("no secure connection could be agreed on"),
        NO_CONNECTION("no connection"),
        BROKEN("the connection broke");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private final Reason reason;

    UnansweredException(Reason reason, IOException cause) {
        super(reason.words(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
