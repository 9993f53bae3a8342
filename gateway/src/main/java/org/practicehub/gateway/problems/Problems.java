package org.practicehub.gateway.problems;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/** Answers with a problem: as JSON to programs, as a page to people. */
@Component
public class Problems {

    static final String ATTRIBUTE = Problem.class.getName();

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** Ends the request with this problem, unless an answer is already on its way. */
    public void answer(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var placed = problem.at(pathOf(request));
        if (placed.retryAfterSeconds() != null) {
            response.setHeader("Retry-After", placed.retryAfterSeconds().toString());
        }
        if (wantsPage(request)) {
            request.setAttribute(ATTRIBUTE, placed);
            response.sendError(placed.status());
        } else {
            write(response, placed);
        }
    }

    void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = bytes(problem);
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The problem as it goes over the wire. */
    public byte[] bytes(Problem problem) {
        return json.writeValueAsBytes(problem);
    }

    /** Browsers name text/html first; the API speaks JSON to everybody. */
    static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String path = pathOf(request);
        return accept != null
                && accept.contains("text/html")
                && !path.startsWith("/api/")
                && !path.startsWith("/feeds/")
                && !path.equals("/oai")
                && !path.equals("/openapi.json");
    }

    static String pathOf(HttpServletRequest request) {
        Object original = request.getAttribute("jakarta.servlet.error.request_uri");
        return original instanceof String uri ? uri : request.getRequestURI();
    }
}
