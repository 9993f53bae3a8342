package org.practicehub.submission.outbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;

import org.bson.Document;
import org.practicehub.submission.practice.Instance;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Which instances are alive: each says so again and again, and what a silent one left is taken. */
@Component
class Leases {

    private final MongoCollection<Document> leases;
    private final Instance instance;
    private final Duration length;
    private final Duration sendTimeout;
    private final Clock clock;
    private volatile Instant until = Instant.MIN;

    Leases(MongoTemplate mongo, Instance instance, RelayProperties properties, Clock clock) {
        this.leases = mongo.getCollection("relays");
        this.instance = instance;
        this.length = properties.lease();
        this.sendTimeout = properties.sendTimeout();
        this.clock = clock;
    }

    void renew() {
        Instant end = clock.instant().plus(length);
        leases.replaceOne(
                Filters.eq("_id", instance.name()),
                new Document("_id", instance.name()).append("until", Date.from(end)),
                new ReplaceOptions().upsert(true));
        until = end;
    }

    /** Whether a record sent now is acknowledged or given up before anybody else may send. */
    boolean isLongEnoughToSend() {
        return clock.instant().plus(sendTimeout).isBefore(until);
    }

    /** Others that have been silent for too long. */
    List<String> silent() {
        Instant now = clock.instant();
        List<String> silent = new ArrayList<>();
        for (Document lease : leases.find()) {
            if (!lease.getString("_id").equals(instance.name())
                    && lease.getDate("until").toInstant().isBefore(now)) {
                silent.add(lease.getString("_id"));
            }
        }
        return silent;
    }

    void forget(String name) {
        leases.deleteOne(
                Filters.and(
                        Filters.eq("_id", name), Filters.lt("until", Date.from(clock.instant()))));
    }

    boolean isMine(String relay) {
        return instance.name().equals(relay);
    }
}
