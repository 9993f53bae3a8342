package org.practicehub.notification.planning;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.practicehub.notification.ledger.Place;
import org.practicehub.notification.store.Inserts;
import org.practicehub.notification.store.Together;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The store of who is in the slices of jobs: for counting, and for making a slice again. */
@Component
public class Slices {

    private final MongoTemplate mongo;
    private final Together<Document, Set<String>> keeping = new Together<>(this::present);

    public Slices(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * Keeps the people of some slices of a job, together with those of other jobs. What is kept of
     * a slice is never replaced, so this may be repeated.
     *
     * @return false when some were there already, maybe with other people
     */
    boolean keep(String jobId, Map<Integer, List<String>> people) {
        Map<String, Document> documents = new LinkedHashMap<>();
        people.forEach(
                (slice, some) -> {
                    String id = Place.page(jobId, slice);
                    documents.put(id, new Document("_id", id).append("subscribers", some));
                });
        return Collections.disjoint(
                keeping.ask(List.copyOf(documents.values())), documents.keySet());
    }

    private Set<String> present(List<Document> documents) {
        return Inserts.absent(collection(), documents);
    }

    /** The people of a slice; none when there is no such slice. */
    public List<String> people(String jobId, int slice) {
        Document kept = collection().find(Filters.eq("_id", Place.page(jobId, slice))).first();
        return kept == null ? List.of() : kept.getList("subscribers", String.class);
    }

    /**
     * The people of these slices stand in the ledger. May be repeated.
     *
     * @param slices by job
     */
    public void entered(Map<String, List<Integer>> slices) {
        List<String> ids = new ArrayList<>();
        slices.forEach((job, some) -> some.forEach(slice -> ids.add(Place.page(job, slice))));
        collection().updateMany(Filters.in("_id", ids), Updates.set("entered", true));
    }

    /** Those among the slices whose people stand in the ledger. */
    Set<Integer> entered(String jobId, Collection<Integer> asked) {
        Map<String, Integer> byId = new HashMap<>();
        asked.forEach(slice -> byId.put(Place.page(jobId, slice), slice));
        Set<Integer> entered = new HashSet<>();
        collection()
                .find(Filters.in("_id", byId.keySet()))
                .projection(Projections.include("entered"))
                .forEach(
                        stored -> {
                            Integer slice = byId.get(stored.getString("_id"));
                            if (slice != null && stored.getBoolean("entered", false)) {
                                entered.add(slice);
                            }
                        });
        return entered;
    }

    void forget(String jobId, int count) {
        collection()
                .deleteMany(
                        Filters.in(
                                "_id",
                                IntStream.range(0, count)
                                        .mapToObj(n -> Place.page(jobId, n))
                                        .toList()));
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("slices");
    }
}
