package org.practicehub.tagging.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The problem details (RFC 9457) that this service answers with. */
final class Problems {

    /** What is wrong with one part of a body. */
    record FieldError(String pointer, String message) {}

    static ProblemDetail of(HttpStatus status, String name, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:practicehub:problem:" + name));
        problem.setTitle(title(name));
        return problem;
    }

    static ProblemDetail of(
            HttpStatus status, String name, String detail, List<FieldError> errors) {
        ProblemDetail problem = of(status, name, detail);
        problem.setProperty("errors", errors);
        return problem;
    }

    private static String title(String name) {
        String words = name.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private Problems() {}
}
