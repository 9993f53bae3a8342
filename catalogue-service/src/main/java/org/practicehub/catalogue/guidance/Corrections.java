package org.practicehub.catalogue.guidance;

import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.search.Searches;
import org.practicehub.criteria.Analysis;
import org.practicehub.criteria.Analysis.Token;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader may have meant to type: the same search with words the catalogue knows better. */
@Component
class Corrections {

    private static final int MOST = 3;

    /** Words of a query that are looked at: each costs some searches. */
    private static final int MOST_WORDS = 6;

    private final CatalogueIndex index;
    private final Searches searches;

    Corrections(CatalogueIndex index, Searches searches) {
        this.index = index;
        this.searches = searches;
    }

    /**
     * @param q what to ask instead; corrected words are folded (no capitals, no accents)
     * @param total practices found then, under the same filters
     * @param changed words as they were typed, with what takes their place
     */
    record Correction(String q, long total, Map<String, String> changed) {}

    /** Those that find more than the search itself: the whole query first, then single words. */
    List<Correction> of(Map<String, String[]> parameters) {
        long present = searches.total(parameters);
        String typed = String.join(" ", parameters.getOrDefault("q", new String[0]));
        Map<Token, List<String>> near = near(typed);
        List<Map<Token, String>> ways = new ArrayList<>();
        if (near.size() > 1) {
            Map<Token, String> all = new LinkedHashMap<>();
            near.forEach((token, words) -> all.put(token, words.getFirst()));
            ways.add(all);
        }
        near.forEach((token, words) -> words.forEach(word -> ways.add(Map.of(token, word))));
        return ways.stream()
                .map(way -> correction(parameters, typed, way))
                .filter(correction -> correction.total() > present)
                .sorted(
                        Comparator.comparingInt(
                                        (Correction correction) -> correction.changed().size())
                                .thenComparingLong(Correction::total)
                                .reversed())
                .limit(MOST)
                .toList();
    }

    private Map<Token, List<String>> near(String typed) {
        Map<Token, List<String>> near = new LinkedHashMap<>();
        for (Token token : Analysis.tokens(typed)) {
            if (near.size() < MOST_WORDS && isWhole(typed, token)) {
                List<String> words = index.near(token.form(), MOST);
                if (!words.isEmpty()) {
                    near.put(token, words);
                }
            }
        }
        return near;
    }

    /** Neither the beginning of a word nor one that must not be there. */
    private static boolean isWhole(String typed, Token token) {
        boolean prefix = token.end() < typed.length() && typed.charAt(token.end()) == '*';
        boolean excluded =
                token.start() > 0
                        && typed.charAt(token.start() - 1) == '-'
                        && (token.start() == 1
                                || Character.isWhitespace(typed.charAt(token.start() - 2)));
        return !prefix && !excluded;
    }

    private Correction correction(
            Map<String, String[]> parameters, String typed, Map<Token, String> way) {
        StringBuilder q = new StringBuilder(typed);
        Map<String, String> changed = new LinkedHashMap<>();
        way.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getKey().start()))
                .forEach(
                        entry -> {
                            Token token = entry.getKey();
                            changed.put(
                                    typed.substring(token.start(), token.end()), entry.getValue());
                            q.replace(token.start(), token.end(), entry.getValue());
                        });
        Map<String, String[]> corrected = new LinkedHashMap<>(parameters);
        corrected.put("q", new String[] {q.toString()});
        return new Correction(q.toString(), searches.total(corrected), changed);
    }
}
