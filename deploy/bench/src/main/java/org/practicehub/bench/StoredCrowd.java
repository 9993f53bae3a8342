package org.practicehub.bench;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;

import org.bson.Document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * People with the subscriptions of {@link Readers}, one each, written into the service's store as
 * the service would have done: a person, a row of a list, and the head of every list.
 */
final class StoredCrowd {

    /** As many stand in one row of a list. */
    private static final int ROW = 1000;

    private final MongoDatabase store;
    private final List<Document> people = new ArrayList<>();
    private final List<Document> rows = new ArrayList<>();
    private final List<Document> heads = new ArrayList<>();
    private long number;

    StoredCrowd(MongoDatabase store) {
        this.store = store;
    }

    /** Whether a run before this one has written them. */
    boolean isThere(Readers.Subscribed subscribed) {
        return subscribed.criteria().keySet().stream()
                .skip(subscribed.criteria().size() - 1L)
                .allMatch(
                        last -> collection("lists").find(Filters.eq("_id", last)).first() != null);
    }

    void write(Readers.Subscribed subscribed) {
        Date now = Date.from(Instant.now());
        for (Map.Entry<String, String> each : subscribed.criteria().entrySet()) {
            String id = each.getKey();
            int seats = subscribed.subscriptions().getOrDefault(id, 0);
            for (int row = 0; row * ROW < seats; row++) {
                List<String> some = new ArrayList<>();
                for (int seat = row * ROW; seat < Math.min(seats, (row + 1) * ROW); seat++) {
                    Document person = person(each, id + ":" + row, now);
                    people.add(person);
                    some.add(person.getString("_id"));
                }
                rows.add(new Document("_id", id + ":" + row).append("subscribers", some));
            }
            heads.add(
                    new Document("_id", id)
                            .append("criteria", each.getValue())
                            .append("active", true)
                            .append("sequence", 1L)
                            .append("announced", 1L)
                            .append("version", 2L)
                            .append("seats", seats));
            if (people.size() >= ROW) {
                flush();
            }
        }
        flush();
    }

    private Document person(Map.Entry<String, String> criteria, String seat, Date now) {
        number++;
        Document subscription =
                new Document("id", String.format("00000000-0000-7000-8000-%012x", number))
                        .append("criteria", criteria.getValue())
                        .append("criteriaId", criteria.getKey())
                        .append("cadence", "immediate")
                        .append("hour", 8)
                        .append("zone", "UTC")
                        .append("weekday", 1)
                        .append("language", "en")
                        .append("createdAt", now)
                        .append("confirmedAt", now)
                        .append("seat", seat);
        return new Document("_id", String.format("%032x", number))
                .append("address", "stored" + number + "@example.org")
                .append("subscriptions", List.of(subscription))
                .append("requests", List.of())
                .append("link", null)
                .append("version", 1L);
    }

    /** Heads last: what has one is whole. */
    private void flush() {
        insert("subscribers", people);
        insert("list_rows", rows);
        insert("lists", heads);
    }

    private void insert(String collection, List<Document> documents) {
        if (!documents.isEmpty()) {
            collection(collection).insertMany(documents);
            documents.clear();
        }
    }

    private MongoCollection<Document> collection(String name) {
        return store.getCollection(name);
    }
}
