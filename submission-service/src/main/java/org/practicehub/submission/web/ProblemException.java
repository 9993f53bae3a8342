package org.practicehub.submission.web;

import org.springframework.http.HttpStatus;

import java.util.List;

/** A request that is answered with a problem detail. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String name;
    private final transient List<Problem> errors;

    public ProblemException(HttpStatus status, String name, String detail) {
        this(status, name, detail, List.of());
    }

    public ProblemException(HttpStatus status, String name, String detail, List<Problem> errors) {
        super(detail);
        this.status = status;
        this.name = name;
        this.errors = List.copyOf(errors);
    }

    /** The content of the request is not what it must be. */
    public static ProblemException invalid(List<Problem> errors) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "validation-failed",
                "The request says something that can't be taken; see errors.",
                errors);
    }

    public static ProblemException invalid(String pointer, String message) {
        return invalid(List.of(new Problem(pointer, message)));
    }

    public static ProblemException notFound() {
        return new ProblemException(
                HttpStatus.NOT_FOUND, "not-found", "There is nothing under this address.");
    }

    public static ProblemException stale() {
        return new ProblemException(
                HttpStatus.PRECONDITION_FAILED,
                "stale",
                "It has changed since you saw it; get it again and look.");
    }

    HttpStatus status() {
        return status;
    }

    String name() {
        return name;
    }

    List<Problem> errors() {
        return errors;
    }

    /** An answer to a caller: where in the code it was given tells nothing. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Throwable fillInStackTrace() {
        return this;
    }
}
