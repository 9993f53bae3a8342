package org.practicehub.notification.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.practicehub.notification.store.Handfuls;
import org.practicehub.notification.store.Inserts;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The store of pages. {@code open} says that something on a page may be pending, so that a
 * take-over need not read what is done with; whoever has the page in work closes it with the last
 * outcome. A page that stays open by a crash is read once more, and is none the worse for it.
 */
final class Pages {

    private static final List<IndexModel> INDEXES =
            List.of(
                    new IndexModel(Indexes.ascending("open", "owner")),
                    new IndexModel(Indexes.ascending("createdAt")));

    /** A page is long. */
    private static final int AT_ONCE = 50;

    private final MongoTemplate mongo;

    /** Lines that are pending, of the pages this instance has in work. */
    private final Map<String, BitSet> inWork = new ConcurrentHashMap<>();

    Pages(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    void declareIndexes() {
        collection().createIndexes(INDEXES);
    }

    /**
     * Enters pages that are not there yet.
     *
     * @return all of them, in no order, as they stand now: one that was there stays as it is
     */
    List<Page> enter(List<Page> pages) {
        if (pages.isEmpty()) {
            return List.of();
        }
        Map<String, Page> standing = new LinkedHashMap<>();
        pages.forEach(page -> standing.put(page.id(), page));
        Set<String> present =
                Inserts.absent(
                        collection(), standing.values().stream().map(PageDocument::of).toList());
        byIds(present, null).forEach(page -> standing.put(page.id(), page));
        String owner = pages.getFirst().owner();
        standing.values().stream().filter(page -> page.owner().equals(owner)).forEach(this::begin);
        return List.copyOf(standing.values());
    }

    /** The page is in work here from now on, if anything on it is pending. */
    void begin(Page page) {
        inWork.computeIfAbsent(page.id(), _ -> pending(page));
    }

    private static @Nullable BitSet pending(Page page) {
        BitSet pending = new BitSet();
        for (Notification each : page.pending()) {
            pending.set(line(each).number());
        }
        return pending.isEmpty() ? null : pending;
    }

    /**
     * @param naming only those that this person is on; all when absent
     */
    List<Page> byIds(Collection<String> ids, @Nullable String naming) {
        List<Page> found = new ArrayList<>();
        for (List<String> handful : Handfuls.of(ids, AT_ONCE)) {
            Bson some = Filters.in("_id", handful);
            collection()
                    .find(naming == null ? some : Filters.and(some, Filters.eq("people", naming)))
                    .map(PageDocument::read)
                    .into(found);
        }
        return found;
    }

    /** Adds outcomes, a mark for all of a page that ended alike. For one thread at a time. */
    void record(List<Ledger.Outcome> outcomes) {
        Map<String, List<Ledger.Outcome>> byPage = new LinkedHashMap<>();
        outcomes.forEach(
                each ->
                        byPage.computeIfAbsent(id(each.notification()), _ -> new ArrayList<>())
                                .add(each));
        Map<String, BitSet> left = new HashMap<>();
        List<UpdateOneModel<Document>> writes = new ArrayList<>();
        byPage.forEach(
                (page, some) -> {
                    Document change =
                            new Document(
                                    "$push",
                                    new Document("marks", new Document("$each", marks(some))));
                    BitSet pending = inWork.get(page);
                    if (pending != null) {
                        BitSet rest = without(pending, some);
                        left.put(page, rest);
                        if (rest.isEmpty()) {
                            change.append("$set", new Document("open", false));
                        }
                    }
                    writes.add(new UpdateOneModel<>(new Document("_id", page), change));
                });
        if (!writes.isEmpty()) {
            collection().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
        left.forEach((page, rest) -> inWork.computeIfPresent(page, (_, _) -> orNull(rest)));
    }

    private static @Nullable BitSet orNull(BitSet bits) {
        return bits.isEmpty() ? null : bits;
    }

    private static BitSet without(BitSet pending, List<Ledger.Outcome> outcomes) {
        BitSet rest = (BitSet) pending.clone();
        for (Ledger.Outcome outcome : outcomes) {
            if (outcome.state() != State.PENDING) {
                rest.clear(line(outcome.notification()).number());
            }
        }
        return rest;
    }

    /** What outcomes must share to be one mark. */
    private record Alike(State state, String words, @Nullable Instant nextAt) {}

    private static List<Document> marks(List<Ledger.Outcome> outcomes) {
        Map<Alike, List<Ledger.Outcome>> alike = new LinkedHashMap<>();
        for (Ledger.Outcome each : outcomes) {
            Instant nextAt = each.state() == State.PENDING ? each.nextAt() : null;
            alike.computeIfAbsent(
                            new Alike(each.state(), Ledger.withoutAddresses(each.words()), nextAt),
                            _ -> new ArrayList<>())
                    .add(each);
        }
        List<Document> marks = new ArrayList<>(alike.size());
        alike.forEach(
                (key, some) ->
                        marks.add(
                                PageDocument.of(
                                        new Mark(
                                                some.stream()
                                                        .map(o -> line(o.notification()).number())
                                                        .toList(),
                                                Mark.Kind.of(key.state()),
                                                some.stream()
                                                        .map(Ledger.Outcome::at)
                                                        .max(Instant::compareTo)
                                                        .orElseThrow(),
                                                key.nextAt(),
                                                key.words()))));
        return marks;
    }

    /** Adds one mark to the lines of these entries. */
    void mark(Collection<Notification> entries, Mark.Kind kind, Instant at, String words) {
        Map<String, List<Integer>> lines = new LinkedHashMap<>();
        entries.forEach(
                each ->
                        lines.computeIfAbsent(id(each), _ -> new ArrayList<>())
                                .add(line(each).number()));
        lines.forEach(
                (page, some) ->
                        collection()
                                .updateOne(
                                        Filters.eq("_id", page),
                                        Updates.push(
                                                "marks",
                                                PageDocument.of(
                                                        new Mark(some, kind, at, null, words)))));
    }

    /** Nothing is known any more of why these were told. */
    void eraseReasons(Collection<Notification> entries) {
        entries.forEach(
                each ->
                        collection()
                                .updateOne(
                                        Filters.eq("_id", id(each)),
                                        Updates.set("reasons." + line(each).number(), List.of())));
    }

    /** Pages that may have something pending, whoever owns them. Scans. */
    void open(Consumer<Page> each) {
        collection()
                .find(Filters.eq("open", true))
                .batchSize(AT_ONCE)
                .map(PageDocument::read)
                .forEach(each);
    }

    /**
     * Hands a page from its owner to another.
     *
     * @return as it stands now; null when somebody else has it
     */
    @Nullable Page handOver(Page page, String to) {
        boolean mine =
                collection()
                                .updateOne(
                                        Filters.and(
                                                Filters.eq("_id", page.id()),
                                                Filters.eq("owner", page.owner())),
                                        Updates.set("owner", to))
                                .getModifiedCount()
                        == 1;
        // Read again: until now the other one may have made marks.
        return mine ? byIds(List.of(page.id()), null).stream().findFirst().orElse(null) : null;
    }

    /** Nothing is pending on it, though the store does not say so. */
    void close(Page page) {
        collection().updateOne(Filters.eq("_id", page.id()), Updates.set("open", false));
    }

    /**
     * @return how many messages
     */
    long forgetBefore(Instant limit) {
        Bson old =
                Filters.and(Filters.lt("createdAt", Date.from(limit)), Filters.eq("open", false));
        List<Document> gone =
                collection()
                        .find(old)
                        .projection(Projections.include("size"))
                        .into(new ArrayList<>());
        gone.forEach(page -> collection().deleteOne(Filters.eq("_id", page.getString("_id"))));
        return gone.stream().flatMapToInt(page -> IntStream.of(page.getInteger("size", 0))).sum();
    }

    private static String id(Notification entry) {
        if (entry.matter() instanceof Matter.OfPractice practice) {
            return Place.page(practice.jobId(), line(entry).page());
        }
        throw new IllegalArgumentException(entry.id() + " stands on no page");
    }

    private static Line line(Notification entry) {
        return Objects.requireNonNull(entry.line(), "it stands alone");
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("pages");
    }
}
