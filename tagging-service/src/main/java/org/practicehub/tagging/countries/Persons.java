package org.practicehub.tagging.countries;

import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is named in a text: "Nash Riad", "spokeswoman Kathy Cosco", "Mr Lincoln". A name that a
 * person bears anywhere in the text is no place in the rest of it.
 */
final class Persons {

    /** Countries and languages that persons are called as well. */
    static final WordList ALSO_PERSONS = WordList.load("also-persons");

    /** The lists that tell names of persons; loaded once. */
    static final class Names {

        private static final Set<String> HONORIFICS =
                Set.of("mr", "mrs", "ms", "miss", "dr", "mme", "mlle", "sra", "sr", "capt", "sgt");

        private static final Set<String> PARTICLES =
                Set.of("de", "da", "di", "van", "von", "der", "den", "bin", "ibn", "ben", "al");

        private final WordList famous = WordList.load("given-names");
        private final WordList given = WordList.load("more-given-names");
        private final WordList surnames = WordList.load("surnames");
        private final WordList titles = WordList.load("titles");
        private final WordList commonWords;
        private final Gazetteer gazetteer;

        Names(Gazetteer gazetteer, WordList commonWords) {
            this.gazetteer = gazetteer;
            this.commonWords = commonWords;
        }

        boolean isTitle(Word word) {
            return titles.contains(word.folded());
        }

        boolean isSurname(String folded) {
            return surnames.contains(folded);
        }

        /** A given name, even one that places bear as well. */
        boolean isGiven(String folded) {
            return famous.contains(folded) || given.contains(folded);
        }

        /** A given name that parents took from a place, or places from a person. */
        boolean isFamous(String folded) {
            return famous.contains(folded);
        }

        private boolean isGivenOnly(Word word) {
            if (given.contains(word.folded())) {
                return true;
            }
            return famous.contains(word.folded()) && !isKnownPlace(word.folded());
        }

        private boolean isKnownPlace(String folded) {
            for (Entry entry : gazetteer.lookUp(folded)) {
                if (entry.isWellKnown() || entry.isLargeRegion()) {
                    return true;
                }
            }
            return false;
        }

        private boolean isWellKnown(String folded) {
            return !ALSO_PERSONS.contains(folded)
                    && gazetteer.lookUp(folded).stream().anyMatch(Entry::isWellKnown);
        }

        private boolean mayBeSurname(Word word) {
            return word.shape() == Shape.CAPITALISED
                    && word.length() > 2
                    && (isSurname(word.folded()) || !commonWords.contains(word.folded()));
        }
    }

    private final Names names;
    private final Set<String> borne = new HashSet<>();

    private Persons(Names names) {
        this.names = names;
    }

    /** The persons of a whole text. */
    static Persons of(List<Surroundings> passages, Names names) {
        Persons persons = new Persons(names);
        for (Surroundings around : passages) {
            for (int at = 0; at + 1 < around.size(); at++) {
                persons.note(around, at);
            }
        }
        return persons;
    }

    /** Whether a person of this text bears the name. */
    boolean bear(String folded) {
        return borne.contains(folded);
    }

    private void note(Surroundings around, int at) {
        Word word = around.word(at);
        if (names.isTitle(word)) {
            noteBehindTitle(around, at);
        } else if (word.shape() == Shape.CAPITALISED && names.isGiven(word.folded())) {
            noteFullName(around, at);
        }
    }

    private void noteBehindTitle(Surroundings around, int at) {
        int last = at;
        while (last + 1 < around.size()
                && last < at + 3
                && around.isJoinedToPrevious(last + 1)
                && around.word(last + 1).shape() == Shape.CAPITALISED) {
            last++;
        }
        boolean enough =
                last - at >= (Names.HONORIFICS.contains(around.word(at).folded()) ? 1 : 2)
                        && !(around.word(at).shape() == Shape.LOWER && last - at < 2);
        for (int i = at + 1; enough && i <= last; i++) {
            if (names.mayBeSurname(around.word(i))) {
                borne.add(around.word(i).folded());
            }
        }
    }

    private void noteFullName(Surroundings around, int at) {
        int next = surnameBehind(around, at);
        if (next < 0) {
            return;
        }
        String surname = around.word(next).folded();
        boolean sure = names.isGivenOnly(around.word(at)) || names.isSurname(surname);
        if (!sure || !names.mayBeSurname(around.word(next)) || names.isWellKnown(surname)) {
            return;
        }
        borne.add(surname);
        if (!names.isKnownPlace(around.word(at).folded())) {
            borne.add(around.word(at).folded());
        }
    }

    /** The word behind a given name, initials and "de", or -1 when the name does not go on. */
    private int surnameBehind(Surroundings around, int at) {
        for (int i = at + 1; i < around.size() && i <= at + 3; i++) {
            Word word = around.word(i);
            if (!around.isJoinedToPrevious(i)) {
                return -1;
            }
            boolean passing = word.length() == 1 || Names.PARTICLES.contains(word.folded());
            if (!passing) {
                return word.shape() == Shape.CAPITALISED && !names.isTitle(word) ? i : -1;
            }
        }
        return -1;
    }

    /** Whether a name or a title stands right before a word. */
    boolean nameStandsBefore(Surroundings around, int at) {
        if (at == 0 || !around.isJoinedToPrevious(at)) {
            return false;
        }
        Word before = around.word(at - 1);
        if (names.isTitle(before)) {
            return before.shape() != Shape.LOWER;
        }
        if (before.shape() == Shape.LOWER) {
            return Names.PARTICLES.contains(before.folded())
                    && at > 1
                    && around.isJoinedToPrevious(at - 1)
                    && around.word(at - 2).shape() == Shape.CAPITALISED
                    && names.isGiven(around.word(at - 2).folded());
        }
        if (!before.mayBeName()) {
            return false;
        }
        return names.isGiven(before.folded())
                || (isInitial(around, at - 1) && !before.folded().equals("a"));
    }

    /** "Ms. Sofia Montenegro": not even a country is meant. */
    boolean titleAndNameStandBefore(Surroundings around, int at) {
        return at > 1
                && around.isJoinedToPrevious(at)
                && around.isJoinedToPrevious(at - 1)
                && names.isTitle(around.word(at - 2))
                && names.isGiven(around.word(at - 1).folded());
    }

    private static boolean isInitial(Surroundings around, int at) {
        Word word = around.word(at);
        return word.length() == 1
                && around.text().charAt(word.end()) == '.'
                && !(at > 0 && around.word(at - 1).length() == 1);
    }

    /** Whether an initial and a name stand behind a word: "Jos. A. Bank". */
    static boolean initialStandsBehind(Surroundings around, int at) {
        return at + 2 < around.size()
                && around.isJoinedToPrevious(at + 1)
                && isInitial(around, at + 1)
                && around.isJoinedToPrevious(at + 2)
                && around.word(at + 2).shape() == Shape.CAPITALISED;
    }

    /** Whether a surname stands right behind a word that may be a given name. */
    boolean surnameStandsBehind(Surroundings around, int at) {
        if (!around.isNextToNext(at) || around.word(at + 1).shape() != Shape.CAPITALISED) {
            return false;
        }
        Word next = around.word(at + 1);
        return !names.isKnownPlace(next.folded()) && names.mayBeSurname(next);
    }
}
