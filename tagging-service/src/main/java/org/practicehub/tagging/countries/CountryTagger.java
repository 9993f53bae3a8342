package org.practicehub.tagging.countries;

import org.practicehub.events.CountryRole;
import org.practicehub.events.Evidence;
import org.practicehub.tagging.evidence.Findings;
import org.practicehub.tagging.languages.Language;
import org.practicehub.tagging.text.Passage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the countries and groupings that a text speaks of. */
public final class CountryTagger {

    /** A country named once beside one that is named this often is only mentioned. */
    private static final int OVERSHADOWED = 5;

    /** More mentions of one country than this change neither its tags nor its role. */
    private static final int MOST_READ = 60;

    private final MentionFinder finder;
    private final RoleCues cues;

    private CountryTagger(MentionFinder finder, RoleCues cues) {
        this.finder = finder;
        this.cues = cues;
    }

    public static CountryTagger load() {
        return new CountryTagger(MentionFinder.load(), RoleCues.load());
    }

    /** A mention and what it was found to mean. */
    private record Sense(Mention mention, Entry entry) {}

    public void tag(List<Passage> passages, Language language, Findings findings) {
        List<Mention> mentions = finder.find(passages, language);
        if (mentions.isEmpty()) {
            return;
        }
        Map<String, Entry> senses = new Resolver(mentions, passages, language).resolve();
        Map<String, List<Sense>> byCountry = new LinkedHashMap<>();
        for (Mention mention : mentions) {
            Entry entry = senses.get(mention.key());
            if (entry == null) {
                continue;
            }
            if (entry.kind() == Entry.Kind.GROUP) {
                findings.add("group", entry.code(), 0.97, evidence(mention, entry));
            } else {
                List<Sense> found =
                        byCountry.computeIfAbsent(entry.code(), code -> new ArrayList<>());
                if (found.size() < MOST_READ) {
                    found.add(new Sense(mention, entry));
                }
            }
        }
        int most = byCountry.values().stream().mapToInt(List::size).max().orElse(0);
        RoleGuesser roles = new RoleGuesser(cues);
        byCountry.forEach((country, found) -> addCountry(country, found, most, roles, findings));
    }

    /**
     * Finds the countries that the name of an organisation names.
     *
     * @param role what the organisation does, and so its country
     */
    public void tagName(Passage name, CountryRole role, Findings findings) {
        List<Mention> mentions = finder.find(List.of(name), Language.ENGLISH);
        Map<String, Entry> senses =
                new Resolver(mentions, List.of(name), Language.ENGLISH).resolve();
        for (Mention mention : mentions) {
            Entry entry = senses.get(mention.key());
            if (entry != null && entry.namesCountry()) {
                findings.add("country", entry.code(), role, 0.9, evidence(mention, entry));
            }
        }
    }

    private static void addCountry(
            String country, List<Sense> found, int most, RoleGuesser guesser, Findings findings) {
        boolean central =
                found.size() > 1
                        || most < OVERSHADOWED
                        || found.getFirst().mention().passageNumber() == 0;
        CountryRole plain = central ? CountryRole.ABOUT : CountryRole.MENTIONED;
        List<CountryRole> roles =
                found.stream().map(sense -> guesser.roleOf(sense.mention(), plain)).toList();
        boolean told = roles.contains(CountryRole.PARTICIPATING);
        for (int i = 0; i < found.size(); i++) {
            Sense sense = found.get(i);
            CountryRole role =
                    told && roles.get(i) == plain ? CountryRole.PARTICIPATING : roles.get(i);
            findings.add(
                    "country",
                    country,
                    role,
                    confidence(sense),
                    evidence(sense.mention(), sense.entry()));
        }
    }

    private static Evidence evidence(Mention mention, Entry entry) {
        return mention.span().foundBy(rule(entry), detail(entry));
    }

    private static String rule(Entry entry) {
        return switch (entry.kind()) {
            case COUNTRY, ACRONYM -> "gazetteer:name";
            case DEMONYM, DEMONYM_SMALL -> "gazetteer:demonym";
            case REGION -> "gazetteer:region";
            case CAPITAL, CITY, CITY_OTHER_NAME -> "gazetteer:city";
            case GROUP -> "gazetteer:group";
            case BLOCKER -> throw new IllegalArgumentException("a blocker means nothing");
        };
    }

    private static String detail(Entry entry) {
        return switch (entry.kind()) {
            case COUNTRY -> "name of " + entry.code();
            case ACRONYM -> "abbreviation of " + entry.code();
            case DEMONYM, DEMONYM_SMALL -> "inhabitants or adjective of " + entry.code();
            case REGION -> "region of " + entry.code();
            case CAPITAL -> "capital of " + entry.code();
            case CITY -> "city in " + entry.code();
            case CITY_OTHER_NAME -> "other name of a city in " + entry.code();
            case GROUP -> entry.code();
            case BLOCKER -> "";
        };
    }

    private static double confidence(Sense sense) {
        return switch (sense.entry().kind()) {
            case COUNTRY, ACRONYM -> 0.98;
            case DEMONYM, DEMONYM_SMALL -> 0.95;
            case REGION -> 0.9;
            case CAPITAL -> 0.9;
            case CITY -> sense.mention().container() != null ? 0.95 : 0.85;
            case CITY_OTHER_NAME -> 0.8;
            case GROUP, BLOCKER -> 0.97;
        };
    }
}
