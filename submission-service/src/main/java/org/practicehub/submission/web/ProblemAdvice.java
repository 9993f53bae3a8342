package org.practicehub.submission.web;

import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers what went wrong, and keeps to itself what only the log should know. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> on(ProblemException e, HttpServletRequest request) {
        return answer(Problems.of(e), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> on(RefusedException e, HttpServletRequest request) {
        return answer(Problems.of(e), request);
    }

    @ExceptionHandler({
        MongoTimeoutException.class,
        MongoSocketException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<Object> onStoreAway(Exception e, HttpServletRequest request) {
        LOG.warn("The store does not answer: {}", e.toString());
        return answer(Problems.unavailable(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> onAnythingElse(Exception e, HttpServletRequest request)
            throws Exception {
        if (e instanceof AccessDeniedException
                || e instanceof AuthenticationException
                || AnnotationUtils.findAnnotation(e.getClass(), ResponseStatus.class) != null) {
            throw e;
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return answer(
                Problems.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal",
                        "Something went wrong here; it has been logged."),
                request);
    }

    /** What Spring MVC itself refuses, with our names and without its words on our classes. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode code,
            WebRequest request) {
        HttpStatus status = HttpStatus.valueOf(code.value());
        ProblemDetail problem = Problems.of(status, name(status), detail(status));
        if (request instanceof ServletWebRequest servlet) {
            problem.setInstance(Problems.instance(servlet.getRequest()));
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<Object> answer(
            ProblemDetail problem, HttpServletRequest request) {
        problem.setInstance(Problems.instance(request));
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    static String name(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case CONTENT_TOO_LARGE -> "too-large";
            case SERVICE_UNAVAILABLE -> "unavailable";
            default -> status.is4xxClientError() ? "malformed-request" : "internal";
        };
    }

    static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing under this address.";
            case METHOD_NOT_ALLOWED -> "This address does not know this method.";
            case NOT_ACCEPTABLE -> "This is answered as JSON only.";
            case UNSUPPORTED_MEDIA_TYPE -> "This media type is not understood here.";
            default ->
                    status.is4xxClientError()
                            ? "The request can't be understood."
                            : "Something went wrong here; it has been logged.";
        };
    }
}
