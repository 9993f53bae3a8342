package org.practicehub.gateway.hub;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.routes.Service;

import java.time.Duration;
import java.util.List;

/** What a service said to a page. */
public sealed interface Reply<T> {

    /**
     * @param etag as it came, to be sent back with a change
     */
    record Done<T>(T body, @Nullable String etag) implements Reply<T> {}

    /** The service understood and declined. */
    record Refused<T>(Refusal refusal) implements Reply<T> {}

    /** Nobody answered, or nothing that could be understood. */
    record Down<T>(Service service) implements Reply<T> {}

    /** The service's problem details, as far as pages need them. */
    record Refusal(
            int status,
            @Nullable String type,
            @Nullable String title,
            @Nullable String detail,
            List<Fault> errors,
            @Nullable String location) {

        public Refusal {
            errors = errors == null ? List.of() : errors;
        }

        /** The name at the end of the problem's type. */
        public String name() {
            return type == null ? "" : type.substring(type.lastIndexOf(':') + 1);
        }

        /** A sentence for people. */
        public String sentence() {
            return detail != null ? detail : title != null ? title : "The hub refused.";
        }
    }

    /** What is wrong with one field. */
    record Fault(@Nullable String pointer, @Nullable String message) {}

    /** What a page cannot do without. */
    default T required() {
        return switch (this) {
            case Done<T>(var body, var _) -> body;
            case Refused<T>(var refusal) -> throw new PageProblem(problemOf(refusal));
            case Down<T>(var service) ->
                    throw new PageProblem(
                            Problem.unavailable(service.title(), Duration.ofSeconds(10)));
        };
    }

    /** What a page can be shown without. */
    default @Nullable T orNull() {
        return this instanceof Done<T>(var body, var _) ? body : null;
    }

    private static Problem problemOf(Refusal refusal) {
        return Problem.ofStatus(refusal.status());
    }
}
