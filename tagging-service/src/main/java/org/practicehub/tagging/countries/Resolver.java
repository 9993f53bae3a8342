package org.practicehub.tagging.countries;

import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.countries.Entry.Kind;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Passage;
import org.practicehub.tagging.text.Word;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what each name means, one sense for the whole text: what stands behind a comma decides
 * first, then countries that the text names, then the size of the place.
 */
final class Resolver {

    /**
     * A city alone, without any other sign of its country, must be about this large (log10 ×10).
     */
    private static final int ALONE = 50;

    /** The same when the name is not the city's first. */
    private static final int ALONE_OTHER_NAME = 60;

    /** How much smaller such a city may be when no other country has one of that name. */
    private static final int ONE_COUNTRY = 4;

    /** Two names that point to the same country hold each other up from here. */
    private static final int TOGETHER = 40;

    /** How much less a place that may be a person supports its country. */
    private static final int DOUBTED = 10;

    /** Where its country is named a city's other name is nearly as good as its first. */
    private static final int OTHER_NAME = 8;

    /** From so many of its words on a text is American. */
    private static final int AMERICAN = 2;

    /** From this strength another place of the name makes a region doubtful. */
    private static final int RIVAL = 48;

    /** How much a country that the text names raises its places, in the same unit. */
    private static final int NAMED = 18;

    private static final WordList AMERICAN_WORDS = WordList.load("american-words");

    private static final Set<String> CONGO_KINSHASA =
            Set.of(
                    "kinshasa",
                    "goma",
                    "kivu",
                    "north kivu",
                    "south kivu",
                    "lubumbashi",
                    "katanga",
                    "bukavu",
                    "ituri",
                    "bunia",
                    "kisangani",
                    "drc",
                    "democratic republic of the congo",
                    "democratic republic of congo",
                    "rdc",
                    "zaire",
                    "rwanda",
                    "uganda");

    private static final Set<String> CONGO_BRAZZAVILLE =
            Set.of(
                    "brazzaville",
                    "pointe noire",
                    "republic of the congo",
                    "republic of congo",
                    "congo brazzaville");

    /** Written without vowels the capital of Jordan and the sultanate are one. */
    private static final String OMAN_OR_AMMAN = "عمان";

    /** What speaks for the country where Georgia may be a state. */
    private static final Set<String> NEAR_GEORGIA =
            Set.of("GE", "RU", "AM", "AZ", "TR", "UA", "MD", "BY", "KZ");

    private final Map<String, Integer> named = new HashMap<>();
    private final Map<String, Map<String, Integer>> support = new HashMap<>();
    private final Set<String> keys;

    /** Names of persons of this text. */
    private final Set<String> persons;

    /** Names that may be a person's somewhere in the text are doubted everywhere. */
    private final Set<String> perhapsPersons;

    private final List<Mention> mentions;
    private final Language language;
    private final boolean american;

    Resolver(List<Mention> mentions, List<Passage> passages, Language language) {
        this.mentions = mentions;
        this.language = language;
        this.american = americanWords(passages) >= AMERICAN;
        this.persons = keys(mentions, Mention.Doubt.PERSON);
        this.perhapsPersons = keys(mentions, Mention.Doubt.PERHAPS_PERSON);
        mentions.stream()
                .filter(Resolver::isPlaced)
                .map(Mention::key)
                .forEach(perhapsPersons::remove);
        this.keys = Set.copyOf(mentions.stream().map(Mention::key).toList());
        for (Mention mention : mentions) {
            gatherSupport(mention);
        }
    }

    /** The sense of each name that means something; names without one are absent. */
    Map<String, Entry> resolve() {
        Map<String, String> contained = new HashMap<>();
        for (Mention mention : mentions) {
            String container = mention.container();
            if (container != null) {
                contained.putIfAbsent(mention.key(), container);
            }
        }
        Map<String, Entry> senses = new LinkedHashMap<>();
        for (Mention mention : mentions) {
            if (senses.containsKey(mention.key())) {
                continue;
            }
            Entry sense = sense(mention, contained.get(mention.key()));
            if (sense != null) {
                senses.put(mention.key(), sense);
            }
        }
        return senses;
    }

    private void gatherSupport(Mention mention) {
        List<Entry> entries = mention.entries();
        String container = mention.container();
        if (container != null) {
            named.merge(container, 1, Integer::sum);
        }
        boolean one = entries.size() == 1 || entries.getFirst().namesCountry();
        if (one && entries.getFirst().namesCountry() && !isOpen(mention.key())) {
            named.merge(entries.getFirst().code(), 1, Integer::sum);
        }
        boolean region = entries.stream().allMatch(entry -> entry.kind() == Kind.REGION);
        if (entries.size() == 1 && region && !isDoubtful(mention)) {
            named.merge(entries.getFirst().code(), 1, Integer::sum);
        }
        if (isPerson(mention)) {
            return;
        }
        int less = isDoubtful(mention) ? DOUBTED : 0;
        for (Entry entry : entries) {
            if (!entry.namesCountry()) {
                support.computeIfAbsent(entry.code(), code -> new HashMap<>())
                        .merge(mention.key(), entry.strength() - less, Math::max);
            }
        }
    }

    private static Set<String> keys(List<Mention> mentions, Mention.Doubt doubt) {
        return mentions.stream()
                .filter(mention -> mention.doubt() == doubt)
                .map(Mention::key)
                .collect(Collectors.toSet());
    }

    /** "in Geneva": what stands before it takes a place. */
    private static boolean isPlaced(Mention mention) {
        return mention.first() > 0
                && Guards.takesPlace(mention.passage().words().get(mention.first() - 1));
    }

    private boolean isPerson(Mention mention) {
        return persons.contains(mention.key()) && mention.container() == null;
    }

    private boolean isDoubtful(Mention mention) {
        return isPerson(mention)
                || (perhapsPersons.contains(mention.key()) && mention.container() == null);
    }

    private static boolean isOpen(String key) {
        return key.equals(OMAN_OR_AMMAN)
                || key.equals("georgia")
                || key.equals("georgian")
                || key.equals("congo")
                || key.equals("congolese")
                || key.equals("congolais")
                || key.equals("congolaise");
    }

    private @Nullable Entry sense(Mention mention, @Nullable String container) {
        if (mention.entries().getFirst().kind() == Kind.GROUP) {
            return mention.entries().getFirst();
        }
        if (container != null) {
            for (Entry entry : mention.entries()) {
                if (entry.code().equals(container)) {
                    return entry;
                }
            }
            return new Entry(container, Kind.CITY, 0);
        }
        Entry open = openSense(mention);
        if (open != null) {
            return open;
        }
        List<Entry> countries = mention.entries().stream().filter(Entry::namesCountry).toList();
        if (!countries.isEmpty()) {
            return countries.stream()
                    .filter(entry -> named.containsKey(entry.code()))
                    .findFirst()
                    .orElse(countries.getFirst());
        }
        return placeSense(mention);
    }

    private @Nullable Entry openSense(Mention mention) {
        String key = mention.key();
        if (key.equals("georgia") || key.equals("georgian")) {
            int country = 0;
            for (String code : NEAR_GEORGIA) {
                country += named.getOrDefault(code, 0) * 2;
            }
            country += support("GE", key) > 30 ? 3 : 0;
            int state =
                    named.getOrDefault("US", 0)
                            + (support("US", key) >= 15 ? 2 : 0)
                            + (american ? 2 : 0);
            String code = state > country ? "US" : "GE";
            return new Entry(code, code.equals("US") ? Kind.REGION : Kind.COUNTRY, 0);
        }
        if (key.equals("congo") || key.startsWith("congol")) {
            boolean brazzaville = keys.stream().anyMatch(CONGO_BRAZZAVILLE::contains);
            boolean kinshasa = keys.stream().anyMatch(CONGO_KINSHASA::contains);
            boolean byDefault = language == Language.ENGLISH || key.startsWith("congol");
            String code = brazzaville && !kinshasa ? "CG" : kinshasa || byDefault ? "CD" : "CG";
            return new Entry(code, Kind.COUNTRY, 0);
        }
        if (key.equals(OMAN_OR_AMMAN)) {
            boolean jordan = named.containsKey("JO") && !named.containsKey("OM");
            return new Entry(jordan ? "JO" : "OM", jordan ? Kind.CAPITAL : Kind.COUNTRY, 0);
        }
        return null;
    }

    private @Nullable Entry placeSense(Mention mention) {
        Entry best = null;
        int bestScore = Integer.MIN_VALUE;
        for (Entry entry : mention.entries()) {
            int score = entry.strength() + bonus(entry, mention.key());
            if (score > bestScore) {
                best = entry;
                bestScore = score;
            }
        }
        if (best == null) {
            return null;
        }
        return isBelieved(best, mention) ? best : null;
    }

    private int bonus(Entry entry, String key) {
        int bonus = 0;
        if (named.containsKey(entry.code())) {
            bonus = entry.kind() == Kind.CITY_OTHER_NAME ? NAMED + OTHER_NAME : NAMED;
        }
        if (entry.code().equals("US") && american) {
            bonus += 12;
        }
        return bonus + Math.min(8, support(entry.code(), key) / 8);
    }

    /** How strongly the other names of the text point to a country. */
    private int support(String country, String exceptKey) {
        Map<String, Integer> byKey = support.get(country);
        if (byKey == null) {
            return 0;
        }
        int sum = 0;
        for (Map.Entry<String, Integer> entry : byKey.entrySet()) {
            if (!entry.getKey().equals(exceptKey)) {
                sum += Math.max(0, entry.getValue() - 25);
            }
        }
        return sum;
    }

    private boolean isBelieved(Entry entry, Mention mention) {
        boolean countryNamed = named.containsKey(entry.code());
        if (isPerson(mention)) {
            return false;
        }
        if (isDoubtful(mention)) {
            return countryNamed && entry.strength() >= 45;
        }
        if (countryNamed) {
            return true;
        }
        if (entry.kind() == Kind.REGION) {
            return stands(entry, mention.entries())
                    || support(entry.code(), mention.key()) > 0
                    || mention.behind() - mention.first() > 1;
        }
        if (american && entry.code().equals("US") && entry.strength() >= 30) {
            return true;
        }
        int together = support(entry.code(), mention.key());
        if (together >= 15 && entry.strength() >= TOGETHER) {
            return true;
        }
        boolean oneCountry = mention.entries().size() == 1;
        int needed =
                entry.kind() == Kind.CITY_OTHER_NAME
                        ? ALONE_OTHER_NAME - (oneCountry ? ONE_COUNTRY : 0)
                        : ALONE;
        return entry.kind() == Kind.CAPITAL || entry.size() >= needed;
    }

    /** Whether no other place of that name comes near. */
    private static boolean stands(Entry best, List<Entry> entries) {
        return entries.stream()
                .allMatch(
                        entry ->
                                entry.equals(best)
                                        || (best.isLargeRegion() && entry.strength() < RIVAL));
    }

    /** How many different words of American news the text has. */
    private static int americanWords(List<Passage> passages) {
        Set<String> seen = new HashSet<>();
        for (Passage passage : passages) {
            for (Word word : passage.words()) {
                if (AMERICAN_WORDS.contains(word.folded())) {
                    seen.add(word.folded());
                }
            }
        }
        return seen.size();
    }
}
