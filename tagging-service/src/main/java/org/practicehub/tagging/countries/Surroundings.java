package org.practicehub.tagging.countries;

import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.List;

/** The words of a passage and what stands between them. */
final class Surroundings {

    private static final WordList NO_NOUNS = WordList.load("no-nouns");

    private final String text;
    private final List<Word> words;
    private final boolean shouting;

    Surroundings(Passage passage) {
        this.text = passage.text();
        this.words = passage.words();
        this.shouting = isShouting(words);
    }

    int size() {
        return words.size();
    }

    Word word(int at) {
        return words.get(at);
    }

    List<Word> words() {
        return words;
    }

    String text() {
        return text;
    }

    /** Whether capitals say nothing, since most of the text is written in them. */
    boolean isShouting() {
        return shouting;
    }

    /** What stands between a word and the one before it. */
    String gapBefore(int at) {
        return text.substring(words.get(at - 1).end(), words.get(at).start());
    }

    /** Whether nothing but one blank stands between a word and the next one. */
    boolean isNextToNext(int at) {
        return at + 1 < words.size()
                && words.get(at + 1).start() - words.get(at).end() == 1
                && text.charAt(words.get(at).end()) == ' ';
    }

    /** Whether a word and the one before may be parts of one name: "J. Smith". */
    boolean isJoinedToPrevious(int at) {
        if (at == 0) {
            return false;
        }
        int from = words.get(at - 1).end();
        int to = words.get(at).start();
        return to - from <= 2 && text.charAt(to - 1) == ' ' && text.charAt(from) != ',';
    }

    boolean beginsSentence(int at) {
        if (at == 0) {
            return true;
        }
        int end = words.get(at).start();
        for (int i = words.get(at - 1).end(); i < end; i++) {
            if (".\n!?“\"".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the words end before {@code at} as far as a noun is concerned: nothing follows, a
     * mark does, or a word that an adjective cannot describe.
     */
    boolean endsBefore(int at) {
        if (at >= words.size()) {
            return true;
        }
        return !isNextToNext(at - 1) || NO_NOUNS.contains(words.get(at).folded());
    }

    private static boolean isShouting(List<Word> words) {
        int upper = 0;
        int lower = 0;
        for (Word word : words) {
            upper += word.shape() == Shape.UPPER ? 1 : 0;
            lower += word.shape() == Shape.LOWER ? 1 : 0;
        }
        return upper > 2 * lower;
    }
}
