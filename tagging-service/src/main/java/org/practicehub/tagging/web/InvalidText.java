package org.practicehub.tagging.web;

import java.util.List;

/** The body was understood, and parts of it cannot be accepted. */
final class InvalidText extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problems.FieldError> errors;

    InvalidText(List<Problems.FieldError> errors) {
        super("invalid text");
        this.errors = List.copyOf(errors);
    }

    List<Problems.FieldError> errors() {
        return errors;
    }
}
