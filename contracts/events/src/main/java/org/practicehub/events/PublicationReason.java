package org.practicehub.events;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a {@link PracticePublished} was sent. */
public enum PublicationReason {
    /** The first time this practice can be read. */
    FIRST("first"),
    /** A new revision was approved. */
    REVISED("revised"),
    /** A mistake was mended; subscribers who were told before may be told again. */
    CORRECTED("corrected"),
    /** Tags changed by a new tagger generation; nobody is told. */
    RETAGGED("retagged"),
    /** A person's data was removed; nobody is told. */
    ERASED("erased");

    private final String wire;

    PublicationReason(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }
}
