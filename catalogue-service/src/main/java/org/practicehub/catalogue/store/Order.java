package org.practicehub.catalogue.store;

/** An order in which practices are listed; equal ones stand in the order of their ids. */
public enum Order {
    /** First published last, first. */
    NEWEST("newest", true),
    /** Revised last, first. */
    UPDATED("updated", true),
    /** By title, without regard to case and diacritics. */
    TITLE("title", false);

    private final String field;
    private final boolean descending;

    Order(String field, boolean descending) {
        this.field = field;
        this.descending = descending;
    }

    /** The field that holds the key, in MongoDB and in the index. */
    public String field() {
        return field;
    }

    public boolean descending() {
        return descending;
    }
}
