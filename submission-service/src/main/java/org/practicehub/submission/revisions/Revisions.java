package org.practicehub.submission.revisions;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.submission.practice.Erasure;
import org.practicehub.submission.practice.Outgoing;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
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

    /** Covers a person in every revision before the newest; may run again. */
    public void eraseBefore(PracticeId practice, int newest, Erasure erasure) {
        for (PracticePublished revision : findUpTo(practice, newest - 1)) {
            PracticePublished covered = covered(revision, erasure);
            if (!covered.content().equals(revision.content())) {
                keep(List.of(covered));
            }
        }
    }

    /**
     * What readers see with a person covered; it replaces what is kept here once it has been told.
     *
     * @return empty when readers see nothing of the person
     */
    public Optional<PracticePublished> covered(Submission submission, Erasure erasure) {
        return newest(submission)
                .filter(one -> !covered(one, erasure).content().equals(one.content()))
                .map(one -> covered(one, erasure));
    }

    /** What readers see, whether it has been sent already or not. */
    public Optional<PracticePublished> newest(Submission submission) {
        Optional<PracticePublished> newest =
                submission
                        .publication()
                        .flatMap(published -> find(submission.id(), published.revision()));
        for (Outgoing outgoing : submission.pending()) {
            if (outgoing instanceof Outgoing.Event(String _, PracticePublished published)) {
                newest = Optional.of(published);
            }
        }
        return newest;
    }

    private static PracticePublished covered(PracticePublished revision, Erasure erasure) {
        return new PracticePublished(
                revision.practiceId(),
                revision.sequence(),
                revision.occurredAt(),
                revision.revision(),
                erasure.covered(revision.content()),
                erasure.covered(revision.tags()),
                revision.firstPublishedAt(),
                revision.revisedAt(),
                revision.notifiableRevision(),
                revision.notifiableAt(),
                revision.reason());
    }

    /**
     * What a content changes of a published revision.
     *
     * @return empty when that revision is not here
     */
    public Optional<Changes> changes(
            PracticeId practice, int since, int revision, Content content) {
        return find(practice, since)
                .map(
                        before ->
                                new Changes(
                                        practice.value(),
                                        revision,
                                        since,
                                        Differences.between(before.content(), content, json)));
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
