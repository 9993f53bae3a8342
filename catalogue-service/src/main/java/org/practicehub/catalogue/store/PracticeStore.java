package org.practicehub.catalogue.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Reading;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.criteria.Analysis;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.DateRange;
import org.practicehub.criteria.IndexedPractice;
import org.practicehub.criteria.Term;
import org.practicehub.events.EventCodec;
import org.practicehub.events.PracticePublished;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The read model: one document a practice, published or withdrawn, with the bytes of the event and
 * the terms that criteria ask for. Every write is one conditional write guarded by {@code
 * sequence}, so that events may come twice and in any order.
 *
 * <p>Uses nothing that only one of MongoDB and the embedded server can do.
 */
public final class PracticeStore {

    private static final byte[] PUBLISHED_TYPE =
            "org.practicehub.practice.published.v1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WITHDRAWN_TYPE =
            "org.practicehub.practice.withdrawn.v1".getBytes(StandardCharsets.UTF_8);
    private static final String PUBLISHED = "published";
    private static final String WITHDRAWN = "withdrawn";
    private static final int DUPLICATE_KEY = 11000;
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final Supplier<MongoCollection<Document>> collection;

    /**
     * @param collection asked for each operation: a rebuilt one may have taken the place
     */
    public PracticeStore(Supplier<MongoCollection<Document>> collection) {
        this.collection = collection;
    }

    /** What a batch of events comes to: the last word on each practice. */
    public static final class Changes {

        private final Map<String, Optional<CatalogueEntry>> byId = new LinkedHashMap<>();

        public void put(CatalogueEntry entry) {
            byId.merge(
                    entry.id(),
                    Optional.of(entry),
                    (earlier, later) ->
                            earlier.isPresent()
                                            && earlier.get().sequence()
                                                    >= later.orElseThrow().sequence()
                                    ? earlier
                                    : later);
        }

        public void forget(String id) {
            byId.put(id, Optional.empty());
        }
    }

    /** How many practices changed, and for how many the store already knew better. */
    public record Outcome(int applied, int stale) {}

    /**
     * Applies what is newer than what the store has.
     *
     * @throws com.mongodb.MongoException when the store does not answer; all may be given again
     */
    public Outcome apply(Changes changes) {
        if (changes.byId.isEmpty()) {
            return new Outcome(0, 0);
        }
        List<WriteModel<Document>> writes = new ArrayList<>(changes.byId.size());
        changes.byId.forEach(
                (id, entry) ->
                        writes.add(
                                entry.isEmpty()
                                        ? new DeleteOneModel<>(Filters.eq("_id", id))
                                        : replacement(entry.get())));
        int stale = 0;
        BulkWriteResult result;
        try {
            result = collection.get().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // An upsert that its guard kept from matching tries to insert and meets the document.
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCode() != DUPLICATE_KEY) {
                    throw e;
                }
                stale++;
            }
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            result = e.getWriteResult();
        }
        return new Outcome(
                result.getMatchedCount() + result.getUpserts().size() + result.getDeletedCount(),
                stale);
    }

    public Optional<CatalogueEntry> find(String id) {
        return Optional.ofNullable(collection.get().find(Filters.eq("_id", id)).first())
                .map(PracticeStore::entry);
    }

    /** The entries of these practices, as far as there are any. */
    public Map<String, CatalogueEntry> findAll(Collection<String> ids) {
        Map<String, CatalogueEntry> found = new HashMap<>();
        for (Document document :
                collection
                        .get()
                        .find(Filters.in("_id", ids))
                        .projection(Projections.include("state", "event"))) {
            CatalogueEntry entry = entry(document);
            found.put(entry.id(), entry);
        }
        return found;
    }

    /** One page of the published practices that meet criteria without words. */
    public List<Published> list(
            Criteria criteria, Order order, @Nullable Position after, int limit) {
        Bson filter = filter(criteria);
        if (after != null) {
            filter = Filters.and(filter, behind(order, after));
        }
        List<Published> page = new ArrayList<>(limit);
        for (Document document : sorted(filter, order).limit(limit)) {
            if (entry(document) instanceof Published published) {
                page.add(published);
            }
        }
        return page;
    }

    /**
     * Every published practice that meets criteria without words, one batch in memory at a time.
     */
    public void forEach(Criteria criteria, Order order, Consumer<Published> reader) {
        try (MongoCursor<Document> cursor =
                sorted(filter(criteria), order).batchSize(500).iterator()) {
            while (cursor.hasNext()) {
                if (entry(cursor.next()) instanceof Published published) {
                    reader.accept(published);
                }
            }
        }
    }

    /** Everything that is kept, withdrawn practices too, one batch in memory at a time. */
    public void forEachById(Consumer<CatalogueEntry> reader) {
        try (MongoCursor<Document> cursor =
                collection
                        .get()
                        .find()
                        .projection(Projections.include("state", "event"))
                        .sort(Sorts.ascending("_id"))
                        .batchSize(500)
                        .iterator()) {
            while (cursor.hasNext()) {
                reader.accept(entry(cursor.next()));
            }
        }
    }

    public long count(Criteria criteria) {
        return collection.get().countDocuments(filter(criteria));
    }

    /** How many of the practices that meet criteria without words have each term. */
    public Map<String, Integer> countTerms(Criteria criteria) {
        Map<String, Integer> counts = new HashMap<>();
        for (Document group :
                collection
                        .get()
                        .aggregate(
                                List.of(
                                        new Document("$match", filter(criteria)),
                                        new Document("$unwind", "$terms"),
                                        new Document(
                                                "$group",
                                                new Document("_id", "$terms")
                                                        .append(
                                                                "count",
                                                                new Document("$sum", 1)))))) {
            counts.put(group.getString("_id"), group.get("count", Number.class).intValue());
        }
        return counts;
    }

    /** What the store is asked before anything else: throws when it does not answer. */
    public void ping() {
        collection
                .get()
                .withReadPreference(ReadPreference.primaryPreferred())
                .find(Filters.eq("_id", ""))
                .first();
    }

    /** The key by which titles are put in order. */
    public static String titleKey(String title) {
        return Analysis.name(title);
    }

    private FindIterable<Document> sorted(Bson filter, Order order) {
        return collection
                .get()
                .find(filter)
                .projection(Projections.include("state", "event"))
                .sort(
                        Sorts.orderBy(
                                order.descending()
                                        ? Sorts.descending(order.field())
                                        : Sorts.ascending(order.field()),
                                Sorts.ascending("_id")));
    }

    private static Bson behind(Order order, Position after) {
        return Filters.or(
                order.descending()
                        ? Filters.lt(order.field(), after.key())
                        : Filters.gt(order.field(), after.key()),
                Filters.and(Filters.eq(order.field(), after.key()), Filters.gt("_id", after.id())));
    }

    static Bson filter(Criteria criteria) {
        if (criteria.words() != null) {
            throw new IllegalArgumentException("words are answered by the index");
        }
        List<Bson> conditions = new ArrayList<>();
        conditions.add(Filters.eq("state", PUBLISHED));
        for (Term term : criteria.all()) {
            conditions.add(Filters.eq("terms", term.toString()));
        }
        for (List<Term> group : criteria.any()) {
            conditions.add(Filters.in("terms", strings(group)));
        }
        if (!criteria.not().isEmpty()) {
            conditions.add(Filters.nin("terms", strings(criteria.not())));
        }
        DateRange period = criteria.period();
        if (period != null) {
            conditions.add(Filters.lte("periodFrom", period.lastDay()));
            conditions.add(Filters.gte("periodTo", period.firstDay()));
        }
        DateRange published = criteria.published();
        if (published != null) {
            conditions.add(Filters.gte("newest", published.firstMillisecond()));
            conditions.add(Filters.lte("newest", published.lastMillisecond()));
        }
        return Filters.and(conditions);
    }

    private static List<String> strings(List<Term> terms) {
        return terms.stream().map(Term::toString).toList();
    }

    private static WriteModel<Document> replacement(CatalogueEntry entry) {
        Document document =
                new Document("_id", entry.id())
                        .append("sequence", entry.sequence())
                        .append("changed", entry.changed())
                        .append("event", new Binary(entry.json()));
        switch (entry) {
            case Published(var event, var json) -> {
                IndexedPractice indexed = IndexedPractice.of(event);
                document.append("state", PUBLISHED)
                        .append("terms", terms(event, indexed))
                        .append("newest", indexed.publishedAt())
                        .append("updated", event.revisedAt().toEpochMilli())
                        .append("title", titleKey(event.content().title()));
                if (indexed.period() != null) {
                    document.append("periodFrom", indexed.period().from())
                            .append("periodTo", indexed.period().to());
                }
            }
            case Withdrawn withdrawn -> document.append("state", WITHDRAWN);
        }
        return new ReplaceOneModel<>(
                Filters.and(
                        Filters.eq("_id", entry.id()), Filters.lt("sequence", entry.sequence())),
                document,
                UPSERT);
    }

    private static List<String> terms(PracticePublished event, IndexedPractice indexed) {
        List<String> terms = new ArrayList<>(indexed.terms());
        terms.addAll(FurtherTerms.of(event));
        return terms;
    }

    private static CatalogueEntry entry(Document document) {
        byte[] json = document.get("event", Binary.class).getData();
        byte[] type =
                PUBLISHED.equals(document.getString("state")) ? PUBLISHED_TYPE : WITHDRAWN_TYPE;
        Reading reading =
                CatalogueEntry.read(
                        null, header -> header.equals(EventCodec.TYPE) ? type : null, json);
        if (reading instanceof Reading.Entry(CatalogueEntry entry)) {
            return entry;
        }
        throw new IllegalStateException(
                "document " + document.getString("_id") + " is not what was written: " + reading);
    }
}
