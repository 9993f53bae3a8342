package org.practicehub.notification.ledger;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.Decision;
import org.practicehub.events.Occasion;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The store of notifications. Lookups are by id only; {@link #owed} alone scans, at take-over. */
@Component
public class Ledger {

    /** The indexes that a real server needs for {@link #owed} and for retention. */
    private static final List<IndexModel> INDEXES =
            List.of(
                    new IndexModel(Indexes.ascending("state", "owner")),
                    new IndexModel(Indexes.ascending("createdAt")));

    private static final String COLLECTION = "notifications";

    private final MongoTemplate mongo;

    public Ledger(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** To be called before the first sweep; the embedded store takes no notice. */
    public void declareIndexes() {
        collection().createIndexes(INDEXES);
    }

    /** How an attempt ended, to be written down. */
    public record Outcome(
            Notification notification, State state, Instant at, Instant nextAt, String words) {}

    /**
     * Enters what is not there yet.
     *
     * @return those entered now, and those that were there, are still owed and are this owner's
     */
    public List<Notification> enter(List<Notification> notifications) {
        if (notifications.isEmpty()) {
            return List.of();
        }
        Map<String, Notification> fresh = new LinkedHashMap<>();
        notifications.forEach(notification -> fresh.put(notification.id(), notification));
        List<Notification> unique = List.copyOf(fresh.values());
        try {
            collection()
                    .insertMany(
                            unique.stream().map(Ledger::document).toList(),
                            new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            Set<String> present = new HashSet<>();
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                present.add(unique.get(error.getIndex()).id());
            }
            present.forEach(fresh::remove);
            String owner = unique.getFirst().owner();
            for (Notification known : byIds(present)) {
                if (known.state() == State.PENDING && known.owner().equals(owner)) {
                    fresh.put(known.id(), known);
                }
            }
        }
        return List.copyOf(fresh.values());
    }

    /**
     * Enters what is to wait in a digest, each with the digest it belongs to.
     *
     * @return the digest that each one still waiting belongs to, which may be another one when it
     *     had been entered before
     */
    public Map<String, String> gather(Map<Notification, String> digests) {
        Map<String, String> waiting = new HashMap<>();
        List<Document> documents = new ArrayList<>();
        digests.forEach(
                (notification, digest) -> {
                    waiting.put(notification.id(), digest);
                    documents.add(document(notification).append("digest", digest));
                });
        if (documents.isEmpty()) {
            return waiting;
        }
        try {
            collection().insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            List<String> present = new ArrayList<>();
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                present.add(documents.get(error.getIndex()).getString("_id"));
            }
            waiting.keySet().removeAll(Set.copyOf(present));
            collection()
                    .find(
                            Filters.and(
                                    Filters.in("_id", present),
                                    Filters.eq("state", State.GATHERED.wire())))
                    .forEach(
                            known ->
                                    waiting.put(known.getString("_id"), known.getString("digest")));
        }
        return waiting;
    }

    /**
     * Puts entries into a digest.
     *
     * @return false when the digest was closed meanwhile
     */
    public boolean addToDigest(String digest, Collection<String> entries) {
        return collection()
                        .updateOne(
                                Filters.and(
                                        Filters.eq("_id", digest),
                                        Filters.eq("state", State.PENDING.wire()),
                                        Filters.eq("closed", false)),
                                Updates.addEachToSet("items", List.copyOf(entries)))
                        .getMatchedCount()
                == 1;
    }

    /** Lets entries wait in another digest than the one they were meant for. */
    public void moveToDigest(Collection<String> entries, String from, String to) {
        collection()
                .updateMany(
                        Filters.and(Filters.in("_id", entries), Filters.eq("digest", from)),
                        Updates.set("digest", to));
    }

    /** Nothing joins the digest from now on; what is in it. May be repeated. */
    public List<Notification> closeDigest(String digest) {
        Document closed =
                collection()
                        .findOneAndUpdate(Filters.eq("_id", digest), Updates.set("closed", true));
        return closed == null
                ? List.of()
                : byIds(closed.getList("items", String.class)).stream()
                        .filter(item -> item.state() == State.GATHERED)
                        .toList();
    }

    /** What became of entries that waited in a digest. May be repeated. */
    public void settleGathered(Collection<String> entries, State state, Instant at, String words) {
        if (!entries.isEmpty()) {
            collection()
                    .updateMany(
                            Filters.and(
                                    Filters.in("_id", entries),
                                    Filters.eq("state", State.GATHERED.wire())),
                            Updates.combine(
                                    Updates.set("state", state.wire()),
                                    Updates.set("doneAt", Date.from(at)),
                                    Updates.set("outcome", words)));
        }
    }

    public Optional<Notification> byId(String id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    public List<Notification> byIds(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Notification> found = new ArrayList<>();
        collection().find(Filters.in("_id", ids)).map(Ledger::notification).into(found);
        return found;
    }

    /** Writes outcomes; what is no longer pending keeps what it has. */
    public void record(Collection<Outcome> outcomes) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            List<Bson> changes = new ArrayList<>();
            changes.add(Updates.set("outcome", outcome.words()));
            changes.add(Updates.inc("attempts", 1));
            if (outcome.state() == State.PENDING) {
                changes.add(Updates.set("nextAt", Date.from(outcome.nextAt())));
            } else {
                changes.add(Updates.set("state", outcome.state().wire()));
                changes.add(Updates.set("doneAt", Date.from(outcome.at())));
                changes.add(Updates.unset("recipient"));
            }
            writes.add(
                    new UpdateOneModel<>(
                            Filters.and(
                                    Filters.eq("_id", outcome.notification().id()),
                                    Filters.eq("state", State.PENDING.wire())),
                            Updates.combine(changes)));
        }
        if (!writes.isEmpty()) {
            collection().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    /** Everything pending, whoever owns it. Scans: only when an instance starts or another died. */
    public void owed(Consumer<Notification> each) {
        collection()
                .find(Filters.eq("state", State.PENDING.wire()))
                .batchSize(1000)
                .map(Ledger::notification)
                .forEach(each);
    }

    /**
     * Hands pending notifications of one owner to another.
     *
     * @return those that are the other's now: not those that were settled, or taken by a third
     */
    public List<Notification> handOver(List<Notification> notifications, String from, String to) {
        List<String> ids = notifications.stream().map(Notification::id).toList();
        long moved =
                collection()
                        .updateMany(
                                Filters.and(
                                        Filters.in("_id", ids),
                                        Filters.eq("state", State.PENDING.wire()),
                                        Filters.eq("owner", from)),
                                Updates.set("owner", to))
                        .getModifiedCount();
        return moved == ids.size()
                ? notifications.stream().map(each -> each.inHandsOf(to)).toList()
                : byIds(ids).stream()
                        .filter(each -> each.state() == State.PENDING && each.owner().equals(to))
                        .toList();
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(COLLECTION);
    }

    private static Document document(Notification notification) {
        Document document =
                new Document("_id", notification.id())
                        .append("subscriber", notification.subscriber())
                        .append("state", notification.state().wire())
                        .append("attempts", notification.attempts())
                        .append("nextAt", Date.from(notification.nextAt()))
                        .append("owner", notification.owner())
                        .append("createdAt", Date.from(notification.createdAt()));
        switch (notification.matter()) {
            case Matter.OfPractice practice ->
                    document.append("matter", "practice")
                            .append("job", practice.jobId())
                            .append("practice", practice.practiceId())
                            .append("revision", practice.revision())
                            .append("occasion", practice.occasion().wire())
                            .append(
                                    "reasons",
                                    practice.reasons().stream()
                                            .map(
                                                    reason ->
                                                            new Document(
                                                                            "subscription",
                                                                            reason.subscription())
                                                                    .append(
                                                                            "criteria",
                                                                            reason.criteriaId()))
                                            .toList());
            case Matter.OfDigest digest ->
                    document.append("matter", "digest")
                            .append("cadence", digest.cadence())
                            .append("items", List.of())
                            .append("closed", false);
            case Matter.OfConfirmation confirmation ->
                    document.append("matter", "confirmation")
                            .append("subscription", confirmation.subscription());
            case Matter.OfDecision decision ->
                    document.append("matter", "decision")
                            .append("submission", decision.submission())
                            .append("decision", decision.decision().wire())
                            .append("title", decision.title())
                            .append("language", decision.language())
                            .append("recipient", decision.recipient())
                            .append("message", decision.message());
        }
        return document;
    }

    private static Notification notification(Document document) {
        return new Notification(
                document.getString("_id"),
                document.getString("subscriber"),
                matter(document),
                State.of(document.getString("state")),
                document.getInteger("attempts", 0),
                document.getDate("nextAt").toInstant(),
                document.getString("owner"),
                document.getDate("createdAt").toInstant(),
                instant(document.getDate("doneAt")),
                document.getString("outcome"));
    }

    private static Matter matter(Document document) {
        String matter = document.getString("matter");
        return switch (matter) {
            case "practice" ->
                    new Matter.OfPractice(
                            document.getString("job"),
                            document.getString("practice"),
                            document.getInteger("revision", 0),
                            occasion(document.getString("occasion")),
                            document.getList("reasons", Document.class).stream()
                                    .map(
                                            reason ->
                                                    new Reason(
                                                            reason.getString("subscription"),
                                                            reason.getString("criteria")))
                                    .toList());
            case "digest" -> new Matter.OfDigest(document.getString("cadence"));
            case "confirmation" -> new Matter.OfConfirmation(document.getString("subscription"));
            case "decision" ->
                    new Matter.OfDecision(
                            document.getString("submission"),
                            decision(document.getString("decision")),
                            document.getString("title"),
                            document.getString("language"),
                            document.get("recipient", ""),
                            document.getString("message"));
            default -> throw new IllegalStateException("a notification of " + matter);
        };
    }

    private static Occasion occasion(String wire) {
        for (Occasion occasion : Occasion.values()) {
            if (occasion.wire().equals(wire)) {
                return occasion;
            }
        }
        throw new IllegalStateException("an occasion called " + wire);
    }

    private static Decision decision(String wire) {
        for (Decision decision : Decision.values()) {
            if (decision.wire().equals(wire)) {
                return decision;
            }
        }
        throw new IllegalStateException("a decision called " + wire);
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
