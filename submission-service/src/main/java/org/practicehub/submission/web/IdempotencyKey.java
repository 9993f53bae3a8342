package org.practicehub.submission.web;

import org.jspecify.annotations.Nullable;

/** The sender's own name for a creation. */
public final class IdempotencyKey {

    private static final int MAX_LENGTH = 255;

    /**
     * @return the key, or null when the sender gave none
     * @throws ProblemException 400 when it can't be a key
     */
    public static @Nullable String read(@Nullable String header) {
        if (header != null
                && (header.isBlank()
                        || header.length() > MAX_LENGTH
                        || !header.chars().allMatch(c -> c > ' ' && c < 0x7f))) {
            throw ProblemException.invalid(
                    "Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
        return header;
    }

    private IdempotencyKey() {}
}
