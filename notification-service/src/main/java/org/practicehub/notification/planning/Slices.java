package org.practicehub.notification.planning;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The store of who is in the slices of jobs: for counting, and for making a slice again. */
@Component
public class Slices {

    private final MongoTemplate mongo;

    public Slices(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** May be repeated. */
    void keep(String jobId, int slice, List<String> subscribers) {
        collection()
                .replaceOne(
                        Filters.eq("_id", id(jobId, slice)),
                        new Document("_id", id(jobId, slice)).append("subscribers", subscribers),
                        new ReplaceOptions().upsert(true));
    }

    /** The people of a slice; none when there is no such slice. */
    public List<String> people(String jobId, int slice) {
        Document kept = collection().find(Filters.eq("_id", id(jobId, slice))).first();
        return kept == null ? List.of() : kept.getList("subscribers", String.class);
    }

    /**
     * The people of these slices stand in the ledger. May be repeated.
     *
     * @param slices by job
     */
    public void entered(Map<String, List<Integer>> slices) {
        List<String> ids = new ArrayList<>();
        slices.forEach((job, some) -> some.forEach(slice -> ids.add(id(job, slice))));
        collection().updateMany(Filters.in("_id", ids), Updates.set("entered", true));
    }

    /** Those among the slices whose people stand in the ledger. */
    Set<Integer> entered(String jobId, Collection<Integer> asked) {
        Map<String, Integer> byId = new HashMap<>();
        asked.forEach(slice -> byId.put(id(jobId, slice), slice));
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
                                IntStream.range(0, count).mapToObj(n -> id(jobId, n)).toList()));
    }

    private static String id(String jobId, int slice) {
        return jobId + "/" + slice;
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("slices");
    }
}
