package org.practicehub.notification.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.practicehub.notification.store.Inserts;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The entries of the ledger that wait in digests. A digest is an entry itself; adding to it and
 * closing it exclude each other by condition.
 */
@Component
public class Gathering {

    private final MongoTemplate mongo;
    private final Ledger ledger;

    public Gathering(MongoTemplate mongo, Ledger ledger) {
        this.mongo = mongo;
        this.ledger = ledger;
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
                    documents.add(NotificationDocument.of(notification).append("digest", digest));
                });
        if (documents.isEmpty()) {
            return waiting;
        }
        Set<String> present = Inserts.absent(collection(), documents);
        if (!present.isEmpty()) {
            waiting.keySet().removeAll(present);
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
    public boolean add(String digest, Collection<String> entries) {
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
    public void move(Collection<String> entries, String from, String to) {
        collection()
                .updateMany(
                        Filters.and(Filters.in("_id", entries), Filters.eq("digest", from)),
                        Updates.set("digest", to));
    }

    /** Nothing joins the digest from now on; what is in it. May be repeated. */
    public List<Notification> close(String digest) {
        Document closed =
                collection()
                        .findOneAndUpdate(Filters.eq("_id", digest), Updates.set("closed", true));
        return closed == null
                ? List.of()
                : ledger.byIds(closed.getList("items", String.class)).stream()
                        .filter(item -> item.state() == State.GATHERED)
                        .toList();
    }

    /** The entries that are, or were, in a digest; none when it is not one. */
    public List<Notification> itemsOf(String digest) {
        Document stored = collection().find(Filters.eq("_id", digest)).first();
        return stored == null
                ? List.of()
                : ledger.byIds(stored.getList("items", String.class, List.of()));
    }

    /** What became of entries that waited in a digest. May be repeated. */
    public void settle(Collection<String> entries, State state, Instant at, String words) {
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

    /** The digests that these entries went into, or wait in. */
    public Set<String> digestsOf(Collection<String> entries) {
        Set<String> digests = new HashSet<>();
        collection()
                .find(Filters.and(Filters.in("_id", entries), Filters.exists("digest")))
                .forEach(entry -> digests.add(entry.getString("digest")));
        return digests;
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(Ledger.COLLECTION);
    }
}
