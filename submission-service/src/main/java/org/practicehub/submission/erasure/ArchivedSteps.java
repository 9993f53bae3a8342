package org.practicehub.submission.erasure;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.practicehub.submission.practice.Erasure;
import org.practicehub.submission.practice.HistoryDocument;
import org.practicehub.submission.practice.HistoryEntry;
import org.practicehub.submission.practice.PracticeId;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Old steps, which are no longer in their submissions. */
@Component
class ArchivedSteps {

    private final MongoCollection<Document> steps;

    ArchivedSteps(MongoTemplate mongo) {
        this.steps = mongo.getCollection("steps");
    }

    /**
     * Whether any step was of the person. Steps are asked for by id, from 1, until one is not
     * there.
     */
    boolean erase(PracticeId practice, Erasure erasure) {
        boolean any = false;
        for (int number = 1; ; number++) {
            String id = practice + "/" + number;
            Document document = steps.find(Filters.eq("_id", id)).first();
            if (document == null) {
                return any;
            }
            HistoryEntry step = HistoryDocument.read(document);
            if (erasure.concerns(step)) {
                steps.replaceOne(
                        Filters.eq("_id", id), HistoryDocument.of(step.erased()).append("_id", id));
                any = true;
            }
        }
    }
}
