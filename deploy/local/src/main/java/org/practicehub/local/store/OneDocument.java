package org.practicehub.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.NoopOplog;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * A collection of one document, then of another, in which the server's own code makes a change to
 * it: or to those of its fields that the change names, for it copies and compares all that it is
 * given several times.
 */
final class OneDocument extends AbstractMongoCollection<Object> {

    private static final Object PLACE = "the only one";

    private Document document = new Document();
    private boolean isChanged;

    OneDocument(
            MongoDatabase database,
            String collection,
            CollectionOptions options,
            CursorRegistry cursors) {
        super(database, collection, options, cursors);
    }

    /**
     * Changes the document, whatever the filter says of it: that is only asked which element of an
     * array it found.
     *
     * @return whether the client is told that it was changed; one that has other values that count
     *     as equal was not
     */
    boolean change(Document changed, Document filter, Document update, ArrayFilters elements) {
        document = changed;
        isChanged = false;
        var outcome = updateDocuments(filter, update, elements, false, false, NoopOplog.get());
        return Integer.valueOf(1).equals(outcome.get("nModified"));
    }

    /** Whether there is anything to write. */
    boolean isChanged() {
        return isChanged;
    }

    @Override
    protected QueryResult queryDocuments(
            Document filter,
            @Nullable Document order,
            int skip,
            int limit,
            int batch,
            @Nullable Document projection) {
        return new QueryResult(List.of(document));
    }

    @Override
    protected QueryResult matchDocuments(
            Document filter,
            @Nullable Document order,
            int skip,
            int limit,
            int batch,
            @Nullable Document projection) {
        return new QueryResult(List.of(document));
    }

    @Override
    protected Object findDocumentPosition(Document of) {
        return PLACE;
    }

    @Override
    protected void handleUpdate(Object position, Document before, Document after) {
        isChanged = true;
    }

    @Override
    protected Document getDocument(Object position) {
        return document;
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return Stream.of(new DocumentWithPosition<>(document, PLACE));
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    protected Object addDocumentInternal(Document other) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void removeDocument(Object position) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void updateDataSize(int difference) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected int getDataSize() {
        throw new UnsupportedOperationException();
    }
}
