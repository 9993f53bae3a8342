package org.practicehub.catalogue.oai;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.Position;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a harvest goes on, with all its arguments: it needs no memory here and does not expire.
 *
 * @param told how many records were told before
 */
record Token(
        String prefix, long from, long until, @Nullable String set, Position after, long told) {

    String write() {
        String text =
                String.join(
                        "|",
                        prefix,
                        String.valueOf(from),
                        String.valueOf(until),
                        set == null ? "" : set,
                        String.valueOf(after.key()),
                        after.id(),
                        String.valueOf(told));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Null when it is none of ours. */
    static @Nullable Token read(String token) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                            .split("\\|", -1);
            return parts.length != 7
                    ? null
                    : new Token(
                            parts[0],
                            Long.parseLong(parts[1]),
                            Long.parseLong(parts[2]),
                            parts[3].isEmpty() ? null : parts[3],
                            new Position(Long.valueOf(parts[4]), parts[5]),
                            Long.parseLong(parts[6]));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
