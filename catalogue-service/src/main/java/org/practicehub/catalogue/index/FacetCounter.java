package org.practicehub.catalogue.index;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

import java.io.IOException;
import java.util.ArrayList;
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
        List<Counting> countings = new ArrayList<>(counts.size());
        for (Map.Entry<Facet, int[]> entry : counts.entrySet()) {
            Facet facet = entry.getKey();
            int[] numbers = labels.numbers(context.reader(), facet);
            if (numbers == null) {
                continue;
            }
            int size = labels.size(facet);
            if (entry.getValue().length < size) {
                entry.setValue(java.util.Arrays.copyOf(entry.getValue(), size));
            }
            SortedSetDocValues values = context.reader().getSortedSetDocValues(facet.field());
            SortedDocValues single = FacetLabels.single(values);
            int[] sums = entry.getValue();
            countings.add(
                    single == null
                            ? document -> {
                                if (values.advanceExact(document)) {
                                    for (int i = values.docValueCount(); i > 0; i--) {
                                        sums[numbers[(int) values.nextOrd()]]++;
                                    }
                                }
                            }
                            : document -> {
                                if (single.advanceExact(document)) {
                                    sums[numbers[single.ordValue()]]++;
                                }
                            });
        }
        Counting[] all = countings.toArray(Counting[]::new);
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int document) throws IOException {
                for (Counting counting : all) {
                    counting.add(document);
                }
            }
        };
    }

    private interface Counting {
        void add(int document) throws IOException;
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
