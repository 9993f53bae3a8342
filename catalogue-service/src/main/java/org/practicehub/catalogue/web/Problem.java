package org.practicehub.catalogue.web;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A refusal as RFC 9457 problem details. Nothing in it is internal: no class names, no stack.
 *
 * @param type {@code urn:practicehub:problem:<name>}
 * @param errors what is wrong, each with a JSON pointer (or the parameter's name as one)
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable List<Fault> errors) {

    /** One mistake and where it stands. */
    public record Fault(String pointer, String message) {}

    /** The refusals this service knows, with the title a reader sees. */
    public enum Name {
        MALFORMED_BODY("malformed-body", 400, "The body cannot be read"),
        VALIDATION_FAILED("validation-failed", 400, "The request is not valid"),
        UNKNOWN_PARAMETER("unknown-parameter", 400, "The request has a parameter nobody knows"),
        UNAUTHENTICATED("unauthenticated", 401, "A valid access token is needed"),
        FORBIDDEN("forbidden", 403, "This account may not do that"),
        NOT_FOUND("not-found", 404, "There is nothing at this address"),
        METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not know that method"),
        NOT_ACCEPTABLE("not-acceptable", 406, "None of the wanted formats is offered"),
        CONFLICT("wrong-state", 409, "This cannot be done in the present state"),
        GONE("gone", 410, "This practice was withdrawn"),
        TOO_LARGE("too-large", 413, "The request is too large"),
        UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "This format cannot be read"),
        UNAVAILABLE("unavailable", 503, "This cannot be answered at the moment"),
        INTERNAL("internal", 500, "Something went wrong here");

        private final String wire;
        private final int status;
        private final String title;

        Name(String wire, int status, String title) {
            this.wire = wire;
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }
    }

    public static Problem of(
            Name name,
            @Nullable String detail,
            @Nullable String instance,
            @Nullable List<Fault> errors) {
        return new Problem(
                "urn:practicehub:problem:" + name.wire,
                name.title,
                name.status,
                detail,
                instance,
                errors);
    }
}
