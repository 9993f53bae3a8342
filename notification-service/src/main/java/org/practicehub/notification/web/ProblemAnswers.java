package org.practicehub.notification.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what went wrong into {@code application/problem+json}; nothing internal leaks. */
@Component
@RestControllerAdvice
class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final JsonMapper json;

    ProblemAnswers(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(Problem problem, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = answer(problem.status());
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, "10");
        }
        return answer.body(body(problem, request));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(HttpMessageNotReadableException e, HttpServletRequest request) {
        return on(unreadable(e), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(MissingRequestValueException e, HttpServletRequest request) {
        return on(
                new Problem(
                        "validation-failed",
                        HttpStatus.BAD_REQUEST,
                        "The request is not valid",
                        "Something that is required is missing.",
                        List.of()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return on(
                new Problem(
                        "validation-failed",
                        HttpStatus.BAD_REQUEST,
                        "The request is not valid",
                        "The parameter " + e.getName() + " is not of the right form.",
                        List.of()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(
            HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        Problem problem =
                new Problem(
                        "method-not-allowed",
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "Method not allowed",
                        "This address does not know " + e.getMethod() + ".",
                        List.of());
        return answer(problem.status()).headers(e.getHeaders()).body(body(problem, request));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
        Problem problem =
                new Problem(
                        "unsupported-media-type",
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "Unsupported media type",
                        "The body's type is not read here.",
                        List.of());
        return answer(problem.status()).headers(e.getHeaders()).body(body(problem, request));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(HttpMediaTypeNotAcceptableException e, HttpServletRequest request) {
        return on(
                new Problem(
                        "not-acceptable",
                        HttpStatus.NOT_ACCEPTABLE,
                        "Not acceptable",
                        "This address answers application/json.",
                        List.of()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(NoResourceFoundException e, HttpServletRequest request) {
        return on(Problem.notFound("There is nothing at this address."), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(DataAccessException e, HttpServletRequest request) {
        LOG.warn("{} {}: the store failed", request.getMethod(), request.getRequestURI(), e);
        return on(Problem.unavailable("The store does not answer; try again soon."), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(com.mongodb.MongoException e, HttpServletRequest request) {
        LOG.warn("{} {}: the store failed", request.getMethod(), request.getRequestURI(), e);
        return on(Problem.unavailable("The store does not answer; try again soon."), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> on(Exception e, HttpServletRequest request) throws Exception {
        if (e instanceof AuthenticationException
                || e instanceof org.springframework.security.access.AccessDeniedException) {
            throw e;
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return on(
                new Problem(
                        "internal",
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "Something went wrong here",
                        "The fault is ours; it has been logged.",
                        List.of()),
                request);
    }

    /** For filters, which stand outside the handlers above. */
    void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(body(problem, request));
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Problem problem -> {
                    return problem;
                }
                case UnrecognizedPropertyException unknown -> {
                    return Problem.malformed(pointer(unknown), "is not known here");
                }
                case StreamConstraintsException constraint -> {
                    return Problem.malformed("", "is nested too deeply or holds too long a value");
                }
                case JacksonException jackson -> {
                    String pointer = pointer(jackson);
                    return Problem.malformed(
                            pointer,
                            pointer.isEmpty() ? "is not JSON" : "is not of the right type");
                }
                default -> {}
            }
        }
        return Problem.malformed("", "is missing");
    }

    private static String pointer(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? String.valueOf(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private byte[] body(Problem problem, HttpServletRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:practicehub:problem:" + problem.name());
        body.put("title", problem.title());
        body.put("status", problem.status().value());
        body.put("detail", String.valueOf(problem.getMessage()));
        body.put("instance", request.getRequestURI());
        if (!problem.faults().isEmpty()) {
            body.put("errors", problem.faults());
        }
        return json.writeValueAsBytes(body);
    }
}
