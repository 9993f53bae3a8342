package org.practicehub.gateway.problems;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Problem details of RFC 9457.
 *
 * @param type {@code urn:practicehub:problem:NAME}: stable, for programs
 * @param detail for people; says nothing about the inside
 * @param instance the path that was asked for
 * @param retryAfterSeconds sent as a header
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @JsonIgnore @Nullable Integer retryAfterSeconds) {

    private static Problem named(String name, String title, int status, @Nullable String detail) {
        return new Problem("urn:practicehub:problem:" + name, title, status, detail, null, null);
    }

    public static Problem malformedPath(String detail) {
        return named("malformed-path", "The path is not acceptable", 400, detail);
    }

    public static Problem malformedRequest(String detail) {
        return named("malformed-request", "The request cannot be understood", 400, detail);
    }

    public static Problem unauthenticated(String detail) {
        return named("unauthenticated", "The access token is not accepted", 401, detail);
    }

    public static Problem signInFailed() {
        return named(
                "sign-in-failed",
                "Signing in did not work",
                401,
                "The identity provider did not confirm who you are. Please try again.");
    }

    public static Problem forbidden(String detail) {
        return named("forbidden", "Not allowed", 403, detail);
    }

    public static Problem notFound() {
        return named("not-found", "There is nothing here", 404, "No route leads to this path.");
    }

    public static Problem withdrawn(@Nullable String why) {
        return named(
                "gone",
                "This practice was withdrawn",
                410,
                why != null ? why : "It is not part of the hub any more.");
    }

    public static Problem linkNotValid(int status) {
        return named(
                "link-not-valid",
                "This link does not work any more",
                status,
                "It may have been used already, or it is too old, or a part of it is missing."
                        + " You can subscribe again from any search.");
    }

    public static Problem methodNotAllowed() {
        return named(
                "method-not-allowed", "Method not allowed", 405, "This path has other methods.");
    }

    public static Problem requestTimeout() {
        return named(
                "request-timeout",
                "The request came too slowly",
                408,
                "The body did not arrive in time.");
    }

    public static Problem tooLarge(long limit) {
        return named(
                "too-large",
                "The body is too large",
                413,
                "At most " + limit + " bytes are accepted here.");
    }

    public static Problem rateLimited(Duration wait) {
        return named("rate-limited", "Too many requests", 429, "Please try again later.")
                .retryAfter(wait);
    }

    public static Problem badAnswer(String who) {
        return named("bad-gateway", who + " gave no proper answer", 502, "Please try again.");
    }

    public static Problem unavailable(String who, Duration wait) {
        return named(
                        "unavailable",
                        who + " is not available right now",
                        503,
                        "Nothing was changed as far as the gateway knows. Please try again.")
                .retryAfter(wait);
    }

    public static Problem timeout(String who) {
        return named(
                "timeout",
                who + " did not answer in time",
                504,
                "It may still carry out the request: look before you repeat it, or repeat it with"
                        + " the same Idempotency-Key.");
    }

    /** For statuses that the container or the framework decided on. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> malformedRequest("The request is malformed.");
            case 401 -> unauthenticated("Please sign in.");
            case 403 -> forbidden("You may not do this.");
            case 404 -> notFound();
            case 405 -> methodNotAllowed();
            case 406 -> named("not-acceptable", "No such representation", 406, null);
            case 408 -> requestTimeout();
            case 413 -> named("too-large", "The body is too large", 413, null);
            case 414 -> named("uri-too-long", "The address is too long", 414, null);
            case 415 -> named("unsupported-media-type", "Unsupported media type", 415, null);
            case 417 -> named("expectation-failed", "The expectation cannot be met", 417, null);
            case 431 -> named("headers-too-large", "The headers are too large", 431, null);
            case 501 -> named("not-implemented", "This method is not known", 501, null);
            case 503 -> unavailable("The hub", Duration.ofSeconds(5));
            case 505 -> named("http-version", "This version of HTTP is not spoken", 505, null);
            default ->
                    status >= 400 && status < 500
                            ? named("refused", "The request was refused", status, null)
                            : named(
                                    "internal-error",
                                    "Something went wrong on our side",
                                    500,
                                    "The incident was logged.");
        };
    }

    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, retryAfterSeconds);
    }

    private Problem retryAfter(Duration wait) {
        int seconds = (int) Math.max(1, (wait.toMillis() + 999) / 1000);
        return new Problem(type, title, status, detail, instance, seconds);
    }
}
