package org.practicehub.tagging.text;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Evidence;

import java.util.List;

/**
 * A part of a field.
 *
 * @param start offset of the first UTF-16 code unit
 * @param end offset behind the last one
 * @param text the substring of the field from start to end
 */
public record Span(String field, int start, int end, String text) {

    public Span {
        if (start < 0 || end - start != text.length()) {
            throw new IllegalArgumentException(field + " " + start + ".." + end + ": " + text);
        }
    }

    /** This span as evidence found by a rule. */
    public Evidence foundBy(String rule, @Nullable String detail) {
        return new Evidence(field, start, end, text, rule, detail, List.of());
    }
}
