package org.practicehub.tagging.countries;

import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.Set;

/** Tells the name of a language from an adjective: "speaks French", but "French officials". */
final class LanguageNames {

    private static final WordList LANGUAGES = WordList.load("languages");
    private static final WordList SPEAKING = WordList.load("speaking-words");
    private static final WordList BEFORE = WordList.load("language-nouns");
    private static final WordList BEHIND = WordList.load("language-words");

    private static final WordList TEACHING = WordList.load("teaching-words");

    private static final Set<String> OF = Set.of("de", "d", "del", "du");

    private static final Set<String> IN = Set.of("in", "into", "en", "mother", "native");

    private static final Set<String> AND = Set.of("and", "or", "et", "ou", "y", "o", "e", "u");

    private final Surroundings around;

    /** The number of the last word that was a language: a list of them goes on behind it. */
    private int last = -10;

    LanguageNames(Surroundings around) {
        this.around = around;
    }

    boolean isLanguage(int at, int count, String key, Language language) {
        if (count > 1 || !LANGUAGES.contains(key)) {
            return false;
        }
        boolean is = isNamedAsOne(at, language) || goesOnWithList(at);
        if (is) {
            last = at;
        }
        return is;
    }

    private boolean isNamedAsOne(int at, Language language) {
        String behind =
                at + 1 < around.size() && around.word(at + 1).start() - around.word(at).end() == 1
                        ? around.word(at + 1).folded()
                        : "";
        if (BEHIND.contains(behind)) {
            return true;
        }
        if (at == 0) {
            return false;
        }
        Word before = around.word(at - 1);
        if (BEFORE.contains(before.folded())) {
            return true;
        }
        if (OF.contains(before.folded())
                && at > 1
                && TEACHING.contains(around.word(at - 2).folded())) {
            return true;
        }
        if (SPEAKING.contains(before.folded())) {
            return endsOrLists(at + 1);
        }
        if (!IN.contains(before.folded()) || before.shape() == Shape.UPPER) {
            return false;
        }
        boolean small = language.writesDemonymsSmall() && around.word(at).shape() == Shape.LOWER;
        return small || endsOrLists(at + 1);
    }

    /** The clause ends, or a conjunction leads to another language that ends it. */
    private boolean endsOrLists(int behind) {
        if (behind + 1 < around.size()
                && AND.contains(around.word(behind).folded())
                && around.isNextToNext(behind - 1)) {
            return around.word(behind + 1).mayBeName() == around.word(behind - 1).mayBeName()
                    && around.endsBefore(behind + 2);
        }
        return around.endsBefore(behind);
    }

    private boolean goesOnWithList(int at) {
        int before = at - 1;
        if (before > 0 && OF.contains(around.word(before).folded())) {
            before--;
        }
        if (before > 0 && AND.contains(around.word(before).folded())) {
            before--;
        }
        return last == before && endsOrLists(at + 1);
    }
}
