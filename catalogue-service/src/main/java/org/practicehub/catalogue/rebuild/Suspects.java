package org.practicehub.catalogue.rebuild;

import org.practicehub.catalogue.rebuild.Task.Findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Rows that do not agree, by practice, and how. */
final class Suspects {

    private static final int MOST_EXAMPLES = 100;

    private final SequencedMap<String, String> byId = new LinkedHashMap<>();

    void add(String id, String how) {
        byId.put(id, how);
    }

    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /**
     * @param hows all that are counted, also when there are none
     */
    Findings findings(List<String> hows) {
        Map<String, Long> counts = new TreeMap<>();
        Map<String, List<String>> examples = new TreeMap<>();
        hows.forEach(how -> counts.put(how, 0L));
        byId.forEach(
                (id, how) -> {
                    counts.merge(how, 1L, Long::sum);
                    List<String> some = examples.computeIfAbsent(how, none -> new ArrayList<>());
                    if (some.size() < MOST_EXAMPLES) {
                        some.add(id);
                    }
                });
        return new Findings(counts, examples);
    }
}
