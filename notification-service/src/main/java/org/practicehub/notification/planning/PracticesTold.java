package org.practicehub.notification.planning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.practicehub.events.Occasion;
import org.practicehub.notification.store.Together;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Per practice, the newest revision that was planned, the one that was withdrawn, and all jobs. */
final class PracticesTold {

    private final MongoTemplate mongo;
    private final Cache<String, Integer> withdrawals =
            Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofSeconds(1)).build();
    private final Together<String, Map<String, Jobs.Told>> asking =
            new Together<>(some -> of(Set.copyOf(some)));

    PracticesTold(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** What is known of those practices of which anything is. */
    Map<String, Jobs.Told> of(Set<String> practiceIds) {
        Map<String, Jobs.Told> found = new HashMap<>();
        collection()
                .find(Filters.in("_id", practiceIds))
                .forEach(
                        told ->
                                found.put(
                                        told.getString("_id"),
                                        new Jobs.Told(
                                                told.getInteger("revision", 0),
                                                told.getInteger("withdrawn", 0),
                                                jobs(told))));
        return found;
    }

    /** The jobs' revisions are planned. May be repeated. */
    void remember(List<FanOutJob> jobs) {
        collection().bulkWrite(jobs.stream().map(PracticesTold::remembered).toList());
        jobs.forEach(job -> withdrawals.invalidate(job.practiceId()));
    }

    private static UpdateOneModel<Document> remembered(FanOutJob job) {
        return new UpdateOneModel<>(
                Filters.eq("_id", job.practiceId()),
                Updates.combine(
                        Updates.max(
                                job.occasion() == Occasion.WITHDRAWN ? "withdrawn" : "revision",
                                job.revision()),
                        Updates.addToSet(
                                "jobs", document(new Jobs.Planned(job.id(), job.slices())))),
                new UpdateOptions().upsert(true));
    }

    void withdrawn(String practiceId, int revision) {
        collection()
                .updateOne(
                        Filters.eq("_id", practiceId),
                        Updates.max("withdrawn", revision),
                        new UpdateOptions().upsert(true));
        withdrawals.invalidate(practiceId);
    }

    /** The revisions that were withdrawn, 0 where none was; as of a second ago at most. */
    Map<String, Integer> withdrawn(Set<String> practiceIds) {
        return withdrawals.getAll(
                practiceIds,
                asked -> {
                    Map<String, Jobs.Told> told = asking.ask(List.copyOf(asked));
                    Map<String, Integer> found = new HashMap<>();
                    asked.forEach(
                            id ->
                                    found.put(
                                            id,
                                            told.getOrDefault(id, Jobs.Told.NOTHING).withdrawn()));
                    return found;
                });
    }

    /** Practice by practice; scans the small collection. */
    void allJobs(Consumer<List<Jobs.Planned>> each) {
        collection().find().batchSize(1000).forEach(told -> each.accept(jobs(told)));
    }

    void forget(String practiceId, Jobs.Planned job) {
        collection().updateOne(Filters.eq("_id", practiceId), Updates.pull("jobs", document(job)));
    }

    private static Document document(Jobs.Planned job) {
        return new Document("id", job.id()).append("slices", job.slices());
    }

    private static List<Jobs.Planned> jobs(Document told) {
        return told.getList("jobs", Object.class, List.of()).stream()
                .map(
                        job ->
                                job instanceof Document known
                                        ? new Jobs.Planned(
                                                known.getString("id"),
                                                known.getInteger("slices", 0))
                                        // Before there were pages: each entry stands alone.
                                        : new Jobs.Planned((String) job, 0))
                .toList();
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("told");
    }
}
