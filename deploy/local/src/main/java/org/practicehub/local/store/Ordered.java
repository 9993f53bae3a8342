package org.practicehub.local.store;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Puts documents in order by the fields that it names, of which alone it decodes anything. */
final class Ordered {

    /** So many are held besides those that are wanted before the rest is let go. */
    private static final int SPARE = 1_000;

    private record Entry(Document keys, Kept document) {}

    private final Comparator<Entry> order;
    private final @Nullable Fields fields;

    /**
     * @param order not empty
     */
    Ordered(Document order) {
        this.order = Comparator.comparing(Entry::keys, new DocumentComparator(order));
        this.fields = fields(order);
    }

    private static @Nullable Fields fields(Document order) {
        var names = new LinkedHashSet<String>();
        return Fields.collect(order.keySet(), names) ? Fields.named(names) : null;
    }

    List<Kept> all(Stream<Kept> documents, UnaryOperator<Kept> shown) {
        return documents
                .map(each -> new Entry(each.document(fields), shown.apply(each)))
                .sorted(order)
                .map(Entry::document)
                .toList();
    }

    /** The first of them, without holding all in memory. */
    List<Kept> first(Stream<Kept> documents, int count) {
        var best = new ArrayList<Entry>();
        documents.forEach(
                each -> {
                    best.add(new Entry(each.document(fields), each));
                    if (best.size() >= count + SPARE) {
                        keep(best, count);
                    }
                });
        keep(best, count);
        return best.stream().map(Entry::document).toList();
    }

    /** Those that came first stay before their equals: the sort is stable. */
    private void keep(List<Entry> best, int count) {
        best.sort(order);
        if (best.size() > count) {
            best.subList(count, best.size()).clear();
        }
    }
}
