package org.practicehub.notification.web;

import org.springframework.http.HttpStatus;

import java.util.List;

/** An answer that is not what was asked for, as problem details (RFC 9457). */
public final class Problem extends RuntimeException {

    private final String name;
    private final HttpStatus status;
    private final String title;
    private final List<Fault> faults;

    /** One thing that is wrong, at a JSON pointer (RFC 6901) into the request. */
    public record Fault(String pointer, String message) {}

    /**
     * @param name the last part of the problem's type
     * @param detail words for the person who reads the answer; nothing internal
     */
    public Problem(
            String name, HttpStatus status, String title, String detail, List<Fault> faults) {
        super(detail);
        this.name = name;
        this.status = status;
        this.title = title;
        this.faults = List.copyOf(faults);
    }

    public static Problem invalid(List<Fault> faults) {
        return new Problem(
                "validation-failed",
                HttpStatus.BAD_REQUEST,
                "The request is not valid",
                faults.size() == 1 ? "One thing is wrong." : faults.size() + " things are wrong.",
                faults);
    }

    static Problem unknownParameters(List<Fault> faults) {
        return new Problem(
                "unknown-parameter",
                HttpStatus.BAD_REQUEST,
                "The request has a parameter nobody knows",
                "The query has parameters that are not known here.",
                faults);
    }

    public static Problem malformed(String pointer, String message) {
        return new Problem(
                "malformed-body",
                HttpStatus.BAD_REQUEST,
                "The body cannot be read",
                "The body is not the JSON that is expected here.",
                List.of(new Fault(pointer, message)));
    }

    public static Problem notFound(String detail) {
        return new Problem("not-found", HttpStatus.NOT_FOUND, "Not found", detail, List.of());
    }

    /**
     * @param name which conflict
     */
    public static Problem conflict(String name, String detail) {
        return new Problem(
                name, HttpStatus.CONFLICT, "Not possible as things are", detail, List.of());
    }

    public static Problem gone(String detail) {
        return new Problem("gone", HttpStatus.GONE, "No longer there", detail, List.of());
    }

    public static Problem unavailable(String detail) {
        return new Problem(
                "unavailable",
                HttpStatus.SERVICE_UNAVAILABLE,
                "Not possible at the moment",
                detail,
                List.of());
    }

    /** The key was used for another body. */
    public static Problem keyReused() {
        return new Problem(
                "idempotency-key-reused",
                HttpStatus.UNPROCESSABLE_CONTENT,
                "The key was used for something else",
                "This Idempotency-Key came with another body before.",
                List.of());
    }

    public static Problem tooLarge(long limit) {
        return new Problem(
                "too-large",
                HttpStatus.CONTENT_TOO_LARGE,
                "The body is too large",
                "At most " + limit + " bytes are read here.",
                List.of());
    }

    public String name() {
        return name;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public List<Fault> faults() {
        return faults;
    }
}
