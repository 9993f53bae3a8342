package org.practicehub.notification.planning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.EventCodec;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * The store of fan-out jobs. {@code open_jobs} names those that are not over, so that nobody need
 * look through all jobs that ever were; {@code told} remembers, per practice, the newest revision
 * that was planned.
 */
@Component
public class Jobs {

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Cache<String, FanOutJob> recent = Caffeine.newBuilder().maximumSize(50).build();

    public Jobs(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * What is known of a practice.
     *
     * @param revision the newest that was planned; 0 when none was
     * @param withdrawn the revision that was withdrawn; 0 when none was
     * @param jobs all jobs about it
     */
    public record Told(int revision, int withdrawn, List<String> jobs) {

        static final Told NOTHING = new Told(0, 0, List.of());

        public Told {
            jobs = List.copyOf(jobs);
        }
    }

    public Told told(String practiceId) {
        Document told = told().find(Filters.eq("_id", practiceId)).first();
        return told == null
                ? Told.NOTHING
                : new Told(
                        told.getInteger("revision", 0),
                        told.getInteger("withdrawn", 0),
                        told.getList("jobs", String.class, List.of()));
    }

    /**
     * Stores the job unless it is there, then remembers its revision as planned. Every step may be
     * repeated.
     *
     * @return false when it was there
     */
    boolean open(FanOutJob job) {
        if (!job.planned()) {
            openJobs()
                    .replaceOne(
                            Filters.eq("_id", job.id()),
                            new Document("_id", job.id()).append("owner", job.owner()),
                            new ReplaceOptions().upsert(true));
        }
        boolean fresh = true;
        try {
            jobs().insertOne(document(job));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            fresh = false;
        }
        told().updateOne(
                        Filters.eq("_id", job.practiceId()),
                        Updates.combine(
                                Updates.max(
                                        job.occasion() == Occasion.WITHDRAWN
                                                ? "withdrawn"
                                                : "revision",
                                        job.revision()),
                                Updates.addToSet("jobs", job.id())),
                        new UpdateOptions().upsert(true));
        if (fresh) {
            recent.put(job.id(), job);
        }
        return fresh;
    }

    /** A job, for what never changes in it: the cursor may be old. */
    public Optional<FanOutJob> recall(String id) {
        FanOutJob known = recent.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<FanOutJob> found = byId(id);
        found.ifPresent(job -> recent.put(id, job));
        return found;
    }

    public Optional<FanOutJob> byId(String id) {
        return Optional.ofNullable(jobs().find(Filters.eq("_id", id)).first()).map(Jobs::job);
    }

    /** Keeps who is in the slice, for counting and for making it again. */
    void keepSlice(String jobId, int slice, List<String> subscribers) {
        slices().replaceOne(
                        Filters.eq("_id", sliceId(jobId, slice)),
                        new Document("_id", sliceId(jobId, slice))
                                .append("subscribers", subscribers),
                        new ReplaceOptions().upsert(true));
    }

    /** The people of a slice; none when there is no such slice. */
    public List<String> slice(String jobId, int slice) {
        Document kept = slices().find(Filters.eq("_id", sliceId(jobId, slice))).first();
        return kept == null ? List.of() : kept.getList("subscribers", String.class);
    }

    /**
     * Moves the cursor from where {@code before} stands.
     *
     * @return false when somebody else moved it
     */
    boolean advance(FanOutJob before, FanOutJob after) {
        boolean moved =
                jobs().updateOne(
                                        Filters.and(
                                                Filters.eq("_id", before.id()),
                                                Filters.eq("owner", before.owner()),
                                                Filters.eq("slices", before.slices()),
                                                Filters.eq("list", before.list()),
                                                Filters.eq("row", before.row())),
                                        Updates.combine(
                                                Updates.set("slices", after.slices()),
                                                Updates.set("list", after.list()),
                                                Updates.set("row", after.row()),
                                                Updates.set("planned", after.planned())))
                                .getModifiedCount()
                        == 1;
        if (moved && after.planned()) {
            openJobs()
                    .updateOne(
                            Filters.eq("_id", after.id()),
                            Updates.set("plannedAt", Date.from(clock.instant())));
        }
        return moved;
    }

    /** The jobs that are not over: not all sliced, or not checked since. */
    public List<Open> open() {
        List<Open> open = new ArrayList<>();
        openJobs()
                .find()
                .forEach(
                        job ->
                                open.add(
                                        new Open(
                                                job.getString("_id"),
                                                job.getString("owner"),
                                                instant(job.getDate("plannedAt")))));
        return open;
    }

    /**
     * @param plannedAt when the last slice was made; absent before
     */
    public record Open(String id, String owner, @Nullable Instant plannedAt) {}

    /** Hands an open job to another instance. */
    boolean handOver(Open job, String to) {
        boolean mine =
                openJobs()
                                .updateOne(
                                        Filters.and(
                                                Filters.eq("_id", job.id()),
                                                Filters.eq("owner", job.owner())),
                                        Updates.set("owner", to))
                                .getModifiedCount()
                        == 1;
        if (mine) {
            jobs().updateOne(Filters.eq("_id", job.id()), Updates.set("owner", to));
        }
        return mine;
    }

    /** The job is over. */
    public void forget(String openJob) {
        openJobs().deleteOne(Filters.eq("_id", openJob));
    }

    static String sliceId(String jobId, int slice) {
        return jobId + "/" + slice;
    }

    private static Document document(FanOutJob job) {
        EventCodec.Encoded event = EventCodec.encode(job.practice(), "notification-service");
        return new Document("_id", job.id())
                .append("practice", job.practiceId())
                .append("revision", job.revision())
                .append("occasion", job.occasion().wire())
                .append("notifiableAt", Date.from(job.notifiableAt()))
                .append("event", new Binary(event.value()))
                .append("eventType", event.headers().get(EventCodec.TYPE))
                .append("criteria", job.criteria())
                .append("earlier", job.earlier())
                .append("note", job.note())
                .append("list", job.list())
                .append("row", job.row())
                .append("slices", job.slices())
                .append("planned", job.planned())
                .append("owner", job.owner())
                .append("createdAt", Date.from(job.createdAt()));
    }

    private static FanOutJob job(Document document) {
        byte[] type = document.getString("eventType").getBytes(StandardCharsets.UTF_8);
        EventCodec.Decoded decoded =
                EventCodec.decode(
                        name -> name.equals(EventCodec.TYPE) ? type : null,
                        document.get("event", Binary.class).getData());
        if (!(decoded instanceof EventCodec.Decoded.Known(PracticePublished practice))) {
            throw new IllegalStateException("job " + document.getString("_id") + ": " + decoded);
        }
        return new FanOutJob(
                document.getString("_id"),
                document.getString("practice"),
                document.getInteger("revision", 0),
                occasion(document.getString("occasion")),
                document.getDate("notifiableAt").toInstant(),
                practice,
                document.getList("criteria", String.class),
                document.getList("earlier", String.class, List.of()),
                document.getString("note"),
                document.getInteger("list", 0),
                document.getInteger("row", 0),
                document.getInteger("slices", 0),
                document.getBoolean("planned", false),
                document.getString("owner"),
                document.getDate("createdAt").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static Occasion occasion(@Nullable String wire) {
        for (Occasion occasion : Occasion.values()) {
            if (occasion.wire().equals(wire)) {
                return occasion;
            }
        }
        throw new IllegalStateException("an occasion called " + wire);
    }

    private MongoCollection<Document> jobs() {
        return mongo.getCollection("jobs");
    }

    private MongoCollection<Document> openJobs() {
        return mongo.getCollection("open_jobs");
    }

    private MongoCollection<Document> slices() {
        return mongo.getCollection("slices");
    }

    private MongoCollection<Document> told() {
        return mongo.getCollection("told");
    }
}
