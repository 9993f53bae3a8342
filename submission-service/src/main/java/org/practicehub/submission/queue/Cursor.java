package org.practicehub.submission.queue;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.web.ProblemException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the queue as text that callers hand back and do not look into. */
public final class Cursor {

    public static String write(Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (place.submittedAt() + "," + place.id() + "," + place.confidence())
                                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * @throws ProblemException 400 when the text is no cursor
     */
    public static @Nullable Place read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String[] place =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1)
                            .split(",", 3);
            if (place.length == 3) {
                return new Place(
                        Long.parseLong(place[0]),
                        new PracticeId(place[1]),
                        Double.parseDouble(place[2]));
            }
        } catch (IllegalArgumentException e) {
            // Answered below, as a cursor with too few parts is.
        }
        throw ProblemException.invalid("after", "is not a cursor of this list");
    }

    private Cursor() {}
}
