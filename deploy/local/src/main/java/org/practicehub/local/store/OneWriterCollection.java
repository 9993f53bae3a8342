package org.practicehub.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A collection that one client writes to at a time, while any number read. The server's own has a
 * monitor for both, and threads that wait for one use the processor meanwhile: with eight clients a
 * seventh of all that the store took.
 */
abstract class OneWriterCollection extends AbstractMongoCollection<Object> {

    private final ReentrantLock writing = new ReentrantLock();

    OneWriterCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
    }

    private <T> T alone(Supplier<T> write) {
        writing.lock();
        try {
            return write.get();
        } finally {
            writing.unlock();
        }
    }

    private void alone(Runnable write) {
        writing.lock();
        try {
            write.run();
        } finally {
            writing.unlock();
        }
    }

    /** Called by nobody else meanwhile. */
    Document update(
            Document filter,
            Document update,
            ArrayFilters elements,
            boolean many,
            boolean upsert,
            Oplog oplog) {
        return super.updateDocuments(filter, update, elements, many, upsert, oplog);
    }

    @Override
    public Document updateDocuments(
            Document filter,
            Document update,
            ArrayFilters elements,
            boolean many,
            boolean upsert,
            Oplog oplog) {
        return alone(() -> update(filter, update, elements, many, upsert, oplog));
    }

    @Override
    public void addDocument(Document document) {
        alone(() -> super.addDocument(document));
    }

    @Override
    public void addDocumentIfMissing(Document document) {
        alone(() -> super.addDocumentIfMissing(document));
    }

    @Override
    public List<Document> insertDocuments(List<Document> documents, boolean inOrder) {
        return alone(() -> super.insertDocuments(documents, inOrder));
    }

    @Override
    public Document findAndModify(Document command) {
        return alone(() -> super.findAndModify(command));
    }

    @Override
    public int deleteDocuments(Document filter, int limit, Oplog oplog) {
        return alone(() -> super.deleteDocuments(filter, limit, oplog));
    }

    @Override
    public void removeDocument(Document document) {
        alone(() -> super.removeDocument(document));
    }

    @Override
    public void addIndex(Index<Object> index) {
        alone(
                () -> {
                    super.addIndex(index);
                    indexesChanged();
                });
    }

    @Override
    public void dropIndex(String name) {
        alone(
                () -> {
                    super.dropIndex(name);
                    indexesChanged();
                });
    }

    /** Nobody writes meanwhile. */
    abstract void indexesChanged();

    @Override
    public void renameTo(MongoDatabase database, String name) {
        alone(() -> super.renameTo(database, name));
    }
}
