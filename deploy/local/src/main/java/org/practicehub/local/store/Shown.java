package org.practicehub.local.store;

import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.function.UnaryOperator;

/** What of a document a client asked to see. */
final class Shown {

    private Shown() {}

    /**
     * @param projection as the client wrote it; absent or empty for everything
     * @param others what to do with one that is more than a list of outermost fields
     */
    static UnaryOperator<Kept> by(
            @Nullable Document projection, @Nullable String idField, UnaryOperator<Kept> others) {
        if (projection == null || projection.isEmpty()) {
            return UnaryOperator.identity();
        }
        var fields = included(projection, idField);
        return fields == null ? others : document -> document.only(fields);
    }

    /** Their names, with the id first where it is not named, as the server has them. */
    private static @Nullable Fields included(Document projection, @Nullable String idField) {
        var names = new ArrayList<String>();
        if (idField != null && !projection.containsKey(idField)) {
            names.add(idField);
        }
        boolean any = false;
        for (var each : projection.entrySet()) {
            boolean isIncluded = isIncluded(each.getValue());
            if (isIncluded && each.getKey().equals(Fields.outermost(each.getKey()))) {
                names.add(each.getKey());
                any = true;
            } else if (isIncluded
                    || !isExcluded(each.getValue())
                    || !each.getKey().equals(idField)) {
                return null;
            }
        }
        return any ? Fields.named(names) : null;
    }

    private static boolean isIncluded(@Nullable Object value) {
        return Boolean.TRUE.equals(value)
                || (value instanceof Number number && number.doubleValue() != 0);
    }

    private static boolean isExcluded(@Nullable Object value) {
        return Boolean.FALSE.equals(value)
                || (value instanceof Number number && number.doubleValue() == 0);
    }
}
