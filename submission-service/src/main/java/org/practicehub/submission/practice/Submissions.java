package org.practicehub.submission.practice;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All submissions, one document each. A write is guarded by the version that was read: of two
 * changes to the same state one wins, and the other starts again or is told.
 *
 * <p>Uses nothing but {@code _id} and unique indexes while serving; the other indexes are for a
 * real server and for what runs at the start.
 */
@Component
public class Submissions {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    /** Read at once at the start. */
    private static final int PAGE = 500;

    private final MongoCollection<Document> documents;
    private final List<SubmissionListener> listeners = new CopyOnWriteArrayList<>();

    private final RecentWrites recent = new RecentWrites();

    /** What became of a creation. */
    public sealed interface Insertion {

        /** It is stored. */
        record Inserted() implements Insertion {}

        /** The same key was used before, for this submission. */
        record Repeated(Submission first) implements Insertion {}
    }

    private final Instance instance;

    Submissions(MongoTemplate mongo, Instance instance) {
        this.documents = mongo.getCollection("submissions");
        this.instance = instance;
    }

    /** Declares the indexes; may run again and again. */
    public void prepare() {
        documents.createIndex(
                Indexes.ascending(SubmissionDocument.CREATION_KEY),
                new IndexOptions().unique(true));
        documents.createIndex(Indexes.ascending(SubmissionDocument.OPEN));
        documents.createIndex(Indexes.ascending(SubmissionDocument.UPDATED_AT));
        documents.createIndex(Indexes.ascending(SubmissionDocument.RELAY));
        documents.createIndex(
                Indexes.ascending(
                        SubmissionDocument.OWNER + "." + SubmissionDocument.SUBJECT,
                        SubmissionDocument.ID));
    }

    public void listen(SubmissionListener listener) {
        listeners.add(listener);
    }

    /** Keeps a new submission, unless its creation key was used before. */
    public Insertion insert(Submission submission) {
        submission.version = 1;
        try {
            documents.insertOne(document(submission));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return new Insertion.Repeated(
                    findByCreationKey(submission.creation().key()).orElseThrow(() -> e));
        }
        written(submission);
        return new Insertion.Inserted();
    }

    /**
     * Keeps new submissions in one request.
     *
     * @return those that could not be stored, since their creation key was used before
     */
    public List<Submission> insertAll(List<Submission> submissions) {
        if (submissions.isEmpty()) {
            return List.of();
        }
        submissions.forEach(submission -> submission.version = 1);
        Set<Integer> repeated = new HashSet<>();
        try {
            documents.insertMany(
                    submissions.stream().map(this::document).toList(),
                    new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                repeated.add(error.getIndex());
            }
        }
        List<Submission> refused = new ArrayList<>();
        for (int i = 0; i < submissions.size(); i++) {
            if (repeated.contains(i)) {
                refused.add(submissions.get(i));
            } else {
                written(submissions.get(i));
            }
        }
        return refused;
    }

    public Optional<Submission> find(PracticeId id) {
        return Optional.ofNullable(
                        documents.find(Filters.eq(SubmissionDocument.ID, id.value())).first())
                .map(SubmissionDocument::read);
    }

    /** Those that exist, in the order of the ids. */
    public List<Submission> findAll(Collection<PracticeId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<PracticeId, Submission> found = new HashMap<>();
        Bson filter =
                Filters.in(SubmissionDocument.ID, ids.stream().map(PracticeId::value).toList());
        for (Document document : documents.find(filter)) {
            Submission submission = SubmissionDocument.read(document);
            found.put(submission.id(), submission);
        }
        List<Submission> inOrder = new ArrayList<>(found.size());
        for (PracticeId id : ids) {
            Submission submission = found.get(id);
            if (submission != null) {
                inOrder.add(submission);
            }
        }
        return inOrder;
    }

    public Optional<Submission> findByCreationKey(String key) {
        return Optional.ofNullable(
                        documents.find(Filters.eq(SubmissionDocument.CREATION_KEY, key)).first())
                .map(SubmissionDocument::read);
    }

    /** Those that exist, in no order. */
    public List<Imported> imported(Collection<String> creationKeys) {
        return creationKeys.isEmpty()
                ? List.of()
                : documents
                        .find(Filters.in(SubmissionDocument.CREATION_KEY, creationKeys))
                        .projection(Projections.include(SubmissionDocument.IMPORTED))
                        .batchSize(creationKeys.size())
                        .map(SubmissionDocument::imported)
                        .into(new ArrayList<>());
    }

    /**
     * Stores a changed submission if nobody was faster.
     *
     * @return false when the stored one is no longer the one that was changed
     */
    public boolean save(Submission changed) {
        long before = changed.version;
        changed.version = before + 1;
        boolean won =
                documents
                                .replaceOne(
                                        guard(changed.id(), before), SubmissionDocument.of(changed))
                                .getMatchedCount()
                        == 1;
        if (won) {
            written(changed);
        } else {
            changed.version = before;
            recent.forget(changed.id());
        }
        return won;
    }

    /**
     * Changes a submission, again from the newest state when somebody was faster.
     *
     * @param change applied to a fresh copy; returns whether there is anything to store
     * @return the submission afterwards; empty when there is none
     */
    public Optional<Submission> change(PracticeId id, Predicate<Submission> change) {
        while (true) {
            Optional<Submission> found = find(id);
            if (found.isEmpty() || !change.test(found.get()) || save(found.get())) {
                return found;
            }
        }
    }

    /**
     * Applies changes to many submissions in one request; a lost race is run again on its own.
     *
     * @param changes by id; a change returns whether there is anything to store, and may be applied
     *     to an outdated copy first
     */
    public void changeAll(Map<PracticeId, Predicate<Submission>> changes) {
        List<Submission> changed = new ArrayList<>(changes.size());
        List<PracticeId> toRead = new ArrayList<>();
        changes.forEach(
                (id, change) -> {
                    Submission known = recent.get(id);
                    Submission copy = known == null ? null : known.copy();
                    if (copy != null && change.test(copy)) {
                        changed.add(copy);
                    } else {
                        // An outdated copy may find nothing to do where the newest would.
                        toRead.add(id);
                    }
                });
        for (Submission read : findAll(toRead)) {
            Predicate<Submission> change = changes.get(read.id());
            if (change != null && change.test(read)) {
                changed.add(read);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> writes = new ArrayList<>(changed.size());
        for (Submission submission : changed) {
            long before = submission.version++;
            writes.add(new ReplaceOneModel<>(guard(submission.id(), before), document(submission)));
        }
        if (documents.bulkWrite(writes, UNORDERED).getMatchedCount() == writes.size()) {
            changed.forEach(this::written);
            return;
        }
        // The answer does not say which writes were lost. Changes may run twice, so all run again.
        for (Submission submission : changed) {
            recent.forget(submission.id());
            Predicate<Submission> change = changes.get(submission.id());
            if (change != null) {
                change(submission.id(), change);
            }
        }
    }

    /**
     * For guarded writes: what this instance wrote last, which may be outdated, and the others as
     * they are stored.
     */
    public Map<PracticeId, Submission> recall(Collection<PracticeId> ids) {
        Map<PracticeId, Submission> states = new HashMap<>();
        List<PracticeId> toRead = new ArrayList<>();
        for (PracticeId id : ids) {
            Submission known = recent.get(id);
            if (known == null) {
                toRead.add(id);
            } else {
                states.put(id, known);
            }
        }
        findAll(toRead).forEach(read -> states.put(read.id(), read));
        return states;
    }

    /**
     * Removes what has been sent from documents; readers see no change. Who comes late leaves the
     * document as it is.
     *
     * @param sent copies from which the sent entries have been removed already, in the version in
     *     which they were read
     * @return the ids of those that have changed meanwhile, or may have
     */
    public Set<PracticeId> removeSent(List<Submission> sent) {
        if (sent.isEmpty()) {
            return Set.of();
        }
        List<WriteModel<Document>> writes = new ArrayList<>(sent.size());
        for (Submission submission : sent) {
            long before = submission.version++;
            List<Bson> updates = new ArrayList<>(4);
            updates.add(Updates.set(SubmissionDocument.VERSION, submission.version));
            updates.add(
                    Updates.set(SubmissionDocument.OPEN, SubmissionDocument.isOpen(submission)));
            if (submission.pending().isEmpty()) {
                updates.add(Updates.unset(SubmissionDocument.PENDING));
                updates.add(Updates.unset(SubmissionDocument.RELAY));
            } else {
                updates.add(
                        Updates.set(
                                SubmissionDocument.PENDING,
                                SubmissionDocument.pending(submission)));
            }
            writes.add(
                    new UpdateOneModel<>(guard(submission.id(), before), Updates.combine(updates)));
        }
        if (documents.bulkWrite(writes, UNORDERED).getMatchedCount() == writes.size()) {
            sent.forEach(this::written);
            return Set.of();
        }
        Set<PracticeId> unclear = new HashSet<>();
        for (Submission submission : sent) {
            recent.forget(submission.id());
            unclear.add(submission.id());
        }
        return unclear;
    }

    /**
     * Reads a little of every submission, and then all of those that somebody or something waits
     * for. For the start, before serving. In one pass, and then page by page: the embedded server
     * holds all that a cursor will bring.
     */
    public void readAll(Consumer<Stored> every, Consumer<Submission> open) {
        List<PracticeId> ids = new ArrayList<>();
        documents
                .find()
                .projection(Projections.include(SubmissionDocument.STORED))
                .batchSize(5_000)
                .map(SubmissionDocument::stored)
                .forEach(
                        stored -> {
                            every.accept(stored);
                            if (stored.open()) {
                                ids.add(stored.id());
                            }
                        });
        for (int from = 0; from < ids.size(); from += PAGE) {
            findAll(ids.subList(from, Math.min(ids.size(), from + PAGE))).forEach(open);
        }
    }

    /** Reads what the given instance had to send. Uses an index that the embedded server lacks. */
    public void readPendingOf(String relay, Consumer<Submission> reader) {
        documents
                .find(Filters.eq(SubmissionDocument.RELAY, relay))
                .forEach(document -> reader.accept(SubmissionDocument.read(document)));
    }

    /** Makes this instance the one that sends what is pending, if the other still is. */
    public void takeOver(PracticeId id, String from) {
        change(
                id,
                submission -> {
                    if (!from.equals(submission.relay)) {
                        return false;
                    }
                    submission.relay = instance.name();
                    return true;
                });
    }

    /** Who makes something pending sends it, unless another instance is at it already. */
    private Document document(Submission submission) {
        if (submission.pending.isEmpty()) {
            submission.relay = null;
        } else if (submission.relay == null) {
            submission.relay = instance.name();
        }
        return SubmissionDocument.of(submission);
    }

    private void written(Submission submission) {
        recent.put(submission);
        for (SubmissionListener listener : listeners) {
            listener.written(submission);
        }
    }

    private static Bson guard(PracticeId id, long version) {
        return Filters.and(
                Filters.eq(SubmissionDocument.ID, id.value()),
                Filters.eq(SubmissionDocument.VERSION, version));
    }
}
