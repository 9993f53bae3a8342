package org.practicehub.catalogue.store;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;

import org.bson.Document;
import org.practicehub.events.TopicChanged;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The editorial topics, for their titles. Writes are guarded like those of practices. */
public final class TopicStore {

    private static final int DUPLICATE_KEY = 11000;

    private final Supplier<MongoCollection<Document>> collection;

    public TopicStore(Supplier<MongoCollection<Document>> collection) {
        this.collection = collection;
    }

    /** Keeps the topic unless a newer state is known. */
    public void put(TopicChanged topic) {
        Document document =
                new Document("_id", topic.slug())
                        .append("sequence", topic.sequence())
                        .append("changed", topic.occurredAt().toEpochMilli())
                        .append("title", topic.title())
                        .append("description", topic.description())
                        .append("mergedInto", topic.mergedInto());
        try {
            collection
                    .get()
                    .replaceOne(
                            Filters.and(
                                    Filters.eq("_id", topic.slug()),
                                    Filters.lt("sequence", topic.sequence())),
                            document,
                            new ReplaceOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCode() != DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    public void forget(String slug) {
        collection.get().deleteOne(Filters.eq("_id", slug));
    }

    public Optional<TopicChanged> find(String slug) {
        return Optional.ofNullable(collection.get().find(Filters.eq("_id", slug)).first())
                .map(TopicStore::topic);
    }

    /** By slug. */
    public List<TopicChanged> all() {
        List<TopicChanged> all = new ArrayList<>();
        for (Document document : collection.get().find().sort(Sorts.ascending("_id"))) {
            all.add(topic(document));
        }
        return all;
    }

    /** By slug; empty while the store is away, since slugs say enough by themselves. */
    public Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        try {
            for (Document document : collection.get().find()) {
                titles.put(document.getString("_id"), document.getString("title"));
            }
        } catch (MongoException e) {
            return Map.of();
        }
        return titles;
    }

    private static TopicChanged topic(Document document) {
        String description = document.getString("description");
        return new TopicChanged(
                document.getString("_id"),
                document.getLong("sequence"),
                Instant.ofEpochMilli(document.getLong("changed")),
                document.getString("title"),
                description == null ? "" : description,
                document.getString("mergedInto"));
    }
}
