package org.practicehub.tagging.countries;

import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.countries.Entry.Kind;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the names of the gazetteer in a passage, longest first, and drops those that their
 * surroundings show to be a person, a street, a common word or an instrument.
 */
final class MentionFinder {

    /** What is written small inside a capitalised name. */
    private static final Set<String> SMALL =
            Set.of(
                    "of", "the", "and", "de", "du", "des", "la", "le", "les", "et", "y", "d", "l",
                    "del", "el", "los", "las", "sur", "en", "al", "a", "do", "da", "dos", "das",
                    "di", "am", "an", "der", "im", "bei", "upon", "on", "sous", "aux", "e", "i");

    private static final Set<String> STREETS =
            Set.of(
                    "street",
                    "st",
                    "road",
                    "rd",
                    "avenue",
                    "ave",
                    "boulevard",
                    "blvd",
                    "drive",
                    "dr",
                    "lane",
                    "ln",
                    "court",
                    "ct",
                    "highway",
                    "hwy",
                    "pike",
                    "parkway",
                    "pkwy",
                    "way",
                    "terrace",
                    "place",
                    "elementary",
                    "middle",
                    "circle",
                    "trail");

    private static final Set<String> TITLES =
            Set.of(
                    "mr",
                    "mrs",
                    "ms",
                    "miss",
                    "dr",
                    "prof",
                    "professor",
                    "president",
                    "senator",
                    "sen",
                    "rep",
                    "gov",
                    "governor",
                    "judge",
                    "justice",
                    "sgt",
                    "sergeant",
                    "lt",
                    "lieutenant",
                    "capt",
                    "captain",
                    "col",
                    "colonel",
                    "gen",
                    "coach",
                    "detective",
                    "deputy",
                    "officer",
                    "rev",
                    "reverend",
                    "sir",
                    "lady",
                    "lord",
                    "secretary",
                    "chairman",
                    "superintendent",
                    "attorney",
                    "councilman",
                    "congressman",
                    "congresswoman",
                    "mme",
                    "mlle",
                    "monsieur",
                    "madame",
                    "sra",
                    "sr",
                    "don",
                    "dona",
                    "saint");

    /** Names of countries that persons bear as well, before or behind another name. */
    private static final Set<String> ALSO_PERSONS =
            Set.of(
                    "chad",
                    "jordan",
                    "israel",
                    "georgia",
                    "kenya",
                    "india",
                    "america",
                    "ireland",
                    "france",
                    "holland",
                    "england",
                    "britain",
                    "scotland",
                    "wales",
                    "germany",
                    "poland",
                    "brazil",
                    "cuba",
                    "jamaica",
                    "cyprus",
                    "china",
                    "jersey",
                    "guernsey",
                    "malta",
                    "peru",
                    "vatican",
                    "samoa",
                    "montserrat");

    /** French or Spanish names of countries that mean something else in an English text. */
    private static final Set<String> FOREIGN =
            Set.of(
                    "maurice",
                    "dominique",
                    "chili",
                    "grenade",
                    "granada",
                    "mauricio",
                    "guadalupe",
                    "reunion",
                    "santa lucia",
                    "san martin",
                    "saint martin",
                    "inde",
                    "salvador",
                    "reino unido",
                    "saint marin",
                    "malte",
                    "jamaique",
                    "anguila",
                    "tunez",
                    "gales",
                    "galice",
                    "santa elena",
                    "san bartolome",
                    "mexique",
                    "perse",
                    "formosa",
                    "saba",
                    "navidad");

    private static final Set<String> NOT_OF_INDIA =
            Set.of(
                    "reservation",
                    "affairs",
                    "tribe",
                    "tribes",
                    "tribal",
                    "gaming",
                    "casino",
                    "country",
                    "creek",
                    "river",
                    "lake",
                    "wells",
                    "springs",
                    "health",
                    "hills",
                    "nation",
                    "nations",
                    "trail",
                    "mound",
                    "mounds",
                    "burial",
                    "head",
                    "summer",
                    "ocean");

    private static final Set<String> PLACING =
            Set.of(
                    "in",
                    "from",
                    "to",
                    "at",
                    "near",
                    "across",
                    "outside",
                    "throughout",
                    "within",
                    "of",
                    "and",
                    "between",
                    "toward",
                    "towards",
                    "au",
                    "aux",
                    "en",
                    "a",
                    "de",
                    "du",
                    "desde",
                    "hacia",
                    "por",
                    "the",
                    "for",
                    "with",
                    "into",
                    "via",
                    "southern",
                    "northern",
                    "eastern",
                    "western",
                    "central");

    /** The Associated Press's and the Post's abbreviations of the states of the United States. */
    private static final Set<String> STATES =
            Set.of(
                    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind",
                    "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb",
                    "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo",
                    "al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "hi", "id", "il", "in",
                    "ia", "ks", "me", "ma", "mi", "mn", "ms", "mt", "ne", "nv", "nh", "nj", "nm",
                    "ny", "nc", "nd", "oh", "ok", "or", "ri", "sc", "sd", "tn", "tx", "ut", "wa",
                    "wv", "wi", "wy", "dc");

    private static final List<String> ARABIC_PREFIXES =
            List.of("وبال", "وال", "بال", "كال", "فال", "لل", "و", "ب", "ل", "ف", "ك");

    private final Gazetteer gazetteer;
    private final WordList commonWords;
    private final WordList givenNames;

    MentionFinder(Gazetteer gazetteer, WordList commonWords, WordList givenNames) {
        this.gazetteer = gazetteer;
        this.commonWords = commonWords;
        this.givenNames = givenNames;
    }

    List<Mention> find(Passage passage, int number, Language language) {
        return new Scan(passage, number, language).run();
    }

    private final class Scan {

        private final Passage passage;
        private final int number;
        private final Language language;
        private final List<Word> words;
        private final String text;
        private final boolean shouting;
        private final List<Mention> mentions = new ArrayList<>();
        private final Set<String> persons = new java.util.HashSet<>();

        Scan(Passage passage, int number, Language language) {
            this.passage = passage;
            this.number = number;
            this.language = language;
            this.words = passage.words();
            this.text = passage.text();
            this.shouting = isShouting(words);
        }

        List<Mention> run() {
            int word = 0;
            while (word < words.size()) {
                word = Math.max(word + 1, mentionAt(word));
            }
            return withContainers();
        }

        /** Notes a name that begins at a word; the first word behind it. */
        private int mentionAt(int at) {
            Word word = words.get(at);
            if (word.shape() == Shape.NUMBER) {
                return at + 1;
            }
            if (word.shape() == Shape.LOWER && !language.writesDemonymsSmall()) {
                return at + 1;
            }
            int behind = noteLongest(at, word.folded(), word.start());
            if (behind > at) {
                return behind;
            }
            if (word.shape() == Shape.UNCASED && isArabic(word.folded().charAt(0))) {
                for (String prefix : ARABIC_PREFIXES) {
                    behind = noteWithoutPrefix(at, word, prefix);
                    if (behind > at) {
                        return behind;
                    }
                }
            }
            return at + 1;
        }

        private int noteWithoutPrefix(int at, Word word, String prefix) {
            String folded = word.folded();
            if (!folded.startsWith(prefix) || folded.length() < prefix.length() + 3) {
                return at;
            }
            String stem = folded.substring(prefix.length());
            boolean article = prefix.length() > 1;
            int start = prefix.length() == 1 ? startBehindPrefix(word) : word.start();
            return noteLongest(at, article ? "ال" + stem : stem, start);
        }

        /** One letter of prefix is one letter of text, unless vowel marks stand between. */
        private int startBehindPrefix(Word word) {
            return word.length() == word.folded().length() ? word.start() + 1 : word.start();
        }

        private int noteLongest(int at, String folded, int start) {
            List<Gazetteer.Match> matches = gazetteer.matches(words, at, folded);
            for (int i = matches.size() - 1; i >= 0; i--) {
                Gazetteer.Match match = matches.get(i);
                if (!isOneName(at, match.count())) {
                    continue;
                }
                if (match.entries().getFirst().kind() == Kind.BLOCKER) {
                    if (looksLikeName(at, match.count(), Kind.COUNTRY)) {
                        return at + match.count();
                    }
                    continue;
                }
                List<Entry> possible = possible(at, match);
                if (!possible.isEmpty()) {
                    return note(at, match.count(), start, folded, possible);
                }
            }
            return at;
        }

        /** Names do not run over the end of a sentence or a line. */
        private boolean isOneName(int at, int count) {
            for (int i = at; i + 1 < at + count; i++) {
                String gap = text.substring(words.get(i).end(), words.get(i + 1).start());
                if (gap.length() > 3
                        || gap.indexOf('\n') >= 0
                        || gap.indexOf(';') >= 0
                        || gap.indexOf(':') >= 0) {
                    return false;
                }
                if (gap.indexOf(',') >= 0 && words.get(i).length() > 1 && count == 2) {
                    return false;
                }
                if (gap.startsWith(". ") && words.get(i).length() > 3) {
                    return false;
                }
            }
            return true;
        }

        private List<Entry> possible(int at, Gazetteer.Match match) {
            List<Entry> possible = new ArrayList<>(match.entries().size());
            for (Entry entry : match.entries()) {
                if (looksLikeName(at, match.count(), entry.kind())) {
                    possible.add(entry);
                }
            }
            return possible;
        }

        private boolean looksLikeName(int at, int count, Kind kind) {
            Word word = words.get(at);
            return switch (kind) {
                case DEMONYM_SMALL -> language.writesDemonymsSmall() && count <= 3;
                case ACRONYM ->
                        isInCapitals(at, count) && !(shouting && count == 1 && word.length() < 3);
                case GROUP -> isGroupName(word, count);
                case COUNTRY ->
                        word.mayBeName()
                                || (language.writesDemonymsSmall()
                                        && word.folded().equals("suisse"));
                case DEMONYM, BLOCKER -> word.mayBeName();
                case REGION, CAPITAL, CITY, CITY_OTHER_NAME -> isCapitalised(at, count);
            };
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
                Word word = words.get(i);
                boolean capital =
                        word.shape() == Shape.UPPER
                                || word.shape() == Shape.UNCASED
                                || (word.length() == 1 && word.shape() == Shape.CAPITALISED)
                                || (count > 1 && word.length() > 3 && word.mayBeName());
                if (!capital) {
                    return false;
                }
                if (i > at && words.get(i).length() == 1) {
                    String gap = text.substring(words.get(i - 1).end(), word.start());
                    if (!gap.equals(".") && !gap.equals(". ")) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean isCapitalised(int at, int count) {
            for (int i = at; i < at + count; i++) {
                Word word = words.get(i);
                if (!word.mayBeName()
                        && (i == at || !SMALL.contains(word.folded()))
                        && word.shape() != Shape.NUMBER) {
                    return false;
                }
            }
            return true;
        }

        private int note(int at, int count, int start, String folded, List<Entry> entries) {
            int behind = at + count;
            Word last = words.get(behind - 1);
            String key = key(at, count, folded);
            boolean country = entries.stream().anyMatch(MentionFinder::isCertain);
            if (count == 1 && isGuarded(at, key, country)) {
                return behind;
            }
            Mention.Doubt doubt = Mention.Doubt.NONE;
            if (!country) {
                boolean street =
                        behind < words.size()
                                && adjacent(behind - 1)
                                && words.get(behind).mayBeName()
                                && STREETS.contains(words.get(behind).folded());
                if (street) {
                    return behind;
                }
                doubt = doubt(at, count, key);
            }
            mentions.add(
                    new Mention(
                            passage,
                            number,
                            at,
                            behind,
                            start,
                            endOf(at, behind, last),
                            key,
                            List.copyOf(entries),
                            null,
                            doubt));
            return behind;
        }

        /** "U.S." ends with its point. */
        private int endOf(int at, int behind, Word last) {
            boolean dotted =
                    behind - at > 1
                            && last.length() == 1
                            && last.end() < text.length()
                            && text.charAt(last.end()) == '.'
                            && text.charAt(last.start() - 1) == '.';
            return dotted ? last.end() + 1 : last.end();
        }

        private String key(int at, int count, String folded) {
            if (count == 1) {
                return folded;
            }
            StringBuilder key = new StringBuilder(folded);
            for (int i = at + 1; i < at + count; i++) {
                key.append(' ').append(words.get(i).folded());
            }
            return key.toString();
        }

        private boolean isGuarded(int at, String key, boolean country) {
            if (country && language == Language.ENGLISH && FOREIGN.contains(key)) {
                return true;
            }
            if (key.equals("indian") || key.equals("indians")) {
                boolean american = at > 0 && words.get(at - 1).folded().startsWith("american");
                boolean tribal =
                        at + 1 < words.size() && NOT_OF_INDIA.contains(words.get(at + 1).folded());
                return american || tribal;
            }
            if (country && !ALSO_PERSONS.contains(key)) {
                return false;
            }
            return isPerson(at, key, country);
        }

        private boolean isPerson(int at, String key, boolean country) {
            if (words.get(at).shape() == Shape.UNCASED) {
                return false;
            }
            if (at > 0 && words.get(at - 1).mayBeName() && joinedToPrevious(at)) {
                Word before = words.get(at - 1);
                boolean single = before.length() == 1 && !before.folded().equals("a");
                boolean initial =
                        single
                                && text.charAt(before.end()) == '.'
                                && !(at > 1 && words.get(at - 2).length() == 1);
                boolean given = givenNames.contains(before.folded()) && !isPlaceBefore(at - 1);
                if (given || initial || TITLES.contains(before.folded())) {
                    persons.add(key);
                    return true;
                }
            }
            if (persons.contains(key) && !country) {
                return true;
            }
            boolean named =
                    givenNames.contains(key)
                            && at + 1 < words.size()
                            && adjacent(at)
                            && words.get(at + 1).shape() == Shape.CAPITALISED
                            && !isKnown(at + 1)
                            && !commonWords.contains(words.get(at + 1).folded());
            boolean placed = at > 0 && PLACING.contains(words.get(at - 1).folded());
            return named && !placed && !shouting;
        }

        private boolean isKnown(int at) {
            return !gazetteer.lookUp(words.get(at).folded()).isEmpty()
                    && gazetteer.lookUp(words.get(at).folded()).stream()
                            .anyMatch(entry -> entry.namesCountry() || entry.kind() == Kind.GROUP);
        }

        private boolean isPlaceBefore(int at) {
            return !mentions.isEmpty() && mentions.getLast().behind() == at + 1;
        }

        private Mention.Doubt doubt(int at, int count, String key) {
            if (isMadeOfCommonWords(at, count)) {
                return Mention.Doubt.COMMON_WORD;
            }
            if (count > 1 || words.get(at).shape() == Shape.UNCASED) {
                return Mention.Doubt.NONE;
            }
            boolean afterName =
                    at > 0
                            && words.get(at - 1).shape() == Shape.CAPITALISED
                            && joinedToPrevious(at)
                            && !PLACING.contains(words.get(at - 1).folded())
                            && !isPlaceBefore(at - 1)
                            && !sentenceStart(at - 1);
            return afterName || givenNames.contains(key)
                    ? Mention.Doubt.PERSON
                    : Mention.Doubt.NONE;
        }

        private boolean isMadeOfCommonWords(int at, int count) {
            for (int i = at; i < at + count; i++) {
                if (!commonWords.contains(words.get(i).folded())) {
                    return false;
                }
            }
            return true;
        }

        private boolean sentenceStart(int at) {
            if (at == 0) {
                return true;
            }
            String gap = text.substring(words.get(at - 1).end(), words.get(at).start());
            return gap.indexOf('.') >= 0
                    || gap.indexOf('\n') >= 0
                    || gap.indexOf('!') >= 0
                    || gap.indexOf('?') >= 0
                    || gap.indexOf('“') >= 0
                    || gap.indexOf('"') >= 0;
        }

        private boolean adjacent(int at) {
            return at + 1 < words.size()
                    && words.get(at + 1).start() - words.get(at).end() == 1
                    && text.charAt(words.get(at).end()) == ' ';
        }

        private boolean joinedToPrevious(int at) {
            int gap = words.get(at).start() - words.get(at - 1).end();
            return gap <= 2
                    && text.charAt(words.get(at).start() - 1) == ' '
                    && text.substring(words.get(at - 1).end(), words.get(at).start()).indexOf(',')
                            < 0;
        }

        /** "City, Country": what stands behind the comma tells which city is meant. */
        private List<Mention> withContainers() {
            Map<Integer, Mention> byFirst = new java.util.HashMap<>();
            mentions.forEach(mention -> byFirst.put(mention.first(), mention));
            List<Mention> all = new ArrayList<>(mentions.size());
            for (Mention mention : mentions) {
                String country = container(mention, byFirst.get(mention.behind()));
                if (country != null) {
                    all.add(mention.inside(country));
                } else if (mention.doubt() != Mention.Doubt.COMMON_WORD) {
                    all.add(mention);
                }
            }
            return all;
        }

        private @Nullable String container(Mention mention, @Nullable Mention next) {
            if (mention.behind() >= words.size()) {
                return null;
            }
            Word behind = words.get(mention.behind());
            String gap = text.substring(Math.min(mention.end(), behind.start()), behind.start());
            boolean comma =
                    gap.equals(", ")
                            || gap.equals(" (")
                            || gap.equals("، ")
                            || gap.equals("., ")
                            || gap.equals(",");
            if (!comma) {
                return null;
            }
            if (isStateOfUnitedStates(mention.behind())) {
                return "US";
            }
            if (next == null) {
                return null;
            }
            for (Entry outer : next.entries()) {
                boolean contains =
                        outer.kind() == Kind.COUNTRY
                                || outer.kind() == Kind.ACRONYM
                                || outer.kind() == Kind.REGION;
                if (contains && isCityOf(mention, outer.code())) {
                    return outer.code();
                }
            }
            return null;
        }

        private boolean isStateOfUnitedStates(int at) {
            Word word = words.get(at);
            if (!STATES.contains(word.folded())) {
                return false;
            }
            boolean dotted = word.end() < text.length() && text.charAt(word.end()) == '.';
            return word.shape() == Shape.UPPER
                    ? word.length() == 2
                    : dotted && word.shape() == Shape.CAPITALISED;
        }

        private static boolean isCityOf(Mention mention, String country) {
            return mention.entries().stream()
                    .anyMatch(
                            entry ->
                                    entry.code().equals(country)
                                            && (entry.isCity() || entry.kind() == Kind.REGION));
        }
    }

    /** Countries and groupings are too well known to be doubted as common words. */
    private static boolean isCertain(Entry entry) {
        return entry.namesCountry() || entry.kind() == Kind.GROUP;
    }

    private static boolean isArabic(char c) {
        return c >= 0x600 && c <= 0x6FF;
    }

    private static boolean isShouting(List<Word> words) {
        long upper = words.stream().filter(word -> word.shape() == Shape.UPPER).count();
        long lower = words.stream().filter(word -> word.shape() == Shape.LOWER).count();
        return upper > 2 * lower;
    }
}
