package org.practicehub.criteria;

/**
 * These criteria cannot be meant; says where and why, in words fit for the person who sent them.
 */
public final class InvalidCriteriaException extends IllegalArgumentException {

    private final String pointer;
    private final String reason;

    /**
     * @param pointer a JSON pointer from the root of the criteria, empty for the whole
     */
    public InvalidCriteriaException(String pointer, String reason) {
        super(pointer.isEmpty() ? reason : pointer + ": " + reason);
        this.pointer = pointer;
        this.reason = reason;
    }

    /** A JSON pointer (RFC 6901) from the root of the criteria; empty for the whole. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong there. */
    public String reason() {
        return reason;
    }
}
