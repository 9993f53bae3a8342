package org.practicehub.catalogue.web;

import com.mongodb.MongoException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.catalogue.web.Problem.Name;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import java.io.IOException;

/** Turns whatever a controller throws into problem details. */
@RestControllerAdvice
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final ProblemWriter problems;

    Refusals(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void on(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (refusal.name() == Name.UNAVAILABLE) {
            response.setHeader("Retry-After", "5");
        }
        problems.write(request, response, refusal.name(), refusal.getMessage(), refusal.faults());
    }

    @ExceptionHandler
    void on(NoResourceFoundException missing, HttpServletRequest request, HttpServletResponse to)
            throws IOException {
        problems.write(request, to, Name.NOT_FOUND, null, null);
    }

    @ExceptionHandler
    void on(
            HttpRequestMethodNotSupportedException wrong,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String[] methods = wrong.getSupportedMethods();
        if (methods != null) {
            response.setHeader("Allow", String.join(", ", methods));
        }
        problems.write(request, response, Name.METHOD_NOT_ALLOWED, null, null);
    }

    @ExceptionHandler
    void on(
            HttpMediaTypeNotAcceptableException none,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        problems.write(request, response, Name.NOT_ACCEPTABLE, null, null);
    }

    @ExceptionHandler
    void on(
            HttpMediaTypeNotSupportedException unknown,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        problems.write(request, response, Name.UNSUPPORTED_MEDIA_TYPE, null, null);
    }

    @ExceptionHandler
    void on(
            HttpMessageNotReadableException unreadable,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        problems.write(request, response, Name.MALFORMED_BODY, null, null);
    }

    @ExceptionHandler
    void on(
            MethodArgumentTypeMismatchException mismatch,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        problems.write(
                request,
                response,
                Name.VALIDATION_FAILED,
                mismatch.getName() + " has the wrong form",
                null);
    }

    /** The read model is away: reading goes on where the index or a cache can answer. */
    @ExceptionHandler({MongoException.class, DataAccessException.class})
    void onStore(Exception away, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        log.warn("the read model did not answer: {}", away.toString());
        response.setHeader("Retry-After", "5");
        problems.write(request, response, Name.UNAVAILABLE, "the read model does not answer", null);
    }

    /** The reader hung up. */
    @ExceptionHandler
    void on(AsyncRequestNotUsableException gone) {
        log.debug("a reader went away: {}", gone.getMessage());
    }

    @ExceptionHandler
    void on(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        switch (failure) {
            case AccessDeniedException denied -> throw denied;
            case AuthenticationException unknown -> throw unknown;
            case ErrorResponse error when error.getStatusCode().is4xxClientError() ->
                    problems.write(
                            request,
                            response,
                            error.getStatusCode().value() == 404
                                    ? Name.NOT_FOUND
                                    : error.getStatusCode().value() == 413
                                            ? Name.TOO_LARGE
                                            : Name.VALIDATION_FAILED,
                            null,
                            null);
            case IOException io when response.isCommitted() ->
                    log.debug("a reader went away: {}", io.getMessage());
            default -> {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
                problems.write(request, response, Name.INTERNAL, null, null);
            }
        }
    }
}
