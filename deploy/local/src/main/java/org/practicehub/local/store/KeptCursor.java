package org.practicehub.local.store;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;

import java.util.List;

/** What of a search is still to come, taken in batches. */
abstract class KeptCursor extends AbstractCursor {

    KeptCursor(long id) {
        super(id);
    }

    /** At most so many; none when there are no more. */
    abstract List<Kept> take(int most);

    @Override
    public List<Document> takeDocuments(int most) {
        return take(most).stream().map(Kept::document).toList();
    }
}
