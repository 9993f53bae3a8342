package org.practicehub.tagging.countries;

import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.countries.Entry.Kind;
import org.practicehub.tagging.countries.Mention.Doubt;
import org.practicehub.tagging.text.Word;
import org.practicehub.tagging.text.Word.Shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** "City, Country": what stands behind the comma tells which city is meant. */
final class Containers {

    private static final WordList STATES = WordList.load("us-states");

    private static final Set<String> GAPS = Set.of(", ", " (", "، ", "., ", ",");

    private static final Set<String> IN = Set.of("in", "en", "au", "aux", "في");

    /** ", in " and no more stands between. */
    private static final int LONGEST_IN = 6;

    /** Where what is called a county in English may be none of the United States. */
    private static final Set<String> WITH_COUNTIES =
            Set.of("KE", "LR", "SS", "IE", "SE", "NO", "HR", "HU", "RO", "EE", "LT", "TW", "IR");

    private final Surroundings around;

    Containers(Surroundings around) {
        this.around = around;
    }

    /** The mentions with their containers, without common words that have none. */
    List<Mention> of(List<Mention> mentions) {
        Map<Integer, Mention> byFirst = new HashMap<>();
        mentions.forEach(mention -> byFirst.put(mention.first(), mention));
        List<Mention> all = new ArrayList<>(mentions.size());
        for (Mention mention : mentions) {
            String country = container(mention, byFirst.get(mention.behind()));
            if (country == null) {
                country = countryBehindIn(mention, byFirst.get(mention.behind() + 1));
            }
            if (country != null) {
                all.add(mention.inside(country));
            } else if (mention.doubt() != Doubt.COMMON_WORD) {
                all.add(mention);
            }
        }
        return all;
    }

    private @Nullable String container(Mention mention, @Nullable Mention next) {
        if (mention.behind() >= around.size()) {
            return null;
        }
        if (isCountyOfUnitedStates(mention)) {
            return "US";
        }
        int start = around.word(mention.behind()).start();
        if (start - mention.end() > 3) {
            return null;
        }
        String gap = around.text().substring(Math.min(mention.end(), start), start);
        if (!GAPS.contains(gap)) {
            return null;
        }
        if (isStateOfUnitedStates(mention.behind())) {
            return "US";
        }
        return next == null ? null : containing(mention, next);
    }

    /** "Santo Domingo in Ecuador". */
    private @Nullable String countryBehindIn(Mention mention, @Nullable Mention next) {
        boolean in =
                next != null
                        && IN.contains(around.word(mention.behind()).folded())
                        && around.isNextToNext(mention.behind())
                        && next.start() - mention.end() <= LONGEST_IN;
        return next != null && in ? containing(mention, next) : null;
    }

    private static @Nullable String containing(Mention mention, Mention next) {
        for (Entry outer : next.entries()) {
            boolean contains =
                    outer.kind() == Kind.COUNTRY
                            || outer.kind() == Kind.ACRONYM
                            || outer.kind() == Kind.REGION;
            if (contains && isPlaceOf(mention, outer.code())) {
                return outer.code();
            }
        }
        return null;
    }

    private boolean isStateOfUnitedStates(int at) {
        Word word = around.word(at);
        if (!STATES.contains(word.folded())) {
            return false;
        }
        boolean dotted =
                word.end() < around.text().length() && around.text().charAt(word.end()) == '.';
        return word.shape() == Shape.UPPER
                ? word.length() == 2
                : dotted && word.shape() == Shape.CAPITALISED;
    }

    /** "Suffolk County" is in New York, but "Suffolk County Council" and "Turkana County" not. */
    private boolean isCountyOfUnitedStates(Mention mention) {
        int at = mention.behind();
        if (!around.isNextToNext(at - 1) || !around.word(at).mayBeName()) {
            return false;
        }
        String word = around.word(at).folded();
        if (!word.equals("county") && !word.equals("counties")) {
            return false;
        }
        boolean council = at + 1 < around.size() && around.word(at + 1).folded().equals("council");
        return !council
                && mention.entries().stream()
                        .noneMatch(
                                entry ->
                                        WITH_COUNTIES.contains(entry.code())
                                                || entry.code().equals("US"));
    }

    private static boolean isPlaceOf(Mention mention, String country) {
        return mention.entries().stream()
                .anyMatch(
                        entry ->
                                entry.code().equals(country)
                                        && (entry.isCity() || entry.kind() == Kind.REGION));
    }
}
