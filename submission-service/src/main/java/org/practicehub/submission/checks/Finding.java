package org.practicehub.submission.checks;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * Something worth a look.
 *
 * @param check which check found it: {@code eligibility}, {@code duplicate}, {@code missing-field},
 *     {@code link}, {@code language} or {@code personal-data}
 * @param pointer a JSON pointer into the content; empty for the whole
 * @param practice the other practice, when there is one
 */
public record Finding(
        String check,
        Severity severity,
        String pointer,
        String message,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String practice) {

    Finding(String check, Severity severity, String pointer, String message) {
        this(check, severity, pointer, message, null);
    }
}
