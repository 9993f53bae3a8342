package org.practicehub.catalogue.guidance;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Tag;

import java.util.List;

/**
 * Why a search finds a practice, or what of the search keeps it away.
 *
 * @param found whether all conditions are met
 * @param reasons one for each condition, in the order: words, words that must not stand there,
 *     terms, terms that it must not have, period, day of publication, origin of a tag
 */
record Explanation(boolean found, List<Reason> reasons) {

    /**
     * One condition.
     *
     * @param condition {@code words}, {@code any} (one of the terms) or {@code not} (none of the
     *     words or terms), {@code period}, {@code published} or {@code origin}
     * @param asked as the criteria write it
     * @param met with a {@code not}: whether it has none of what was asked
     * @param places where it stands in the content
     * @param tags that it rests on, with their evidence
     */
    record Reason(
            String condition,
            List<String> asked,
            boolean met,
            List<Place> places,
            List<Tag> tags) {}

    /**
     * A part of the content.
     *
     * @param field title, summary, topics, kind, language, organisations, period
     * @param start offset in UTF-16 code units; absent where the whole value is meant
     * @param end offset behind the last one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(String field, @Nullable Integer start, @Nullable Integer end, String text) {

        Place(String field, String text) {
            this(field, null, null, text);
        }
    }
}
