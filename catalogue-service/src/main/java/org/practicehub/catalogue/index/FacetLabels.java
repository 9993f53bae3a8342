package org.practicehub.catalogue.index;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for the values of each facet, the same in all segments, so that counting is adding to an
 * array. A segment's values are read once, when it is first counted, and kept as numbers: four to
 * ten bytes a practice for each facet that is asked for. Numbers are never taken back: the memory
 * grows with the distinct values ever seen, some hundred bytes each.
 */
final class FacetLabels {

    private final Map<Facet, Labels> labels = new EnumMap<>(Facet.class);
    private final Map<IndexReader.CacheKey, Map<Facet, Column>> segments =
            new ConcurrentHashMap<>();
    private final Set<Facet> asked = ConcurrentHashMap.newKeySet();

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

    /**
     * The values of one facet in one segment.
     *
     * @param starts for each document, where its numbers begin; one more entry at the end. Null
     *     where each document has one value at most: then there is one number for each
     * @param numbers {@value #NONE} for a document without a value
     */
    @SuppressWarnings("ArrayRecordComponent") // read in the innermost loop, never compared
    record Column(int @Nullable [] starts, int[] numbers) {

        private static final int NONE = -1;

        static Column of(int[] starts, int[] numbers) {
            int[] only = new int[starts.length - 1];
            for (int document = 0; document < only.length; document++) {
                int count = starts[document + 1] - starts[document];
                if (count > 1) {
                    return new Column(starts, numbers);
                }
                only[document] = count == 0 ? NONE : numbers[starts[document]];
            }
            return new Column(null, only);
        }

        void count(int document, int[] sums) {
            if (starts == null) {
                int number = numbers[document];
                if (number != NONE) {
                    sums[number]++;
                }
                return;
            }
            for (int i = starts[document], end = starts[document + 1]; i < end; i++) {
                sums[numbers[i]]++;
            }
        }
    }

    /** Null when the segment has none of this facet. */
    @Nullable Column column(LeafReader segment, Facet facet) throws IOException {
        IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
        if (helper == null) {
            return read(segment, facet);
        }
        Map<Facet, Column> known = segments.get(helper.getKey());
        if (known == null) {
            known = segments.computeIfAbsent(helper.getKey(), key -> new ConcurrentHashMap<>());
            helper.addClosedListener(segments::remove);
        }
        Column column = known.get(facet);
        if (column == null) {
            column = read(segment, facet);
            if (column != null) {
                known.put(facet, column);
            }
        }
        asked.add(facet);
        return column;
    }

    /** Reads a merged segment before readers see it, as far as they have asked for it so far. */
    void warm(LeafReader segment) throws IOException {
        for (Facet facet : asked) {
            column(segment, facet);
        }
    }

    private @Nullable Column read(LeafReader segment, Facet facet) throws IOException {
        SortedSetDocValues values = segment.getSortedSetDocValues(facet.field());
        if (values == null) {
            return null;
        }
        int[] translated = new int[(int) values.getValueCount()];
        for (int ordinal = 0; ordinal < translated.length; ordinal++) {
            translated[ordinal] = of(facet).number(values.lookupOrd(ordinal).utf8ToString());
        }
        int[] starts = new int[segment.maxDoc() + 1];
        int[] numbers = new int[segment.maxDoc()];
        int count = 0;
        for (int document = 0; document < segment.maxDoc(); document++) {
            starts[document] = count;
            if (values.advanceExact(document)) {
                for (int i = values.docValueCount(); i > 0; i--) {
                    numbers = ArrayUtil.grow(numbers, count + 1);
                    numbers[count++] = translated[(int) values.nextOrd()];
                }
            }
        }
        starts[segment.maxDoc()] = count;
        return Column.of(starts, Arrays.copyOf(numbers, count));
    }

    private Labels of(Facet facet) {
        Labels found = labels.get(facet);
        if (found == null) {
            throw new IllegalStateException("every facet has labels");
        }
        return found;
    }
}
