package org.practicehub.submission.outbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;

import org.bson.Document;
import org.practicehub.events.PracticePublished;
import org.practicehub.submission.practice.HistoryDocument;
import org.practicehub.submission.practice.HistoryEntry;
import org.practicehub.submission.practice.Outgoing;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.revisions.Revisions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is no longer in the documents: published revisions and old steps. */
@Component
class Archive {

    private final Revisions revisions;
    private final MongoCollection<Document> steps;

    Archive(Revisions revisions, MongoTemplate mongo) {
        this.revisions = revisions;
        this.steps = mongo.getCollection("steps");
    }

    /** An entry of the outbox with the practice it belongs to. */
    record Entry(PracticeId practice, Outgoing outgoing) {}

    /** May be called again with the same entries: each has a place of its own. */
    void keep(List<Entry> entries) {
        List<PracticePublished> published = new ArrayList<>();
        List<WriteModel<Document>> old = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry.outgoing()) {
                case Outgoing.Event event -> {
                    if (event.event() instanceof PracticePublished revision) {
                        published.add(revision);
                    }
                }
                case Outgoing.OldStep(long _, HistoryEntry step) ->
                        old.add(replacement(entry.practice(), step));
                case Outgoing.Tombstone _ -> {
                    // Says that something is over; there is nothing to keep.
                }
            }
        }
        revisions.keep(published);
        if (!old.isEmpty()) {
            steps.bulkWrite(old, new BulkWriteOptions().ordered(false));
        }
    }

    private static WriteModel<Document> replacement(PracticeId practice, HistoryEntry step) {
        String id = practice + "/" + step.number();
        return new ReplaceOneModel<>(
                Filters.eq("_id", id),
                HistoryDocument.of(step).append("_id", id),
                new ReplaceOptions().upsert(true));
    }
}
