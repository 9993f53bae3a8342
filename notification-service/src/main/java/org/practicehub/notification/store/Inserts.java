package org.practicehub.notification.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;

import org.bson.Document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Enters documents some of which may have been entered before, as after a crash. */
public final class Inserts {

    private Inserts() {}

    /**
     * Enters those that are not there yet; what is there stays as it is.
     *
     * @param documents each with a text as its id; at least one
     * @return the ids of those that were there
     * @throws MongoBulkWriteException for any other reason that one is not entered
     */
    public static Set<String> absent(
            MongoCollection<Document> collection, List<Document> documents) {
        Set<String> present = new LinkedHashSet<>();
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                present.add(documents.get(error.getIndex()).getString("_id"));
            }
        }
        return present;
    }
}
