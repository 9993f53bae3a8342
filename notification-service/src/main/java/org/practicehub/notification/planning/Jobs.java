package org.practicehub.notification.planning;

import static java.util.stream.Collectors.toSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.EventCodec;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.notification.ledger.Place;
import org.practicehub.notification.store.Inserts;
import org.practicehub.notification.store.Stored;
import org.practicehub.notification.store.Together;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The store of fan-out jobs. {@code open_jobs} names those that are not over, so that nobody need
 * look through all jobs that ever were; {@link PracticesTold} remembers what was planned.
 */
@Component
public class Jobs {

    /** About as many characters of practices are kept at hand. */
    private static final long MOST_IN_MEMORY = 8_000_000;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoTemplate mongo;
    private final PracticesTold told;
    private final Slices slices;
    private final Clock clock;
    private final Cache<String, FanOutJob> recent =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_IN_MEMORY)
                    .weigher((String _, FanOutJob job) -> weight(job))
                    .expireAfterWrite(Duration.ofMinutes(1))
                    // Else what many small jobs leave behind keeps new ones out.
                    .expireAfterAccess(Duration.ofSeconds(10))
                    .build();
    private final Together<Move, Set<String>> moving = new Together<>(this::move);

    public Jobs(MongoTemplate mongo, Slices slices, Clock clock) {
        this.mongo = mongo;
        told = new PracticesTold(mongo);
        this.slices = slices;
        this.clock = clock;
    }

    /**
     * What is known of a practice.
     *
     * @param revision the newest that was planned; 0 when none was
     * @param withdrawn the revision that was withdrawn; 0 when none was
     * @param jobs all jobs about it
     */
    public record Told(int revision, int withdrawn, List<Planned> jobs) {

        static final Told NOTHING = new Told(0, 0, List.of());

        public Told {
            jobs = List.copyOf(jobs);
        }

        public List<String> jobIds() {
            return jobs.stream().map(Planned::id).toList();
        }
    }

    /** A job, and how many slices it has, or had until it was forgotten. */
    public record Planned(String id, int slices) {

        public Place place(String subscriber, Occasion occasion) {
            return new Place(subscriber, id, occasion, slices);
        }
    }

    public Told told(String practiceId) {
        return told(Set.of(practiceId)).getOrDefault(practiceId, Told.NOTHING);
    }

    /** What is known of those practices of which anything is. */
    Map<String, Told> told(Set<String> practiceIds) {
        return told.of(practiceIds);
    }

    /**
     * Stores the jobs that are not there, then remembers their revisions as planned. Every step may
     * be repeated.
     *
     * @return the ids of those that were not there
     */
    Set<String> open(List<FanOutJob> opening) {
        if (opening.isEmpty()) {
            return Set.of();
        }
        List<ReplaceOneModel<Document>> open =
                opening.stream()
                        .filter(job -> !job.planned())
                        .map(
                                job ->
                                        new ReplaceOneModel<>(
                                                Filters.eq("_id", job.id()),
                                                new Document("_id", job.id())
                                                        .append("owner", job.owner()),
                                                new ReplaceOptions().upsert(true)))
                        .toList();
        if (!open.isEmpty()) {
            openJobs().bulkWrite(open);
        }
        Set<String> fresh = store(opening);
        told.remember(asStored(opening, fresh));
        opening.stream()
                .filter(job -> fresh.contains(job.id()))
                .forEach(job -> recent.put(job.id(), job));
        return fresh;
    }

    /** What an attempt that was cut short has stored counts: its slices may be numbered by now. */
    private List<FanOutJob> asStored(List<FanOutJob> opening, Set<String> fresh) {
        if (fresh.size() == opening.size()) {
            return opening;
        }
        Set<String> known = new HashSet<>();
        opening.forEach(job -> known.add(job.id()));
        known.removeAll(fresh);
        List<FanOutJob> stored = new ArrayList<>(byIds(known).values());
        opening.stream().filter(job -> fresh.contains(job.id())).forEach(stored::add);
        return stored;
    }

    private Set<String> store(List<FanOutJob> opening) {
        Set<String> fresh = new HashSet<>();
        opening.forEach(job -> fresh.add(job.id()));
        fresh.removeAll(Inserts.absent(jobs(), opening.stream().map(JobDocument::of).toList()));
        return fresh;
    }

    /** A job, for what never changes in it: the cursor may be old. */
    public Optional<FanOutJob> recall(String id) {
        return Optional.ofNullable(recall(Set.of(id)).get(id));
    }

    /** Those of the jobs that there are, by id. */
    public Map<String, FanOutJob> recall(Set<String> ids) {
        return recent.getAll(ids, this::byIds);
    }

    private Map<String, FanOutJob> byIds(Set<? extends String> ids) {
        Map<String, FanOutJob> found = new HashMap<>();
        jobs().find(Filters.in("_id", ids))
                .map(JobDocument::read)
                .forEach(job -> found.put(job.id(), job));
        return found;
    }

    private static int weight(FanOutJob job) {
        return 4000
                + job.practice().content().summary().length()
                + 32 * (job.criteria().size() + job.earlier().size());
    }

    public Optional<FanOutJob> byId(String id) {
        return Optional.ofNullable(jobs().find(Filters.eq("_id", id)).first())
                .map(JobDocument::read);
    }

    private record Move(FanOutJob before, FanOutJob after) {}

    /**
     * Moves the cursor from where {@code before} stands, together with those of other jobs. May be
     * repeated.
     *
     * @return whether it stands where {@code after} does, and the job is still its owner's
     */
    boolean advance(FanOutJob before, FanOutJob after) {
        return moving.ask(List.of(new Move(before, after))).contains(after.id());
    }

    /**
     * @return the ids of those that stand where they were to be moved
     */
    private Set<String> move(List<Move> moves) {
        List<UpdateOneModel<Document>> cursors = moves.stream().map(Jobs::cursor).toList();
        List<FanOutJob> moved = moves.stream().map(Move::after).toList();
        if (jobs().bulkWrite(cursors, UNORDERED).getModifiedCount() < moves.size()) {
            moved = moved.stream().filter(job -> jobs().countDocuments(at(job)) > 0).toList();
        }
        List<String> ended = moved.stream().filter(FanOutJob::planned).map(FanOutJob::id).toList();
        if (!ended.isEmpty()) {
            openJobs()
                    .updateMany(
                            Filters.in("_id", ended),
                            Updates.set("plannedAt", Date.from(clock.instant())));
        }
        return moved.stream().map(FanOutJob::id).collect(toSet());
    }

    private static UpdateOneModel<Document> cursor(Move move) {
        return new UpdateOneModel<>(
                at(move.before()),
                Updates.combine(
                        Updates.set("made", move.after().made()),
                        Updates.set("planned", move.after().planned())));
    }

    private static Bson at(FanOutJob job) {
        return Filters.and(
                Filters.eq("_id", job.id()),
                Filters.eq("owner", job.owner()),
                Filters.eq("made", job.made()));
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
                                                Stored.instant(job.getDate("plannedAt")))));
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

    /**
     * A person's data was taken out of the practice: what is kept of it for messages and
     * explanations is replaced by what it says now. Other instances follow within a minute.
     */
    void redact(PracticePublished practice) {
        told(practice.practiceId()).jobIds().forEach(id -> keep(id, practice, null));
    }

    /**
     * A practice can no longer be read: of its content only {@link Remains} are kept. A withdrawal
     * that is told again, after a person was erased from it, takes the place of the first one.
     */
    void reduce(PracticeWithdrawn withdrawn) {
        for (String id : told(withdrawn.practiceId()).jobIds()) {
            byId(id).ifPresent(
                            job ->
                                    keep(
                                            id,
                                            Remains.of(job.practice(), withdrawn.title()),
                                            job.withdrawal() == null ? null : withdrawn));
        }
    }

    private void keep(
            String id, PracticePublished practice, @Nullable PracticeWithdrawn withdrawal) {
        EventCodec.Encoded event = EventCodec.encode(practice, "notification-service");
        List<Bson> changes = new ArrayList<>();
        changes.add(Updates.set("event", new Binary(event.value())));
        changes.add(Updates.set("eventType", event.headers().get(EventCodec.TYPE)));
        if (withdrawal != null) {
            changes.add(Updates.set("withdrawal", JobDocument.withdrawal(withdrawal)));
        }
        jobs().updateOne(Filters.eq("_id", id), Updates.combine(changes));
        recent.invalidate(id);
    }

    /** What is still to be said about the practice up to that revision is not said any more. */
    void withdrawn(String practiceId, int revision) {
        told.withdrawn(practiceId, revision);
    }

    /** Whether that revision can no longer be read; other instances know within a second. */
    public boolean isWithdrawn(String practiceId, int revision) {
        return withdrawn(Set.of(practiceId)).getOrDefault(practiceId, 0) >= revision;
    }

    /** The revisions that can no longer be read, by practice; 0 where none was withdrawn. */
    public Map<String, Integer> withdrawn(Set<String> practiceIds) {
        return told.withdrawn(practiceIds);
    }

    /** The newest publications since then, newest first. */
    public List<FanOutJob> publishedSince(Instant since, int most) {
        List<FanOutJob> found = new ArrayList<>();
        jobs().find(
                        Filters.and(
                                Filters.gte("createdAt", Date.from(since)),
                                Filters.eq("occasion", Occasion.PUBLISHED.wire())))
                .sort(Sorts.descending("createdAt"))
                .limit(most)
                .map(JobDocument::read)
                .into(found);
        return found;
    }

    /** Under which occasions the ledger may know what people are owed by a job of this id. */
    public static List<Occasion> occasions(String jobId) {
        return jobId.endsWith(":withdrawn")
                ? List.of(Occasion.WITHDRAWN)
                : List.of(Occasion.PUBLISHED, Occasion.CORRECTED);
    }

    /** The jobs of every practice, practice by practice; scans the small collection. */
    public void allPlanned(Consumer<List<Planned>> each) {
        told.allJobs(each);
    }

    /**
     * Forgets jobs that are older, with their slices; what was told of their practices stays known.
     *
     * @return how many
     */
    public int forgetBefore(Instant limit) {
        List<Document> old = new ArrayList<>();
        jobs().find(
                        Filters.and(
                                Filters.lt("createdAt", Date.from(limit)),
                                Filters.eq("planned", true)))
                .projection(Projections.include("practice", "slices"))
                .into(old);
        for (Document job : old) {
            String id = job.getString("_id");
            int count = job.getInteger("slices", 0);
            slices.forget(id, count);
            told.forget(job.getString("practice"), new Planned(id, count));
            jobs().deleteOne(Filters.eq("_id", id));
            recent.invalidate(id);
        }
        return old.size();
    }

    private MongoCollection<Document> jobs() {
        return mongo.getCollection("jobs");
    }

    private MongoCollection<Document> openJobs() {
        return mongo.getCollection("open_jobs");
    }
}
