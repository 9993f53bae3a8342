package org.practicehub.catalogue.index;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for the values of each facet, the same in all segments, so that counting is adding to an
 * array. A segment's own numbers are translated once, when it is first counted. Numbers are never
 * taken back: the memory grows with the distinct values ever seen, some hundred bytes each.
 */
final class FacetLabels {

    private final Map<Facet, Labels> labels = new EnumMap<>(Facet.class);
    private final Map<IndexReader.CacheKey, Map<Facet, int[]>> segments = new ConcurrentHashMap<>();

    FacetLabels() {
        for (Facet facet : Facet.values()) {
            labels.put(facet, new Labels());
        }
    }

    private static final class Labels {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> values = new ArrayList<>();

        synchronized int number(String value) {
            return numbers.computeIfAbsent(
                    value,
                    absent -> {
                        values.add(absent);
                        return values.size() - 1;
                    });
        }

        synchronized String value(int number) {
            return values.get(number);
        }

        synchronized int size() {
            return values.size();
        }
    }

    int size(Facet facet) {
        return of(facet).size();
    }

    String value(Facet facet, int number) {
        return of(facet).value(number);
    }

    /** Translates a segment's ordinals; null when the segment has none of this facet. */
    int @Nullable [] numbers(LeafReader segment, Facet facet) throws IOException {
        IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
        if (helper == null) {
            return translate(segment, facet);
        }
        Map<Facet, int[]> known = segments.get(helper.getKey());
        if (known == null) {
            known = segments.computeIfAbsent(helper.getKey(), key -> new ConcurrentHashMap<>());
            helper.addClosedListener(segments::remove);
        }
        int[] numbers = known.get(facet);
        if (numbers == null) {
            numbers = translate(segment, facet);
            if (numbers != null) {
                known.put(facet, numbers);
            }
        }
        return numbers;
    }

    private int @Nullable [] translate(LeafReader segment, Facet facet) throws IOException {
        SortedSetDocValues values = segment.getSortedSetDocValues(facet.field());
        if (values == null) {
            return null;
        }
        int[] numbers = new int[(int) values.getValueCount()];
        for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
            numbers[ordinal] = of(facet).number(values.lookupOrd(ordinal).utf8ToString());
        }
        return numbers;
    }

    private Labels of(Facet facet) {
        Labels found = labels.get(facet);
        if (found == null) {
            throw new IllegalStateException("every facet has labels");
        }
        return found;
    }

    /** The single values of a segment, where no practice has more than one. */
    static @Nullable SortedDocValues single(SortedSetDocValues values) {
        return DocValues.unwrapSingleton(values);
    }
}
