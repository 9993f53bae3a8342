package org.practicehub.catalogue.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;

import org.bson.Document;

import java.util.List;

/**
 * The indexes that the real server answers lists from: by term in each order, and all practices in
 * each order. The embedded server knows only the one on {@code _id} and scans for the rest.
 */
final class PracticeIndexes {

    static void ensure(MongoCollection<Document> practices) {
        practices.createIndexes(
                List.of(
                        index("terms_newest", "terms", "-newest", "_id"),
                        index("terms_updated", "terms", "-updated", "_id"),
                        index("terms_title", "terms", "title", "_id"),
                        index("newest", "-newest", "_id"),
                        index("updated", "-updated", "_id"),
                        index("title", "title", "_id"),
                        index("changed", "changed", "_id")));
    }

    private static IndexModel index(String name, String... fields) {
        Document keys = new Document();
        for (String field : fields) {
            boolean descending = field.startsWith("-");
            keys.append(descending ? field.substring(1) : field, descending ? -1 : 1);
        }
        return new IndexModel(keys, new IndexOptions().name(name));
    }

    private PracticeIndexes() {}
}
