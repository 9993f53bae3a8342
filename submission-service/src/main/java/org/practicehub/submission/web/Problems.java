package org.practicehub.submission.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.submission.practice.RefusedException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Problem details with a stable type.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@Component
public class Problems {

    private static final String TYPE = "urn:practicehub:problem:";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    public static ProblemDetail of(HttpStatus status, String name, String detail) {
        return of(status, name, detail, List.of());
    }

    static ProblemDetail of(HttpStatus status, String name, String detail, List<Problem> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + name));
        problem.setTitle(status.getReasonPhrase());
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    public static ProblemDetail of(ProblemException e) {
        return of(e.status(), e.name(), String.valueOf(e.getMessage()), e.errors());
    }

    public static ProblemDetail of(RefusedException e) {
        return of(HttpStatus.CONFLICT, e.refusal().problem(), String.valueOf(e.getMessage()));
    }

    /** The store does not answer. */
    public static ProblemDetail unavailable() {
        return of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "The service can't do this right now; try again in a moment.");
    }

    /** For what goes wrong before a controller is reached. */
    public void write(
            HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        problem.setInstance(instance(request));
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    static URI instance(HttpServletRequest request) {
        try {
            return URI.create(request.getRequestURI());
        } catch (IllegalArgumentException e) {
            return URI.create("about:blank");
        }
    }
}
