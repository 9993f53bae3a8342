package org.practicehub.submission.retagging;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All turns, a document each; a write is guarded by the version that was read. */
@Component
class RetaggingStore {

    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String STATE = "state";
    private static final String WALKING = "walking";

    private final MongoCollection<Document> documents;
    private final JsonMapper json;

    RetaggingStore(MongoTemplate mongo, JsonMapper json) {
        this.documents = mongo.getCollection("retaggings");
        this.json = json;
    }

    void insert(Retagging retagging) {
        documents.insertOne(document(retagging));
    }

    Optional<Retagging> find(String id) {
        return Optional.ofNullable(documents.find(Filters.eq(ID, id)).first()).map(this::read);
    }

    /** Newest first, those older than the given one. */
    List<Retagging> newest(@Nullable String olderThan, int limit) {
        Bson filter = olderThan == null ? Filters.empty() : Filters.lt(ID, olderThan);
        return documents
                .find(filter)
                .sort(Sorts.descending(ID))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .toList();
    }

    long count() {
        return documents.countDocuments();
    }

    /** Those that walk, or would if the service ran. */
    List<Retagging> walking() {
        // Turns from before this was noted do not say false.
        return documents.find(Filters.ne(WALKING, false)).into(new ArrayList<>()).stream()
                .map(this::read)
                .filter(retagging -> retagging.status().isWalking())
                .toList();
    }

    /**
     * @return false when somebody was faster
     */
    boolean save(Retagging changed) {
        return documents
                        .replaceOne(
                                Filters.and(
                                        Filters.eq(ID, changed.id()),
                                        Filters.eq(VERSION, changed.version())),
                                document(changed.written()))
                        .getMatchedCount()
                == 1;
    }

    /** Changes it, again from the newest state when somebody was faster. */
    Optional<Retagging> change(String id, UnaryOperator<Retagging> change) {
        while (true) {
            Optional<Retagging> changed = find(id).map(change);
            if (changed.isEmpty() || save(changed.get())) {
                return changed.map(Retagging::written);
            }
        }
    }

    private Document document(Retagging retagging) {
        return new Document(ID, retagging.id())
                .append(VERSION, retagging.version())
                .append(WALKING, retagging.status().isWalking())
                .append(STATE, json.writeValueAsString(retagging));
    }

    private Retagging read(Document document) {
        return json.readValue(document.getString(STATE), Retagging.class);
    }
}
