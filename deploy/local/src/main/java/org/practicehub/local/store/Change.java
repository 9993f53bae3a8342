package org.practicehub.local.store;

import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashSet;

/**
 * An update: other values for some fields, of which alone anything is decoded, or a whole document
 * in the place of another.
 */
final class Change {

    /** What it makes of one document. */
    record Outcome(Document before, Document after, Kept kept, boolean isWritten, boolean isTold) {}

    private static final Document ANY = new Document();

    private final Document filter;
    private final Document update;
    private final ArrayFilters elements;
    private final boolean isWhole;
    private final Fields fields;

    private Change(
            Document filter,
            Document update,
            ArrayFilters elements,
            boolean isWhole,
            Fields fields) {
        this.filter = filter;
        this.update = update;
        this.elements = elements;
        this.isWhole = isWhole;
        this.fields = fields;
    }

    /**
     * Absent when all of the document may be needed for it.
     *
     * @param indexed what else is needed of the document: fields that indexes have
     */
    static @Nullable Change of(
            Document filter, Document update, ArrayFilters elements, Collection<String> indexed) {
        var paths = new LinkedHashSet<String>();
        boolean isWhole = true;
        for (var operator : update.entrySet()) {
            if (operator.getKey().startsWith("$")) {
                isWhole = false;
                if (operator.getKey().equals("$rename")
                        || !(operator.getValue() instanceof Document values)) {
                    return null;
                }
                paths.addAll(values.keySet());
            }
        }
        var needed = new LinkedHashSet<String>();
        needed.add(IdIndex.ID);
        // Which element of an array the filter found.
        boolean asksTheFilter = paths.stream().anyMatch(path -> path.contains("$"));
        if (asksTheFilter && !Fields.collect(filter, needed)) {
            return null;
        }
        paths.addAll(indexed);
        if (!Fields.collect(paths, needed)) {
            return null;
        }
        return new Change(
                asksTheFilter ? filter : ANY, update, elements, isWhole, Fields.named(needed));
    }

    /** Whether it puts a whole document in the place of another. */
    boolean isWhole() {
        return isWhole;
    }

    Outcome make(Kept kept, OneDocument one) {
        var before = kept.document(fields);
        var after =
                isWhole ? new Document(IdIndex.ID, before.get(IdIndex.ID)) : before.cloneDeeply();
        boolean isTold = one.change(after, filter, update, elements);
        if (isWhole) {
            var whole = Kept.of(after);
            boolean isOther = !whole.equals(kept);
            return new Outcome(before, after, whole, isOther, isOther);
        }
        return new Outcome(
                before,
                after,
                one.isChanged() ? kept.with(fields, after) : kept,
                one.isChanged(),
                isTold);
    }
}
