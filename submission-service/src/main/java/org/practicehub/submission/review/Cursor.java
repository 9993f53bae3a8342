package org.practicehub.submission.review;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.web.ProblemException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in the queue as text that callers hand back and do not look into. */
final class Cursor {

    static String write(ReviewQueue.Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (place.submittedAt() + "," + place.id())
                                .getBytes(StandardCharsets.ISO_8859_1));
    }

    static ReviewQueue.@Nullable Place read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String place =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
            int comma = place.indexOf(',');
            return new ReviewQueue.Place(
                    Long.parseLong(place.substring(0, Math.max(0, comma))),
                    new PracticeId(place.substring(comma + 1)));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("after", "is not a cursor of this list");
        }
    }

    private Cursor() {}
}
