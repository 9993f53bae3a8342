package org.practicehub.tagging.countries;

import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Span;

import java.util.List;

/**
 * A name of the gazetteer where it stands in a text.
 *
 * @param passageNumber which passage of the content, counted from 0
 * @param first number of its first word
 * @param behind number of the first word behind it
 * @param start offset of the name, which an Arabic prefix may precede in its word
 * @param key the folded name
 * @param entries what it may mean here, after the guards
 * @param container the country that stands behind a comma, as in "Paris, Texas"
 * @param doubt why it may not be a place at all
 */
record Mention(
        Passage passage,
        int passageNumber,
        int first,
        int behind,
        int start,
        int end,
        String key,
        List<Entry> entries,
        @Nullable String container,
        Doubt doubt) {

    /** Why a name may not be a place at all. */
    enum Doubt {
        NONE,
        /** A person of this text bears the name. */
        PERSON,
        /** It may be part of a person's name. */
        PERHAPS_PERSON,
        /** It is a word of the language as well. */
        COMMON_WORD
    }

    Span span() {
        return passage.span(start, end);
    }

    Mention inside(String country) {
        return new Mention(
                passage, passageNumber, first, behind, start, end, key, entries, country, doubt);
    }
}
