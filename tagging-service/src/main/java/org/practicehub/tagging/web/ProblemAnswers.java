package org.practicehub.tagging.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import java.util.List;

/** Turns whatever goes wrong into problem details that tell nothing internal. */
@RestControllerAdvice
class ProblemAnswers extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    @ExceptionHandler
    ProblemDetail on(InvalidText invalid) {
        return Problems.of(
                HttpStatus.BAD_REQUEST,
                "validation-failed",
                "Some fields cannot be accepted.",
                invalid.errors());
    }

    @ExceptionHandler
    ProblemDetail on(UnknownParameter unknown) {
        return Problems.of(HttpStatus.BAD_REQUEST, "unknown-parameter", unknown.detail());
    }

    @ExceptionHandler
    ProblemDetail on(BodyTooLarge tooLarge) {
        return Problems.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", tooLarge.detail());
    }

    @ExceptionHandler
    ProblemDetail on(NoSuchVocabulary unknown) {
        return Problems.of(HttpStatus.NOT_FOUND, "not-found", unknown.detail());
    }

    @ExceptionHandler
    ProblemDetail on(RuntimeException unexpected) {
        LOG.error("A request failed", unexpected);
        return Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge tooLarge) {
                return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).body(on(tooLarge));
            }
            if (cause instanceof JacksonException json) {
                return ResponseEntity.badRequest().body(malformed(json));
            }
        }
        return ResponseEntity.badRequest().body(malformed());
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            ProblemDetail named = named(HttpStatus.valueOf(status.value()));
            problem.setType(named.getType());
            problem.setTitle(named.getTitle());
            problem.setDetail(named.getDetail());
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static ProblemDetail named(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> Problems.of(status, "not-found", "There is nothing here.");
            case METHOD_NOT_ALLOWED ->
                    Problems.of(status, "method-not-allowed", "This method is not supported here.");
            case NOT_ACCEPTABLE ->
                    Problems.of(status, "not-acceptable", "Only application/json is served here.");
            case UNSUPPORTED_MEDIA_TYPE ->
                    Problems.of(
                            status,
                            "unsupported-media-type",
                            "Only application/json is accepted here.");
            case SERVICE_UNAVAILABLE ->
                    Problems.of(status, "unavailable", "Please try again in a moment.");
            default ->
                    status.is5xxServerError()
                            ? Problems.of(status, "internal", "Something went wrong on our side.")
                            : Problems.of(status, "validation-failed", "The request is not valid.");
        };
    }

    private static ProblemDetail malformed() {
        return Problems.of(
                HttpStatus.BAD_REQUEST, "malformed-body", "The body is not a JSON object.");
    }

    private static ProblemDetail malformed(JacksonException json) {
        if (json instanceof StreamReadException || json.getPath().isEmpty()) {
            return malformed();
        }
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : name);
        }
        String message =
                json instanceof UnrecognizedPropertyException
                        ? "This field is not known."
                        : "This value has the wrong type.";
        return Problems.of(
                HttpStatus.BAD_REQUEST,
                "validation-failed",
                "Some fields cannot be accepted.",
                List.of(new Problems.FieldError(pointer.toString(), message)));
    }
}
