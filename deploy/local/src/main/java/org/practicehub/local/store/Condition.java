package org.practicehub.local.store;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/** What a filter asks of a document, answered by the server's matcher from what it names alone. */
final class Condition implements Predicate<Kept> {

    private final Document filter;
    private final @Nullable Fields fields;
    private final QueryMatcher matcher = new DefaultQueryMatcher();

    Condition(Document filter) {
        this.filter = filter;
        this.fields = Fields.ofFilter(filter);
    }

    @Override
    public boolean test(Kept document) {
        return filter.isEmpty() || matcher.matches(document.document(fields), filter);
    }
}
