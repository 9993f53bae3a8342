package org.practicehub.catalogue.guidance;

import org.practicehub.catalogue.search.Searches;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a search that finds little would find without one of its conditions. */
@Component
class Relaxations {

    private static final Set<String> NOT_CONDITIONS = Set.of("sort");

    /** More would cost more searches than an answer is worth. */
    private static final int MOST = 24;

    private final Searches searches;

    Relaxations(Searches searches) {
        this.searches = searches;
    }

    /**
     * @param parameter that is left out, with all its values; of {@code q} one word alone
     * @param value of the parameter, or the word
     * @param total practices found then
     */
    record Relaxation(String parameter, String value, long total) {}

    /** Those that find more than the search itself, the most first. */
    List<Relaxation> of(Map<String, String[]> parameters) {
        long present = searches.total(parameters);
        List<Relaxation> found = new ArrayList<>();
        parameters.forEach(
                (name, values) -> {
                    if (!NOT_CONDITIONS.contains(name)) {
                        add(found, name, String.join(", ", values), without(parameters, name));
                    }
                });
        String[] words = parameters.getOrDefault("q", new String[] {""})[0].strip().split("\\s+");
        for (String word : words.length > 1 ? words : new String[0]) {
            Map<String, String[]> shorter = new LinkedHashMap<>(parameters);
            shorter.put("q", new String[] {without(words, word)});
            add(found, "q", word, shorter);
        }
        return found.stream()
                .filter(relaxation -> relaxation.total() > present)
                .sorted(Comparator.comparingLong(Relaxation::total).reversed())
                .toList();
    }

    private void add(
            List<Relaxation> found, String name, String value, Map<String, String[]> parameters) {
        if (found.size() < MOST) {
            found.add(new Relaxation(name, value, searches.total(parameters)));
        }
    }

    private static Map<String, String[]> without(Map<String, String[]> parameters, String name) {
        Map<String, String[]> others = new LinkedHashMap<>(parameters);
        others.remove(name);
        if (name.equals("country")) {
            others.remove("country.role");
        }
        return others;
    }

    private static String without(String[] words, String left) {
        List<String> others = new ArrayList<>(List.of(words));
        others.remove(left);
        return String.join(" ", others);
    }
}
