package org.practicehub.local.store;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;

import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads all documents in batches, each from where the last one ended. The server's own cursor holds
 * in memory all that is still to come: with a collection that is larger, that was the end of it.
 */
final class ScanCursor extends AbstractCursor {

    private final MVMap<Object, Document> documents;
    private final Predicate<Document> wanted;
    private @Nullable Object last;
    private boolean over;

    ScanCursor(long id, MVMap<Object, Document> documents, Predicate<Document> wanted) {
        super(id);
        this.documents = documents;
        this.wanted = wanted;
    }

    /** Whether the end was seen: the last batch may be empty. */
    @Override
    public boolean isEmpty() {
        return over;
    }

    @Override
    public List<Document> takeDocuments(int most) {
        var taken = new ArrayList<Document>();
        var rest = documents.cursor(last);
        while (taken.size() < most) {
            if (!rest.hasNext()) {
                over = true;
                break;
            }
            var id = rest.next();
            if (!id.equals(last) && wanted.test(rest.getValue())) {
                taken.add(rest.getValue());
            }
            last = id;
        }
        return taken;
    }
}
