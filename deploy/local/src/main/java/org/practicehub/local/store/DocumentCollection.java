package org.practicehub.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;

import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A collection that looks documents up by the texts that are their ids. The server's own way asks
 * the index where they are and then compares each with the whole filter again: with a thousand ids,
 * a million comparisons.
 */
final class DocumentCollection extends H2Collection {

    private final @Nullable MVMap<Object, Document> documents;

    DocumentCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> meta,
            CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
        this.documents = documents;
    }

    @Override
    protected QueryResult queryDocuments(
            Document filter,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batch,
            @Nullable Document fields) {
        var asked = IdIndex.ID.equals(getIdField()) ? ById.of(filter) : null;
        return asked == null
                ? super.queryDocuments(filter, orderBy, skip, limit, batch, fields)
                : matchDocumentsFromStream(
                        asked.ids().stream().map(this::getDocument).filter(Objects::nonNull),
                        asked.rest(),
                        orderBy,
                        skip,
                        limit,
                        batch,
                        fields);
    }

    /** What is read in batches, in no order, is read from the file batch by batch. */
    @Override
    protected QueryResult matchDocuments(
            Document filter,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batch,
            @Nullable Document fields) {
        boolean inOrder = orderBy != null && !orderBy.isEmpty();
        if (batch <= 0 || skip > 0 || limit > 0 || inOrder || fields != null || documents == null) {
            return super.matchDocuments(filter, orderBy, skip, limit, batch, fields);
        }
        var cursor =
                new ScanCursor(
                        cursorRegistry.generateCursorId(),
                        documents,
                        document -> documentMatchesQuery(document, filter));
        var first = cursor.takeDocuments(batch);
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    /** Counted when somebody asks: keeping count encodes each document once more. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected int getDataSize() {
        // The constructor above asks already, for its log.
        return documents == null
                ? 0
                : documents.values().stream().mapToInt(DocumentType::size).sum();
    }
}
