package org.practicehub.tagging.goals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The terms of a text that the linear models look at: stems, pairs of stems, and beginnings. */
final class TermCounts {

    /** Longer texts are read this far; what they are about stands at their beginning. */
    private static final int READ = 4_000;

    /** Words at least this long also count by their beginning, which inflections share. */
    private static final int LONG = 7;

    private static final int BEGINNING = 5;

    private TermCounts() {}

    static Map<String, Integer> of(List<String> stems) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        String before = "";
        int most = Math.min(READ, stems.size());
        for (int i = 0; i < most; i++) {
            String stem = stems.get(i);
            counts.merge(stem, 1, Integer::sum);
            if (!before.isEmpty()) {
                counts.merge(before + " " + stem, 1, Integer::sum);
            }
            if (stem.length() >= LONG) {
                counts.merge(stem.substring(0, BEGINNING) + "*", 1, Integer::sum);
            }
            before = stem;
        }
        return counts;
    }
}
