package org.practicehub.tagging.goals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vocabulary of each class, written by hand from the official targets in four languages, with
 * weights from 1 (goes with it) to 3 (says it).
 */
final class Lexicon {

    private final int classes;
    private final Map<String, int[]> weights;

    /** How many words the longest term has that begins with a word. */
    private final Map<String, Integer> longest = new HashMap<>();

    private Lexicon(int classes, Map<String, int[]> weights) {
        this.classes = classes;
        this.weights = weights;
        for (String term : weights.keySet()) {
            String[] words = term.split(" ", -1);
            longest.merge(words[0], words.length, Math::max);
        }
    }

    /**
     * A term of the lexicon in a text.
     *
     * @param word number of its first word
     * @param count how many words it has
     * @param weights by class
     */
    @SuppressWarnings("ArrayRecordComponent") // shared and never changed
    record Hit(String term, int word, int count, int[] weights) {}

    static Lexicon load(String resource, int classes) {
        Map<String, int[]> weights = new HashMap<>();
        try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> read(line, classes, weights));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Lexicon(classes, weights);
    }

    private static void read(String line, int classes, Map<String, int[]> weights) {
        String[] columns = line.split("\t", -1);
        int number = Integer.parseInt(columns[0]) - 1;
        int weight = Integer.parseInt(columns[1]);
        for (String term : columns[2].split("\\|", -1)) {
            int[] byClass = weights.computeIfAbsent(Stems.key(term), unused -> new int[classes]);
            byClass[number] = Math.max(byClass[number], weight);
        }
    }

    /** All terms of the lexicon in a text; longer ones and the shorter inside them. */
    List<Hit> hits(List<String> stems) {
        List<Hit> hits = new java.util.ArrayList<>();
        StringBuilder term = new StringBuilder();
        for (int word = 0; word < stems.size(); word++) {
            term.setLength(0);
            int most = Math.min(longest.getOrDefault(stems.get(word), 0), stems.size() - word);
            for (int count = 1; count <= most; count++) {
                if (count > 1) {
                    term.append(' ');
                }
                term.append(stems.get(word + count - 1));
                String key = term.toString();
                int[] found = weights.get(key);
                if (found != null) {
                    hits.add(new Hit(key, word, count, found));
                }
            }
        }
        return hits;
    }

    /**
     * How strongly the hits speak for each class: repeated terms count less each time, and a long
     * text needs more of them.
     *
     * @param words how many words the text has
     */
    double[] strengths(List<Hit> hits, int words) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, int[]> byTerm = new HashMap<>();
        for (Hit hit : hits) {
            counts.merge(hit.term(), 1, Integer::sum);
            byTerm.put(hit.term(), hit.weights());
        }
        double[] sums = new double[classes];
        counts.forEach(
                (term, count) -> {
                    int[] found = byTerm.getOrDefault(term, new int[classes]);
                    double often = 1 + Math.log(count);
                    for (int i = 0; i < classes; i++) {
                        sums[i] += found[i] * found[i] * often;
                    }
                });
        double length = Math.log(12 + words) / Math.log(100);
        for (int i = 0; i < classes; i++) {
            sums[i] = Math.log1p(sums[i] / length);
        }
        return sums;
    }
}
