package org.practicehub.submission.erasure;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.BackgroundWalks;
import org.practicehub.submission.practice.Erasure;
import org.practicehub.submission.practice.IdGenerator;
import org.practicehub.submission.practice.OwnWork;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Publication;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.revisions.Revisions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Erasures, one after the other, each walking through all practices with a stored cursor: what a
 * crash cuts short goes on at the next start. Whom it concerned is forgotten with its end.
 */
@Component
class Erasures extends BackgroundWalks {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final int AT_ONCE = 100;
    private static final String RUNNING = "running";

    private final MongoCollection<Document> documents;
    private final MongoCollection<Document> imports;
    private final ArchivedSteps archivedSteps;
    private final Submissions submissions;
    private final Revisions revisions;
    private final OwnWork all;
    private final IdGenerator ids;
    private final Clock clock;

    Erasures(
            MongoTemplate mongo,
            ArchivedSteps archivedSteps,
            Submissions submissions,
            Revisions revisions,
            OwnWork all,
            IdGenerator ids,
            Clock clock) {
        this.documents = mongo.getCollection("erasures");
        this.imports = mongo.getCollection("imports");
        this.archivedSteps = archivedSteps;
        this.submissions = submissions;
        this.revisions = revisions;
        this.all = all;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * How far an erasure has come.
     *
     * @param status {@code running} or {@code done}
     * @param practices how many have been changed
     */
    record Report(
            String id, String status, int practices, Instant startedAt, @Nullable Instant doneAt) {}

    Report begin(Erasure erasure, Person administrator) {
        String id = ids.next().value();
        documents.insertOne(
                new Document("_id", id)
                        .append("status", RUNNING)
                        .append("practices", 0)
                        .append("startedAt", Date.from(clock.instant()))
                        .append("by", administrator.subject())
                        .append("byName", administrator.name())
                        .append("subject", erasure.subject())
                        .append("names", erasure.names()));
        begin(id);
        return find(id).orElseThrow();
    }

    Optional<Report> find(String id) {
        return Optional.ofNullable(documents.find(Filters.eq("_id", id)).first())
                .map(
                        document ->
                                new Report(
                                        document.getString("_id"),
                                        document.getString("status"),
                                        document.getInteger("practices"),
                                        document.getDate("startedAt").toInstant(),
                                        document.getDate("doneAt") == null
                                                ? null
                                                : document.getDate("doneAt").toInstant()));
    }

    @Override
    protected void goOn() {
        for (Document document : documents.find(Filters.eq("status", RUNNING))) {
            begin(document.getString("_id"));
        }
    }

    private void begin(String id) {
        walk("erasure-" + id, () -> step(id));
    }

    /**
     * @return whether there is more to do
     */
    private boolean step(String id) {
        Document document = documents.find(Filters.eq("_id", id)).first();
        if (document == null || !RUNNING.equals(document.getString("status"))) {
            return false;
        }
        Erasure erasure =
                new Erasure(
                        document.getString("subject"),
                        document.getList("names", String.class, List.of()));
        Optional<PracticeId> cursor =
                Optional.ofNullable(document.getString("cursor")).map(PracticeId::new);
        int changed = document.getInteger("practices");
        if (cursor.isEmpty()) {
            forgetImports(erasure);
        }
        List<PracticeId> next = all.after(cursor, AT_ONCE);
        if (next.isEmpty()) {
            end(id, changed);
            return false;
        }
        Person administrator =
                new Person(document.getString("by"), document.getString("byName"), null);
        for (PracticeId practice : next) {
            changed += erase(practice, erasure, administrator) ? 1 : 0;
        }
        documents.updateOne(
                Filters.eq("_id", id),
                Updates.combine(
                        Updates.set("cursor", next.getLast().value()),
                        Updates.set("practices", changed)));
        return true;
    }

    private void end(String id, int changed) {
        documents.updateOne(
                Filters.eq("_id", id),
                Updates.combine(
                        Updates.set("status", "done"),
                        Updates.set("doneAt", Date.from(clock.instant())),
                        Updates.unset("subject"),
                        Updates.unset("names"),
                        Updates.unset("cursor")));
        LOG.info("Erased a person's data from {} practices.", changed);
    }

    /** The archive first: once the submission itself is clean, nothing of it is looked at again. */
    private boolean erase(PracticeId practice, Erasure erasure, Person administrator) {
        boolean old = archivedSteps.erase(practice, erasure);
        boolean[] changed = {false};
        submissions.change(
                practice,
                submission -> {
                    int newest = submission.publication().map(Publication::revision).orElse(0);
                    changed[0] =
                            submission.erase(
                                    erasure,
                                    revisions.covered(submission, erasure).orElse(null),
                                    old,
                                    administrator,
                                    clock.instant());
                    revisions.eraseBefore(practice, newest, erasure);
                    return changed[0];
                });
        return changed[0];
    }

    /** Whose import it was is forgotten; what became of its lines stays. */
    private void forgetImports(Erasure erasure) {
        if (erasure.subject() == null) {
            return;
        }
        List<String> own = new ArrayList<>();
        imports.find(Filters.eq("owner", erasure.subject()))
                .forEach(document -> own.add(document.getString("_id")));
        for (String id : own) {
            imports.updateOne(
                    Filters.eq("_id", id),
                    Updates.combine(Updates.set("owner", ""), Updates.set("key", "id:" + id)));
        }
    }
}
