package org.practicehub.catalogue.index;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.practicehub.catalogue.index.FacetLabels.Column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the values of facets among the hits of one search. */
final class FacetCounter implements Collector {

    private final FacetLabels labels;
    private final Map<Facet, int[]> counts = new EnumMap<>(Facet.class);

    FacetCounter(FacetLabels labels, Set<Facet> facets) {
        this.labels = labels;
        facets.forEach(facet -> counts.put(facet, new int[0]));
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        List<Column> columns = new ArrayList<>(counts.size());
        List<int[]> sums = new ArrayList<>(counts.size());
        for (Map.Entry<Facet, int[]> entry : counts.entrySet()) {
            Column column = labels.column(context.reader(), entry.getKey());
            if (column != null) {
                int size = labels.size(entry.getKey());
                if (entry.getValue().length < size) {
                    entry.setValue(Arrays.copyOf(entry.getValue(), size));
                }
                columns.add(column);
                sums.add(entry.getValue());
            }
        }
        Column[] read = columns.toArray(Column[]::new);
        int[][] added = sums.toArray(int[][]::new);
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int document) {
                for (int i = 0; i < read.length; i++) {
                    read[i].count(document, added[i]);
                }
            }
        };
    }

    /** See {@link Facet#told}. */
    Map<Facet, List<Inquiry.Count>> result(int most) {
        Map<Facet, List<Inquiry.Count>> result = new EnumMap<>(Facet.class);
        counts.forEach(
                (facet, sums) -> {
                    List<Inquiry.Count> found = new ArrayList<>();
                    for (int number = 0; number < sums.length; number++) {
                        if (sums[number] > 0) {
                            found.add(new Inquiry.Count(labels.value(facet, number), sums[number]));
                        }
                    }
                    result.put(facet, facet.told(found, most));
                });
        return result;
    }
}
