package org.practicehub.catalogue.rebuild;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.rebuild.Task.Kind;
import org.practicehub.catalogue.rebuild.Task.Status;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The tasks of all instances. One that works on a task says so every second or two; a task of whose
 * owner nothing was heard for ten is taken over.
 */
@Component
class Tasks {

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final String NOBODY = "";

    private final MongoTemplate mongo;
    private final Clock clock;

    /** This run of this instance; after a restart it is another. */
    private final String owner = UUID.randomUUID().toString();

    Tasks(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** The task stopped, was begun anew or was taken over: whoever works on it leaves it. */
    static final class NotOurs extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotOurs() {
            super("ended or taken over", null, false, false);
        }
    }

    /** Begins a task, in place of the last one of its kind. */
    void begin(String scope, Kind kind, String generation) {
        Task task = Task.begun(scope, kind, generation, clock.instant());
        collection()
                .replaceOne(
                        Filters.eq("_id", task.id()),
                        task.toDocument().append("owner", NOBODY).append("heard", 0L),
                        new ReplaceOptions().upsert(true));
    }

    Optional<Task> find(String scope, Kind kind) {
        return Optional.ofNullable(
                        collection().find(Filters.eq("_id", Task.id(scope, kind))).first())
                .map(Task::of);
    }

    /** Ends a task from outside, if it still runs. */
    void cancel(String scope, Kind kind) {
        collection()
                .updateOne(
                        Filters.and(
                                Filters.eq("_id", Task.id(scope, kind)),
                                Filters.eq("status", Status.RUNNING.name())),
                        Updates.combine(
                                Updates.set("status", Status.CANCELLED.name()),
                                Updates.set("finishedAt", clock.millis())));
    }

    /** Takes the tasks of these scopes that nobody works on. */
    List<Task> claim(Collection<String> scopes) {
        List<Task> claimed = new ArrayList<>(0);
        long now = clock.millis();
        for (Document found :
                collection()
                        .find(
                                Filters.and(
                                        Filters.in("scope", scopes),
                                        Filters.eq("status", Status.RUNNING.name()),
                                        Filters.lt("heard", now - SILENCE.toMillis())))) {
            Bson unchanged =
                    Filters.and(
                            Filters.eq("_id", found.getString("_id")),
                            Filters.eq("owner", found.getString("owner")),
                            Filters.eq("heard", found.getLong("heard")));
            Document taken = new Document(found).append("owner", owner).append("heard", now);
            if (collection().replaceOne(unchanged, taken).getMatchedCount() == 1) {
                claimed.add(Task.of(taken));
            }
        }
        return claimed;
    }

    /** Says that somebody works on the task. */
    void beat(Task task) {
        collection().updateOne(ours(task), Updates.set("heard", clock.millis()));
    }

    /**
     * @throws NotOurs when somebody else decided about the task meanwhile
     */
    void save(Task task) {
        Document document =
                task.toDocument().append("owner", owner).append("heard", clock.millis());
        if (collection().replaceOne(ours(task), document).getMatchedCount() == 0) {
            throw new NotOurs();
        }
    }

    void end(Task task, Status status, @Nullable String failure) {
        save(task.ended(status, failure, clock.instant()));
    }

    private Bson ours(Task task) {
        return Filters.and(
                Filters.eq("_id", task.id()),
                Filters.eq("owner", owner),
                Filters.eq("status", Status.RUNNING.name()));
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("projection_tasks");
    }
}
