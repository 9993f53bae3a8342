package org.practicehub.submission.imports;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.IdGenerator;
import org.practicehub.submission.practice.Instance;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.ReadAtStart;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.topics.CurrentTopics;
import org.practicehub.submission.web.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** Runs imports and keeps what became of them. */
@Component
class Imports implements ReadAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    /** Progress is stored after so many lines. */
    private static final int PROGRESS = 2_000;

    /** A running import that has not moved for so long is not running any more. */
    private static final Duration DEAD = Duration.ofMinutes(2);

    private static final String RUNNING = "running";
    private static final String INTERRUPTED = "interrupted";
    private static final String DONE = "done";
    private static final String REHEARSED = "dry-run";

    private final MongoCollection<Document> documents;
    private final Submissions submissions;
    private final CurrentTopics topics;
    private final IdGenerator ids;
    private final JsonMapper json;
    private final Instance instance;
    private final Clock clock;

    Imports(
            MongoTemplate mongo,
            Submissions submissions,
            CurrentTopics topics,
            IdGenerator ids,
            JsonMapper json,
            Instance instance,
            Clock clock) {
        this.instance = instance;
        this.topics = topics;
        this.documents = mongo.getCollection("imports");
        this.submissions = submissions;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void read() {
        documents.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
        documents.createIndex(Indexes.ascending("owner", "_id"));
        // What this instance was at when it died is not running any more: it may be sent again.
        documents.updateMany(
                Filters.and(Filters.eq("status", RUNNING), Filters.eq("instance", instance.name())),
                Updates.set("status", INTERRUPTED));
    }

    /**
     * Reads the stream to its end.
     *
     * @param idempotencyKey repeats the first answer for the same file
     */
    ImportReport take(
            Person owner, InputStream in, ImportFormat format, @Nullable String idempotencyKey)
            throws IOException {
        String id = ids.next().value();
        Records lines = format.open(in);
        if (idempotencyKey != null) {
            Optional<ImportReport> before = begin(id, owner, idempotencyKey, lines);
            if (before.isPresent()) {
                return before.get();
            }
        } else {
            begin(id, owner, "id:" + id);
        }
        Import running =
                new Import(id, owner, mode(format, false), topics, submissions, ids, clock);
        try {
            run(running, lines);
            ImportReport report = running.report(DONE);
            store(report, lines.digest());
            return report;
        } catch (IOException e) {
            store(running.report(INTERRUPTED), "");
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "malformed-body",
                    "The stream ended early; send it again, what was taken is left alone.");
        } catch (RuntimeException e) {
            interrupted(running);
            throw e;
        }
    }

    /** Reads the stream to its end and stores nothing: what would become of it. */
    ImportReport rehearse(Person owner, InputStream in, ImportFormat format) throws IOException {
        Import rehearsal =
                new Import(
                        ids.next().value(),
                        owner,
                        mode(format, true),
                        topics,
                        submissions,
                        ids,
                        clock);
        Records lines = format.open(in);
        List<Records.Read> batch = new ArrayList<>(Import.BATCH);
        for (Records.Read line = lines.next(); line != null; line = lines.next()) {
            batch.add(line);
            if (batch.size() == Import.BATCH) {
                rehearsal.take(batch);
                batch.clear();
            }
        }
        rehearsal.take(batch);
        rehearsal.finish();
        return rehearsal.report(REHEARSED);
    }

    private static Import.Mode mode(ImportFormat format, boolean dryRun) {
        return new Import.Mode(dryRun, format == ImportFormat.LISTING);
    }

    /** The newest imports of an account, without their lines. */
    List<ImportReport> newest(Person owner, int limit) {
        return documents
                .find(Filters.eq("owner", owner.subject()))
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .map(document -> report(document).withoutLines())
                .into(new ArrayList<>());
    }

    Optional<ImportReport> find(String id, Person owner) {
        return Optional.ofNullable(documents.find(Filters.eq("_id", id)).first())
                .filter(document -> owner.subject().equals(document.getString("owner")))
                .map(this::report);
    }

    private void run(Import running, Records lines) throws IOException {
        List<Records.Read> batch = new ArrayList<>(Import.BATCH);
        long taken = 0;
        for (Records.Read line = lines.next(); line != null; line = lines.next()) {
            batch.add(line);
            if (batch.size() == Import.BATCH) {
                running.take(batch);
                batch.clear();
                taken += Import.BATCH;
                if (taken % PROGRESS == 0) {
                    store(running.report(RUNNING).withoutLines(), "");
                }
            }
        }
        running.take(batch);
        running.finish();
    }

    private void begin(String id, Person owner, String key) {
        documents.insertOne(
                new Document("_id", id)
                        .append("key", key)
                        .append("owner", owner.subject())
                        .append("status", RUNNING)
                        .append("instance", instance.name())
                        .append("movedAt", Date.from(clock.instant())));
    }

    /**
     * @return the report of an earlier import under this key, of the same file
     */
    private Optional<ImportReport> begin(
            String id, Person owner, String idempotencyKey, Records lines) {
        String key = "key:" + owner.subject() + ":" + idempotencyKey;
        try {
            begin(id, owner, key);
            return Optional.empty();
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        Document before = documents.find(Filters.eq("key", key)).first();
        if (before == null) {
            throw inFlight();
        }
        String status = before.getString("status");
        boolean dead = before.getDate("movedAt").toInstant().plus(DEAD).isBefore(clock.instant());
        if (status.equals(RUNNING) && !dead) {
            throw inFlight();
        }
        if (!status.equals(DONE)) {
            // It ended early. What it took is found again by its external ids.
            documents.deleteOne(Filters.eq("_id", before.getString("_id")));
            return begin(id, owner, idempotencyKey, lines);
        }
        if (!digest(lines).equals(before.getString("digest"))) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "This Idempotency-Key was used for another file.");
        }
        return Optional.of(report(before));
    }

    private static String digest(Records lines) {
        try {
            Records.Read line = lines.next();
            while (line != null) {
                line = lines.next();
            }
            return lines.digest();
        } catch (IOException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "malformed-body", "The stream ended early.");
        }
    }

    private static ProblemException inFlight() {
        return new ProblemException(
                HttpStatus.CONFLICT,
                "idempotency-in-flight",
                "An import with this Idempotency-Key is running.");
    }

    private void interrupted(Import running) {
        try {
            store(running.report(INTERRUPTED), "");
        } catch (RuntimeException e) {
            LOG.warn("The end of an import could not be stored: {}", e.toString());
        }
    }

    private void store(ImportReport report, String digest) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.set("status", report.status()));
        updates.add(Updates.set("movedAt", Date.from(clock.instant())));
        updates.add(Updates.set("report", json.writeValueAsString(report)));
        if (!digest.isEmpty()) {
            updates.add(Updates.set("digest", digest));
        }
        documents.updateOne(Filters.eq("_id", report.id()), Updates.combine(updates));
    }

    private ImportReport report(Document document) {
        String stored = document.getString("report");
        return stored == null
                ? new ImportReport(
                        document.getString("_id"),
                        document.getString("status"),
                        0,
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        false)
                : json.readValue(stored, ImportReport.class).with(document.getString("status"));
    }
}
