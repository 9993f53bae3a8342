package org.practicehub.notification.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

import org.bson.Document;

/** A write that only the one who has read the newest version can make. */
public final class GuardedWrite {

    private GuardedWrite() {}

    /**
     * Stores the document, its {@code version} raised by one, if the stored version is still the
     * one it was read with.
     *
     * @param document with its {@code _id}
     * @param read the version it was read with; 0 when it is not stored
     * @return false when another write came between
     */
    public static boolean save(MongoCollection<Document> collection, Document document, long read) {
        document.append("version", read + 1);
        if (read == 0) {
            try {
                collection.insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                    return false;
                }
                throw e;
            }
        }
        return collection
                        .replaceOne(
                                Filters.and(
                                        Filters.eq("_id", document.get("_id")),
                                        Filters.eq("version", read)),
                                document)
                        .getMatchedCount()
                == 1;
    }
}
