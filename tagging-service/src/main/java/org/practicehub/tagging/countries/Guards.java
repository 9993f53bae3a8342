package org.practicehub.tagging.countries;

import org.practicehub.tagging.countries.Entry.Kind;
import org.practicehub.tagging.countries.Mention.Doubt;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.List;
import java.util.Set;

/** Tells names of places from persons, streets, languages and common words by what is around. */
final class Guards {

    private static final WordList STREETS = WordList.load("streets");
    private static final WordList FOREIGN = WordList.load("foreign-names");
    private static final WordList NOT_OF_INDIA = WordList.load("not-of-india");
    private static final WordList PLACING = WordList.load("placing");
    private static final WordList CURRENCIES = WordList.load("currencies");

    private static final WordList INSTRUMENTS = WordList.load("instruments");
    private static final WordList WATERS = WordList.load("waters");

    private static final Set<String> OF = Set.of("of", "de", "d", "du", "del");

    private static final Set<String> PLACED =
            Set.of("in", "near", "from", "at", "around", "outside", "across", "en", "dans");

    /** What makes "Polish" a verb at the beginning of a sentence. */
    private static final Set<String> OBJECTS = Set.of("the", "your", "up", "off", "my", "our");

    /** A city of this size (log10 ×10) that is also a surname is doubted no more. */
    private static final int NO_SURNAME = 55;

    private final Persons.Names names;
    private final WordList commonWords;

    Guards(Persons.Names names, WordList commonWords) {
        this.names = names;
        this.commonWords = commonWords;
    }

    /** The guards over one passage. */
    Watch over(Surroundings around, Language language, Persons persons) {
        return new Watch(around, language, persons);
    }

    final class Watch {

        private final Surroundings around;
        private final Language language;
        private final Persons persons;
        private final LanguageNames languages;

        private Watch(Surroundings around, Language language, Persons persons) {
            this.around = around;
            this.language = language;
            this.persons = persons;
            this.languages = new LanguageNames(around);
        }

        /** Whether a country of that name is meant in a text of this language. */
        boolean allows(Entry entry, String key) {
            return entry.kind() != Kind.COUNTRY
                    || language != Language.ENGLISH
                    || !FOREIGN.contains(key);
        }

        /**
         * Whether a name is surely no place here.
         *
         * @param place whether the mention before it ends right before it
         */
        boolean reject(int at, int count, String key, List<Entry> entries, boolean place) {
            boolean country = entries.stream().anyMatch(Guards::isCertain);
            if (!country && (isStreet(at + count) || isInstrument(at, at + count))) {
                return true;
            }
            if (isWater(at, at + count)) {
                return true;
            }
            if (languages.isLanguage(at, count, key, language) || isMoney(at + count)) {
                return true;
            }
            if (count > 1) {
                return !country && !place && persons.nameStandsBefore(around, at);
            }
            if (key.equals("indian") || key.equals("indians")) {
                return isOfAmerica(at);
            }
            if (key.equals("polish") && at + 1 < around.size()) {
                return OBJECTS.contains(around.word(at + 1).folded());
            }
            if (country && !Persons.ALSO_PERSONS.contains(key)) {
                return persons.titleAndNameStandBefore(around, at);
            }
            return isPerson(at, key, country, place) || (!country && isNoCity(at, entries));
        }

        private boolean isStreet(int behind) {
            return behind < around.size()
                    && around.isNextToNext(behind - 1)
                    && around.word(behind).mayBeName()
                    && STREETS.contains(around.word(behind).folded());
        }

        /** "Maputo Protocol", "Déclaration de New York". */
        private boolean isInstrument(int at, int behind) {
            if (behind < around.size()
                    && around.isNextToNext(behind - 1)
                    && around.word(behind).mayBeName()
                    && INSTRUMENTS.contains(around.word(behind).folded())) {
                return true;
            }
            int before = at - 1;
            if (before > 0 && OF.contains(around.word(before).folded())) {
                before--;
            } else if (around.word(at).shape() != Shape.UNCASED) {
                return false;
            }
            return before >= 0
                    && around.word(before).mayBeName()
                    && INSTRUMENTS.contains(around.word(before).folded());
        }

        /** "Lac Tchad", "Congo Basin": waters run through many countries. */
        private boolean isWater(int at, int behind) {
            if (at > 0
                    && WATERS.contains(around.word(at - 1).folded())
                    && around.isNextToNext(at - 1)) {
                return true;
            }
            return behind < around.size()
                    && around.isNextToNext(behind - 1)
                    && around.word(behind).shape() == Shape.CAPITALISED
                    && WATERS.contains(around.word(behind).folded());
        }

        /** "US$ 5 million", "200 Swiss francs". */
        private boolean isMoney(int behind) {
            int end = around.word(behind - 1).end();
            String text = around.text();
            if (end < text.length()
                    && text.charAt(
                                    text.charAt(end) == ' '
                                            ? Math.min(end + 1, text.length() - 1)
                                            : end)
                            == '$') {
                return true;
            }
            return behind < around.size()
                    && around.isNextToNext(behind - 1)
                    && CURRENCIES.contains(around.word(behind).folded());
        }

        private boolean isOfAmerica(int at) {
            boolean american = at > 0 && around.word(at - 1).folded().startsWith("american");
            boolean tribal =
                    at + 1 < around.size() && NOT_OF_INDIA.contains(around.word(at + 1).folded());
            return american || tribal;
        }

        private boolean isPerson(int at, String key, boolean country, boolean place) {
            if (around.word(at).shape() == Shape.UNCASED) {
                return false;
            }
            if (!place && persons.nameStandsBefore(around, at)) {
                return true;
            }
            if (!country && Persons.initialStandsBehind(around, at)) {
                return true;
            }
            boolean placed = at > 0 && takesPlace(around.word(at - 1));
            if (country && !placed && persons.bear(key)) {
                return true;
            }
            if (!names.isGiven(key) || around.isShouting()) {
                return false;
            }
            return !placed && persons.surnameStandsBehind(around, at);
        }

        /** "the Duma told", where a lesser city would bear no article. */
        private boolean isNoCity(int at, List<Entry> entries) {
            return at > 0
                    && around.word(at - 1).folded().equals("the")
                    && around.endsBefore(at + 1)
                    && entries.stream().noneMatch(entry -> entry.isWellKnown() || !entry.isCity());
        }

        /** Why a name that is not rejected may still be no place. */
        Doubt doubt(int at, int count, String key, List<Entry> entries, boolean place) {
            if (entries.stream().anyMatch(Guards::isCertain)) {
                return Doubt.NONE;
            }
            if (isMadeOfCommonWords(at, count)) {
                return Doubt.COMMON_WORD;
            }
            if (count > 1 || around.word(at).shape() == Shape.UNCASED) {
                return Doubt.NONE;
            }
            boolean known = entries.stream().anyMatch(Entry::isWellKnown);
            if (known) {
                return Doubt.NONE;
            }
            if (persons.bear(key)) {
                return Doubt.PERSON;
            }
            if (isBehindName(at, place)) {
                return Doubt.PERHAPS_PERSON;
            }
            boolean small =
                    entries.stream()
                            .noneMatch(
                                    entry -> entry.isLargeRegion() || entry.size() >= NO_SURNAME);
            boolean alike = names.isFamous(key) || names.isGiven(key) || names.isSurname(key);
            return small && alike ? Doubt.PERHAPS_PERSON : Doubt.NONE;
        }

        private boolean isBehindName(int at, boolean place) {
            if (at == 0 || place || !around.isJoinedToPrevious(at)) {
                return false;
            }
            Word before = around.word(at - 1);
            return before.shape() == Shape.CAPITALISED
                    && !PLACING.contains(before.folded())
                    && !around.beginsSentence(at - 1);
        }

        private boolean isMadeOfCommonWords(int at, int count) {
            for (int i = at; i < at + count; i++) {
                if (!commonWords.contains(around.word(i).folded())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether a place follows rather than a person: "in Geneva". */
    static boolean takesPlace(Word before) {
        return PLACED.contains(before.folded());
    }

    /** Countries and groupings are too well known to be doubted as common words. */
    private static boolean isCertain(Entry entry) {
        return entry.namesCountry() || entry.kind() == Kind.GROUP;
    }
}
