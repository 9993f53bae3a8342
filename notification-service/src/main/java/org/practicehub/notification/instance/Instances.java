package org.practicehub.notification.instance;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;

/**
 * The sign of life of every instance. Work is written down with its instance; when that one is
 * silent for {@link #SILENCE}, has said goodbye, was a process of this machine that has ended, or
 * started anew under its name, another takes the work over.
 */
public class Instances {

    /** How long an instance may be silent before its work is taken over. */
    public static final Duration SILENCE = Duration.ofSeconds(10);

    /** An instance that could not give its sign for this long stops sending by itself. */
    public static final Duration CAUTION = Duration.ofSeconds(7);

    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

    private final MongoTemplate mongo;
    private final Instance self;
    private final InstanceProperties properties;
    private final Life life = Life.ofThisProcess();
    private final Clock clock;
    private volatile boolean replaced;
    private volatile Instant lastSign = Instant.EPOCH;

    public Instances(
            MongoTemplate mongo, Instance self, InstanceProperties properties, Clock clock) {
        this.mongo = mongo;
        this.self = self;
        this.properties = properties;
        this.clock = clock;
    }

    /** To be called every few seconds. */
    public void sign() {
        Instant now = clock.instant();
        Document before =
                collection()
                        .findOneAndUpdate(
                                Filters.eq("_id", self.id()),
                                Updates.combine(
                                        Updates.set("seenAt", Date.from(now)),
                                        Updates.setOnInsert("name", properties.name()),
                                        Updates.setOnInsert("place", life.place()),
                                        Updates.setOnInsert("pid", life.pid()),
                                        Updates.setOnInsert(
                                                "startedAt", Date.from(life.startedAt()))),
                                new FindOneAndUpdateOptions().upsert(true));
        if (before == null) {
            replaceNamesakes();
        } else if (before.getBoolean("replaced", false)) {
            if (!replaced) {
                LOG.error("Another instance started under the name {}", properties.name());
            }
            replaced = true;
            lastSign = Instant.EPOCH;
            return;
        }
        lastSign = now;
    }

    /** A name belongs to one process: who had it before sends nothing any more. */
    private void replaceNamesakes() {
        if (!properties.name().isEmpty()) {
            collection()
                    .updateMany(
                            Filters.and(
                                    Filters.eq("name", properties.name()),
                                    Filters.ne("_id", self.id())),
                            Updates.set("replaced", true));
        }
    }

    /** Whether the others still take this instance for alive, so that it may send. */
    public boolean trusted() {
        return lastSign.plus(CAUTION).isAfter(clock.instant());
    }

    /** Who is not {@link #silent}, this instance included. */
    public Set<String> alive() {
        return whose(false);
    }

    /** Instances that are silent, or over for certain, and still written down. */
    public Set<String> silent() {
        return whose(true);
    }

    private Set<String> whose(boolean silent) {
        Set<String> found = new HashSet<>();
        for (Document instance : collection().find()) {
            if (isSilent(instance) == silent) {
                found.add(instance.getString("_id"));
            }
        }
        if (!silent) {
            found.add(self.id());
        }
        return found;
    }

    private boolean isSilent(Document instance) {
        if (self.id().equals(instance.getString("_id"))) {
            return false;
        }
        return instance.getBoolean("replaced", false)
                || !instance.getDate("seenAt").toInstant().isAfter(clock.instant().minus(SILENCE))
                || life(instance).isOverSeenFrom(life);
    }

    private static Life life(Document instance) {
        Date startedAt = instance.getDate("startedAt");
        return new Life(
                instance.get("place", ""),
                instance.get("pid", 0L),
                startedAt == null ? Instant.EPOCH : startedAt.toInstant());
    }

    /** After all its work was taken over. */
    public void forget(String instance) {
        Document stored = collection().find(Filters.eq("_id", instance)).first();
        if (stored != null && isSilent(stored)) {
            collection()
                    .deleteOne(
                            Filters.and(
                                    Filters.eq("_id", instance),
                                    Filters.eq("seenAt", stored.getDate("seenAt"))));
        }
    }

    /** Work left behind may be taken over at once. */
    public void goodbye() {
        lastSign = Instant.EPOCH;
        try {
            collection()
                    .updateOne(
                            Filters.eq("_id", self.id()),
                            Updates.set("seenAt", Date.from(Instant.EPOCH)));
        } catch (RuntimeException e) {
            LOG.info("Could not sign off; the work left is taken over after {}", SILENCE, e);
        }
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("instances");
    }
}
