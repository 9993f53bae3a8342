package org.practicehub.submission.practice;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a practice from its first draft on: a UUID in lower case, version 7 where this service
 * made it, so that ids sort by age.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, 5.7</a>
 */
public record PracticeId(String value) implements Comparable<PracticeId> {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public PracticeId {
        if (!UUID_TEXT.matcher(value).matches()) {
            throw new IllegalArgumentException("not a practice id: " + value);
        }
    }

    /** Reads what somebody sent; empty when it can't be the id of any practice. */
    public static Optional<PracticeId> parse(String text) {
        return UUID_TEXT.matcher(text).matches()
                ? Optional.of(new PracticeId(text))
                : Optional.empty();
    }

    @Override
    public int compareTo(PracticeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
