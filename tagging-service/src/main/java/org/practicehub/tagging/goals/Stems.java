package org.practicehub.tagging.goals;

import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;
import org.practicehub.tagging.text.Words;

import java.util.ArrayList;
import java.util.List;

/** Words without their plural, so that "migrants" and "migrant" are one term. */
final class Stems {

    private Stems() {}

    /** The stem of each word; numbers become {@code 0}. */
    static List<String> of(List<Word> words) {
        List<String> stems = new ArrayList<>(words.size());
        for (Word word : words) {
            stems.add(word.shape() == Shape.NUMBER ? "0" : stem(word.folded()));
        }
        return stems;
    }

    /** The stems of a phrase joined by single spaces. */
    static String key(String phrase) {
        return String.join(" ", of(Words.of(phrase)));
    }

    static String stem(String folded) {
        int length = folded.length();
        if (length < 4) {
            return folded;
        }
        char first = folded.charAt(0);
        if (first >= 0x600 && first <= 0x6FF) {
            return arabic(folded);
        }
        if (!folded.endsWith("s")
                || folded.endsWith("ss")
                || folded.endsWith("us")
                || folded.endsWith("is")) {
            return folded;
        }
        return folded.endsWith("ies") && length > 4
                ? folded.substring(0, length - 3) + "y"
                : folded.substring(0, length - 1);
    }

    /** Drops the article and one-letter prefixes before it. */
    private static String arabic(String folded) {
        String stem = folded;
        if (stem.length() > 5 && "وبلفك".indexOf(stem.charAt(0)) >= 0 && stem.startsWith("ال", 1)) {
            stem = stem.substring(1);
        }
        if (stem.length() > 5 && stem.startsWith("لل")) {
            return stem.substring(2);
        }
        return stem.length() > 4 && stem.startsWith("ال") ? stem.substring(2) : stem;
    }
}
