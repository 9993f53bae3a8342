package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A filter that names the ids of what it finds, and those are texts.
 *
 * @param ids in the order that documents are found in
 * @param rest what else must hold
 */
record ById(SortedSet<String> ids, Document rest) {

    private static final String AND = "$and";

    /** Absent when the filter names no ids, or others than texts. */
    static @Nullable ById of(Document filter) {
        var ids = texts(filter.get(IdIndex.ID));
        if (ids != null) {
            var rest = new Document(filter);
            rest.remove(IdIndex.ID);
            return new ById(ids, rest);
        }
        if (filter.get(AND) instanceof List<?> parts) {
            for (int i = 0; i < parts.size(); i++) {
                var found = parts.get(i) instanceof Document part ? of(part) : null;
                if (found != null) {
                    var others = new ArrayList<Object>(parts);
                    others.set(i, found.rest());
                    var rest = new Document(filter);
                    rest.put(AND, others);
                    return new ById(found.ids(), rest);
                }
            }
        }
        return null;
    }

    /** What is asked for is one text, or {@code $in} texts only and nothing besides. */
    private static @Nullable SortedSet<String> texts(@Nullable Object asked) {
        var texts = new TreeSet<String>();
        if (asked instanceof String text) {
            texts.add(text);
            return texts;
        }
        if (!(asked instanceof Document operators)
                || operators.size() != 1
                || !(operators.get("$in") instanceof Collection<?> values)) {
            return null;
        }
        for (var value : values) {
            if (!(value instanceof String text)) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }
}
