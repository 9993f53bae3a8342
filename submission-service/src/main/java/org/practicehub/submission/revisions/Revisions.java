package org.practicehub.submission.revisions;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.PracticePublished;
import org.practicehub.submission.practice.PracticeId;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every revision that was ever published, as it was published. */
@Component
public class Revisions {

    private final MongoCollection<Document> documents;
    private final JsonMapper json;

    Revisions(MongoTemplate mongo, JsonMapper json) {
        this.documents = mongo.getCollection("revisions");
        this.json = json;
    }

    /** May be called again with the same revisions; a later event of one revision replaces it. */
    public void keep(List<PracticePublished> revisions) {
        if (revisions.isEmpty()) {
            return;
        }
        documents.bulkWrite(
                revisions.stream()
                        .map(
                                revision -> {
                                    String id = id(revision.practiceId(), revision.revision());
                                    return new ReplaceOneModel<>(
                                            Filters.eq("_id", id),
                                            new Document("_id", id)
                                                    .append(
                                                            "event",
                                                            json.writeValueAsString(revision)),
                                            new ReplaceOptions().upsert(true));
                                })
                        .toList(),
                new BulkWriteOptions().ordered(true));
    }

    Optional<PracticePublished> find(PracticeId practice, int revision) {
        return Optional.ofNullable(
                read(documents.find(Filters.eq("_id", id(practice.value(), revision))).first()));
    }

    /** Those up to the given one, oldest first. Asked for by their ids, which every store finds. */
    List<PracticePublished> findUpTo(PracticeId practice, int newest) {
        List<String> ids =
                IntStream.rangeClosed(1, newest)
                        .mapToObj(revision -> id(practice.value(), revision))
                        .toList();
        return documents.find(Filters.in("_id", ids)).into(new java.util.ArrayList<>()).stream()
                .map(
                        document ->
                                json.readValue(
                                        document.getString("event"), PracticePublished.class))
                .sorted(java.util.Comparator.comparingInt(PracticePublished::revision))
                .toList();
    }

    private @Nullable PracticePublished read(@Nullable Document document) {
        return document == null
                ? null
                : json.readValue(document.getString("event"), PracticePublished.class);
    }

    private static String id(String practice, int revision) {
        return practice + "/" + revision;
    }
}
