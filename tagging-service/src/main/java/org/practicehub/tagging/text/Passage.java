package org.practicehub.tagging.text;

import java.util.List;

/**
 * One field of a content, read once: its text and its words.
 *
 * @param field as evidence names it, for instance {@code title} or {@code organisations/0/name}
 * @param text exactly as stored; spans are offsets into it
 * @param words in the order of the text
 */
public record Passage(String field, String text, List<Word> words) {

    public static Passage of(String field, String text) {
        return new Passage(field, text, Words.of(text));
    }

    /** The part of this passage between two offsets, in UTF-16 code units. */
    public Span span(int start, int end) {
        return new Span(field, start, end, text.substring(start, end));
    }
}
