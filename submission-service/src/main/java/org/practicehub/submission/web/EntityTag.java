package org.practicehub.submission.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import java.util.Arrays;

/**
 * What a caller has seen, as an entity tag.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-match">RFC 9110, 13.1.1</a>
 */
public record EntityTag(String value) {

    public static EntityTag of(long edit) {
        return new EntityTag("\"" + edit + "\"");
    }

    /**
     * @return the condition a change is made under
     * @throws ProblemException 428 without one
     */
    public static String required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "precondition-required",
                    "Say with If-Match which state you have seen; its ETag is in the answer to"
                            + " GET.");
        }
        return ifMatch;
    }

    /** Whether an {@code If-Match} value allows a change of this state. */
    public boolean satisfies(String ifMatch) {
        return Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(value::equals);
    }

    /** Whether an {@code If-None-Match} value says that this state is known already. */
    public boolean isKnownBy(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(value));
    }
}
