package org.practicehub.submission.web;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Part of a list.
 *
 * @param total of all parts
 * @param next the cursor of the next part; null when this is the last
 */
public record Page<T>(
        List<T> items, long total, Map<String, Map<String, Long>> facets, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /** Reads the {@code limit} parameter. */
    public static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered below like any other limit that is none.
        }
        throw ProblemException.invalid("limit", "must be a number from 1 to 100");
    }
}
