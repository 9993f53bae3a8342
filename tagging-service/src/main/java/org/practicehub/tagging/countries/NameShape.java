package org.practicehub.tagging.countries;

import org.practicehub.tagging.countries.Entry.Kind;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

/** Whether words are written as a name is: capitals, and nothing between them that parts names. */
final class NameShape {

    private static final WordList SMALL = WordList.load("small-words");

    /** Capitals of this many letters at most are an abbreviation of something else: "SANA". */
    private static final int ABBREVIATION = 4;

    private final Surroundings around;
    private final Language language;

    NameShape(Surroundings around, Language language) {
        this.around = around;
        this.language = language;
    }

    /** Names do not run over the end of a sentence or a line. */
    boolean isOneName(int at, int count) {
        for (int i = at + 1; i < at + count; i++) {
            String gap = around.gapBefore(i);
            int before = around.word(i - 1).length();
            if (gap.equals(" ")) {
                continue;
            }
            if (gap.length() > 3 || hasAny(gap, "\n;:")) {
                return false;
            }
            if (gap.indexOf(',') >= 0 && before > 1 && count == 2) {
                return false;
            }
            if (gap.startsWith(". ") && before > 3) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAny(String gap, String marks) {
        for (int i = 0; i < gap.length(); i++) {
            if (marks.indexOf(gap.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    boolean fits(int at, int count, Kind kind) {
        Word word = around.word(at);
        return switch (kind) {
            case DEMONYM_SMALL -> language.writesDemonymsSmall() && count <= 3;
            case ACRONYM ->
                    isInCapitals(at, count)
                            && !(around.isShouting() && count == 1 && word.length() < 3);
            case GROUP -> isGroupName(word, count);
            case COUNTRY ->
                    word.mayBeName()
                            || (language.writesDemonymsSmall() && word.folded().equals("suisse"));
            case DEMONYM -> word.mayBeName();
            case BLOCKER -> word.mayBeName() || count > 1;
            case REGION, CAPITAL, CITY -> isCapitalised(at, count);
            case CITY_OTHER_NAME -> isCapitalised(at, count) && !isAbbreviation(word, count);
        };
    }

    private boolean isAbbreviation(Word word, int count) {
        return count == 1
                && word.shape() == Shape.UPPER
                && word.length() <= ABBREVIATION
                && !around.isShouting();
    }

    /** Short names of groupings are abbreviations: "ASEAN", but not "Asean" or "au". */
    private static boolean isGroupName(Word word, int count) {
        if (count > 1 || word.folded().length() > 6) {
            return word.mayBeName();
        }
        boolean capitals = word.shape() == Shape.UPPER || word.shape() == Shape.UNCASED;
        return capitals || (word.folded().length() == 6 && word.mayBeName());
    }

    private boolean isInCapitals(int at, int count) {
        for (int i = at; i < at + count; i++) {
            Word word = around.word(i);
            boolean capital =
                    word.shape() == Shape.UPPER
                            || word.shape() == Shape.UNCASED
                            || (word.length() == 1 && word.shape() == Shape.CAPITALISED)
                            || (count > 1 && word.length() > 3 && word.mayBeName());
            if (!capital) {
                return false;
            }
            if (i > at && word.length() == 1) {
                String gap = around.gapBefore(i);
                if (!gap.equals(".") && !gap.equals(". ")) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isCapitalised(int at, int count) {
        for (int i = at; i < at + count; i++) {
            Word word = around.word(i);
            if (!word.mayBeName()
                    && (i == at || !SMALL.contains(word.folded()))
                    && word.shape() != Shape.NUMBER) {
                return false;
            }
        }
        return true;
    }
}
