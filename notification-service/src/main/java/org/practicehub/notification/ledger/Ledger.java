package org.practicehub.notification.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.practicehub.notification.store.Handfuls;
import org.practicehub.notification.store.Inserts;
import org.practicehub.notification.store.Together;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The store of notifications. What the people of a slice are owed at once stands together on a
 * {@link Page}; what is to be gathered, is owed to one person, or is owed once more after it was
 * done with, has an entry of its own, and that entry is what counts. Lookups are by id only; {@link
 * #owed} and {@link #owedPages} alone scan, at take-over.
 */
@Component
public class Ledger {

    /** The indexes that a real server needs for {@link #owed} and for retention. */
    private static final List<IndexModel> INDEXES =
            List.of(
                    new IndexModel(Indexes.ascending("state", "owner")),
                    new IndexModel(Indexes.ascending("createdAt")),
                    new IndexModel(
                            Indexes.ascending("recipient"), new IndexOptions().sparse(true)));

    /** What was told, and to whom, is kept while it is owed: then that it was told will do. */
    private static final Document WORDS =
            new Document("recipient", "").append("title", "").append("message", "");

    private static final Bson WITHOUT_WORDS = new Document("$unset", WORDS);

    /** Servers like to repeat the address in their answer. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>()\\[\\],;:\"]+@[^\\s<>()\\[\\],;:\"]+");

    private static final String ERASED = "erased";

    static final String COLLECTION = "notifications";

    private final MongoTemplate mongo;
    private final Pages pages;
    private final Together<Outcome, Integer> recording = new Together<>(this::write);

    public Ledger(MongoTemplate mongo) {
        this.mongo = mongo;
        pages = new Pages(mongo);
    }

    /** To be called before the first sweep; the embedded store takes no notice. */
    public void declareIndexes() {
        collection().createIndexes(INDEXES);
        pages.declareIndexes();
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
        Set<String> present =
                Inserts.absent(
                        collection(),
                        fresh.values().stream().map(NotificationDocument::of).toList());
        present.forEach(fresh::remove);
        String owner = notifications.getFirst().owner();
        for (Notification known : byIds(present)) {
            if (known.state() == State.PENDING && known.owner().equals(owner)) {
                fresh.put(known.id(), known);
            }
        }
        return List.copyOf(fresh.values());
    }

    /**
     * Enters pages that are not there yet, all of one owner.
     *
     * @return all of them, in no order, as they stand now: one that was there stays as it is
     */
    public List<Page> enterPages(List<Page> fresh) {
        return pages.enter(fresh);
    }

    /** A page of a job, for its owner to work on what is pending. */
    public Optional<Page> page(String jobId, int number) {
        return pages.byIds(List.of(Place.page(jobId, number)), null).stream().findFirst();
    }

    /** What stands at these places, alone or on a page; nothing where nobody is owed anything. */
    public List<Notification> at(Collection<Place> places) {
        Map<String, Place> asked = new LinkedHashMap<>();
        places.forEach(place -> asked.put(place.id(), place));
        List<Notification> found = byIds(asked.keySet());
        found.forEach(each -> asked.remove(each.id()));
        Set<String> numbers = new LinkedHashSet<>();
        Set<String> people = new HashSet<>();
        for (Place place : asked.values()) {
            if (place.pages() > 0) {
                numbers.add(place.page());
                people.add(place.subscriber());
            }
        }
        String naming = people.size() == 1 ? people.iterator().next() : null;
        for (Page page : pages.byIds(numbers, naming)) {
            page.entries().stream().filter(e -> asked.containsKey(e.id())).forEach(found::add);
        }
        return found;
    }

    public Optional<Notification> byId(String id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    /** Those that have an entry of their own. */
    public List<Notification> byIds(Collection<String> ids) {
        List<Notification> found = new ArrayList<>();
        for (List<String> some : Handfuls.of(ids)) {
            collection().find(Filters.in("_id", some)).map(NotificationDocument::read).into(found);
        }
        return found;
    }

    /**
     * Writes outcomes, those of several callers together; what is no longer pending keeps what it
     * has.
     */
    public void record(List<Outcome> outcomes) {
        recording.ask(outcomes);
    }

    private int write(List<Outcome> outcomes) {
        List<Outcome> onPages = new ArrayList<>();
        List<UpdateOneModel<Document>> writes = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.notification().line() != null) {
                onPages.add(outcome);
            } else {
                writes.add(
                        new UpdateOneModel<>(
                                new Document("_id", outcome.notification().id())
                                        .append("state", State.PENDING.wire()),
                                change(outcome)));
            }
        }
        pages.record(onPages);
        if (!writes.isEmpty()) {
            collection().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
        return outcomes.size();
    }

    private static Document change(Outcome outcome) {
        Document set = new Document("outcome", withoutAddresses(outcome.words()));
        Document change = new Document("$inc", new Document("attempts", 1)).append("$set", set);
        if (outcome.state() == State.PENDING) {
            set.append("nextAt", Date.from(outcome.nextAt()));
        } else {
            set.append("state", outcome.state().wire()).append("doneAt", Date.from(outcome.at()));
            if (!(outcome.notification().matter() instanceof Matter.OfPractice)) {
                change.append("$unset", WORDS);
            }
        }
        return change;
    }

    /** What was handed over came back. May be repeated. */
    public void bounced(Collection<Notification> entries, Instant at, String words) {
        collection()
                .updateMany(
                        Filters.and(
                                Filters.in("_id", ids(entries)),
                                Filters.eq("state", State.SENT.wire())),
                        Updates.combine(
                                Updates.set("state", State.BOUNCED.wire()),
                                Updates.set("doneAt", Date.from(at)),
                                Updates.set("outcome", withoutAddresses(words))));
        pages.mark(onPages(entries), Mark.Kind.BOUNCED, at, withoutAddresses(words));
    }

    private static List<String> ids(Collection<Notification> entries) {
        return entries.stream().map(Notification::id).toList();
    }

    private static List<Notification> onPages(Collection<Notification> entries) {
        return entries.stream().filter(each -> each.line() != null).toList();
    }

    static String withoutAddresses(String words) {
        return words.indexOf('@') < 0 ? words : ADDRESS.matcher(words).replaceAll("…");
    }

    /**
     * Owes again what was done with, from the first attempt on and under the same id. What stood on
     * a page has an entry of its own from now on, whose owner may be another one.
     *
     * @param entries none of them pending or gathered
     * @return those that are this owner's and pending now
     */
    public List<Notification> owe(Collection<Notification> entries, String owner, Instant now) {
        List<String> ids = ids(entries);
        List<Notification> moving = onPages(entries);
        enter(moving.stream().map(each -> each.again(owner, now)).toList());
        pages.mark(moving, Mark.Kind.ALONE, now, "owed once more");
        collection()
                .updateMany(
                        Filters.and(
                                Filters.in("_id", ids),
                                Filters.nin("state", State.PENDING.wire(), State.GATHERED.wire())),
                        Updates.combine(
                                Updates.set("state", State.PENDING.wire()),
                                Updates.set("attempts", 0),
                                Updates.set("nextAt", Date.from(now)),
                                Updates.set("owner", owner),
                                Updates.unset("doneAt")));
        return byIds(ids).stream()
                .filter(each -> each.state() == State.PENDING && each.owner().equals(owner))
                .toList();
    }

    /** Keeps of these entries only that they were: what is owed no longer is. May be repeated. */
    public void erase(Collection<Notification> entries, Instant at) {
        pages.eraseReasons(onPages(entries));
        pages.mark(onPages(entries), Mark.Kind.CANCELLED, at, ERASED);
        eraseAlone(ids(entries), at);
    }

    /** The same for entries of their own, some of which may not exist. */
    public void eraseAlone(Collection<String> ids, Instant at) {
        collection()
                .updateMany(
                        Filters.in("_id", ids),
                        Updates.combine(Updates.set("reasons", List.of()), WITHOUT_WORDS));
        collection()
                .updateMany(
                        Filters.and(
                                Filters.in("_id", ids),
                                Filters.in("state", State.PENDING.wire(), State.GATHERED.wire())),
                        erased(at));
    }

    /** The same for what is owed to accounts at these addresses; scans on the embedded store. */
    public void eraseRecipients(Collection<String> addresses, Instant at) {
        collection()
                .updateMany(
                        Filters.in("recipient", addresses),
                        Updates.combine(erased(at), WITHOUT_WORDS));
    }

    private static Bson erased(Instant at) {
        return Updates.combine(
                Updates.set("state", State.CANCELLED.wire()),
                Updates.set("doneAt", Date.from(at)),
                Updates.set("outcome", ERASED));
    }

    /**
     * Forgets what was done with and is older; scans on the embedded store.
     *
     * @return how many
     */
    public long forgetBefore(Instant limit) {
        return pages.forgetBefore(limit)
                + collection()
                        .deleteMany(
                                Filters.and(
                                        Filters.lt("createdAt", Date.from(limit)),
                                        Filters.nin(
                                                "state",
                                                State.PENDING.wire(),
                                                State.GATHERED.wire())))
                        .getDeletedCount();
    }

    /**
     * Everything pending that has an entry of its own, whoever owns it. Scans: only when an
     * instance starts or another died.
     */
    public void owed(Consumer<Notification> each) {
        collection()
                .find(Filters.eq("state", State.PENDING.wire()))
                .batchSize(1000)
                .map(NotificationDocument::read)
                .forEach(each);
    }

    /**
     * Hands pending notifications of one owner to another.
     *
     * @return those that are the other's now: not those that were settled, or taken by a third
     */
    public List<Notification> handOver(List<Notification> notifications, String from, String to) {
        List<String> ids = ids(notifications);
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

    /** Pages on which something may be pending, whoever owns them. Scans, like {@link #owed}. */
    public void owedPages(Consumer<Page> each) {
        pages.open(each);
    }

    /**
     * Hands a page of one owner to another.
     *
     * @return what is pending on it and is the other's now; none when a third has taken it
     */
    public List<Notification> handOver(Page page, String to) {
        Page taken = pages.handOver(page, to);
        if (taken == null) {
            return List.of();
        }
        List<Notification> pending = taken.pending();
        if (pending.isEmpty()) {
            pages.close(taken);
        } else {
            pages.begin(taken);
        }
        return pending;
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(COLLECTION);
    }
}
