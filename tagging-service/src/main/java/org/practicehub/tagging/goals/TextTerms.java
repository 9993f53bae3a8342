package org.practicehub.tagging.goals;

import org.practicehub.tagging.text.Passage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the models read of a text, made once for all of them.
 *
 * @param stems of all passages, in order
 * @param counts the terms of the linear models
 */
public record TextTerms(List<Passage> passages, List<String> stems, Map<String, Integer> counts) {

    public static TextTerms of(List<Passage> passages) {
        List<String> stems = new ArrayList<>();
        for (Passage passage : passages) {
            stems.addAll(Stems.of(passage.words()));
        }
        return new TextTerms(passages, stems, TermCounts.of(stems));
    }
}
