package org.practicehub.tagging.text;

/**
 * A run of letters and digits.
 *
 * @param start offset of the first UTF-16 code unit in the passage
 * @param end offset behind the last one
 * @param folded in lower case and without accents, Arabic letters in their plain forms
 * @param shape how the word is written
 */
public record Word(int start, int end, String folded, Shape shape) {

    /** How a word is written; scripts without case are {@link #UNCASED}. */
    public enum Shape {
        LOWER,
        CAPITALISED,
        UPPER,
        NUMBER,
        UNCASED
    }

    public int length() {
        return end - start;
    }

    /** Whether the word may begin a proper name. */
    public boolean mayBeName() {
        return shape == Shape.CAPITALISED || shape == Shape.UPPER || shape == Shape.UNCASED;
    }
}
