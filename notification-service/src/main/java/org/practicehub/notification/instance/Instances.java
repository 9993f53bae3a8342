package org.practicehub.notification.instance;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
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
 * silent for {@link #SILENCE}, or has said goodbye, another takes the work over.
 */
public class Instances {

    /** How long an instance may be silent before its work is taken over. */
    public static final Duration SILENCE = Duration.ofSeconds(10);

    /** An instance that could not give its sign for this long stops sending by itself. */
    public static final Duration CAUTION = Duration.ofSeconds(7);

    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

    private final MongoTemplate mongo;
    private final Instance self;
    private final Clock clock;
    private volatile Instant lastSign = Instant.EPOCH;

    public Instances(MongoTemplate mongo, Instance self, Clock clock) {
        this.mongo = mongo;
        this.self = self;
        this.clock = clock;
    }

    /** To be called every few seconds. */
    public void sign() {
        Instant now = clock.instant();
        collection()
                .updateOne(
                        Filters.eq("_id", self.id()),
                        Updates.set("seenAt", Date.from(now)),
                        new UpdateOptions().upsert(true));
        lastSign = now;
    }

    /** Whether the others still take this instance for alive, so that it may send. */
    public boolean trusted() {
        return lastSign.plus(CAUTION).isAfter(clock.instant());
    }

    /** Who gave a sign lately, this instance included. */
    public Set<String> alive() {
        Instant limit = clock.instant().minus(SILENCE);
        Set<String> alive = new HashSet<>();
        alive.add(self.id());
        for (Document instance : collection().find()) {
            if (instance.getDate("seenAt").toInstant().isAfter(limit)) {
                alive.add(instance.getString("_id"));
            }
        }
        return alive;
    }

    /** Instances that are silent and still written down. */
    public Set<String> silent() {
        Instant limit = clock.instant().minus(SILENCE);
        Set<String> silent = new HashSet<>();
        for (Document instance : collection().find()) {
            if (!instance.getDate("seenAt").toInstant().isAfter(limit)
                    && !instance.getString("_id").equals(self.id())) {
                silent.add(instance.getString("_id"));
            }
        }
        return silent;
    }

    /** After all its work was taken over. */
    public void forget(String instance) {
        collection()
                .deleteOne(
                        Filters.and(
                                Filters.eq("_id", instance),
                                Filters.lte("seenAt", Date.from(clock.instant().minus(SILENCE)))));
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
