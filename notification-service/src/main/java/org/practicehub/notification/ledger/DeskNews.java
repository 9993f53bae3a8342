package org.practicehub.notification.ledger;

import org.practicehub.events.Decision;

/** What contributors are told of their submission. */
public enum DeskNews {
    APPROVED("approved"),
    REJECTED("rejected"),
    CHANGES_REQUESTED("changes-requested"),

    /** A moderator wrote a comment. */
    COMMENTED("commented"),

    /** The last decision was taken back. */
    UNDONE("undone");

    private final String wire;

    DeskNews(String wire) {
        this.wire = wire;
    }

    public static DeskNews of(Decision decision) {
        return switch (decision) {
            case APPROVED -> APPROVED;
            case REJECTED -> REJECTED;
            case CHANGES_REQUESTED -> CHANGES_REQUESTED;
        };
    }

    /** As it stands in the store and in the names of the texts. */
    public String wire() {
        return wire;
    }
}
