package org.practicehub.tagging.web;

/** A query parameter that this address does not know. */
final class UnknownParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownParameter() {
        super("unknown query parameter");
    }

    String detail() {
        return "This address takes no query parameters.";
    }
}
