package org.practicehub.local.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;

import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The documents of one collection, by their ids.
 *
 * <p>Documents whose ids are texts are looked up by them. The server's own way asks the index where
 * they are and then compares each with the whole filter again: with a thousand ids, a million
 * comparisons.
 */
final class DocumentCollection extends OneWriterCollection {

    private static final String NATURAL = "$natural";

    private final MVMap<Object, Kept> documents;

    /** In which documents are changed, by one writer at a time. */
    private final OneDocument one;

    /** The fields of which indexes must be told. */
    private List<String> indexed = List.of();

    DocumentCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Kept> documents,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.one = new OneDocument(database, name, options, cursors);
    }

    /**
     * Answers a client. What it is shown goes into the reply as it is kept, and what is read in
     * batches and in no order is read from the file batch by batch.
     */
    Document find(Document command) {
        var filter = command.get("filter") instanceof Document asked ? asked : new Document();
        var order = command.get("sort") instanceof Document asked ? asked : new Document();
        var projection = command.get("projection") instanceof Document asked ? asked : null;
        int skip = number(command, "skip");
        int limit = number(command, "limit");
        int batch = number(command, "batchSize");

        if (batch > 0 && skip == 0 && limit <= 0 && order.isEmpty() && isScan(filter)) {
            return reply(
                    new ScanCursor(
                            cursorRegistry.generateCursorId(),
                            documents,
                            new Condition(filter),
                            shown(projection)),
                    batch);
        }
        var found = found(filter, order, skip, limit, shown(projection));
        return reply(
                new ListCursor(cursorRegistry.generateCursorId(), found),
                batch > 0 ? batch : found.size());
    }

    private static int number(Document command, String name) {
        return command.get(name) instanceof Number number ? number.intValue() : 0;
    }

    private Document reply(KeptCursor cursor, int batch) {
        var first = cursor.take(batch);
        if (!cursor.isEmpty()) {
            cursorRegistry.add(cursor);
        }
        return KeptReply.of(
                getFullName(), "firstBatch", first, cursor.isEmpty() ? 0 : cursor.getId());
    }

    /** Answers a client whose pipeline only counts; absent for any other. */
    @Nullable Document count(Document aggregate) {
        var counting = Counting.of(aggregate);
        if (counting == null) {
            return null;
        }
        int count = count(counting.filter(), counting.skip(), counting.limit());
        return KeptReply.of(getFullName(), "firstBatch", counting.outcome(count), 0);
    }

    @Override
    public int count(@Nullable Document filter, int skip, int limit) {
        if (filter == null || filter.isEmpty()) {
            return super.count(filter, skip, limit);
        }
        return reading(filter, new Document(), found -> (int) cut(found, skip, limit).count());
    }

    @Override
    protected QueryResult queryDocuments(
            Document filter,
            @Nullable Document order,
            int skip,
            int limit,
            int batch,
            @Nullable Document projection) {
        var found =
                found(
                        filter,
                        order == null ? new Document() : order,
                        skip,
                        limit,
                        shown(projection));
        return new QueryResult(() -> found.stream().map(Kept::document).iterator());
    }

    @Override
    protected QueryResult matchDocuments(
            Document filter,
            @Nullable Document order,
            int skip,
            int limit,
            int batch,
            @Nullable Document projection) {
        return queryDocuments(filter, order, skip, limit, batch, projection);
    }

    /** The server's own way copies, compares and encodes all of each document several times. */
    @Override
    Document update(
            Document filter,
            Document update,
            ArrayFilters elements,
            boolean many,
            boolean upsert,
            Oplog oplog) {
        var change =
                IdIndex.ID.equals(getIdField())
                        ? Change.of(filter, update, elements, indexed)
                        : null;
        if (change == null || (many && change.isWhole())) {
            return super.update(filter, update, elements, many, upsert, oplog);
        }
        var found = found(filter, new Document(), 0, many ? 0 : 1, UnaryOperator.identity());
        if (found.isEmpty() && upsert) {
            return super.update(filter, update, elements, many, true, oplog);
        }
        var told = new ArrayList<Object>();
        for (var each : found) {
            var outcome = change.make(each, one);
            if (outcome.isWritten()) {
                write(outcome);
            }
            if (outcome.isTold()) {
                told.add(outcome.before().get(IdIndex.ID));
            }
        }
        oplog.handleUpdate(getFullName(), filter, update, told);
        return new Document("n", found.size()).append("nModified", told.size());
    }

    @Override
    void indexesChanged() {
        indexed =
                getIndexes().stream()
                        .filter(Index::isUnique)
                        .flatMap(index -> index.getKeys().stream())
                        .map(IndexKey::getKey)
                        .toList();
    }

    private void write(Change.Outcome outcome) {
        for (var index : getIndexes()) {
            index.checkUpdate(outcome.before(), outcome.after(), this);
        }
        var place = place(outcome.before());
        for (var index : getIndexes()) {
            index.updateInPlace(outcome.before(), outcome.after(), place, this);
        }
        documents.put(place, outcome.kept());
    }

    private Object place(Document document) {
        return document.get(IdIndex.ID) instanceof String id
                ? id
                : getIndexes().stream()
                        .filter(index -> IdIndex.isOfIds(index.getKeys()))
                        .map(index -> index.getPosition(document))
                        .findFirst()
                        .orElseThrow();
    }

    private List<Kept> found(
            Document filter, Document order, int skip, int limit, UnaryOperator<Kept> shown) {
        return reading(
                filter,
                order,
                found -> {
                    if (order.isEmpty() || order.containsKey(NATURAL)) {
                        return cut(found, skip, limit).map(shown).toList();
                    }
                    var ordered = new Ordered(order);
                    if (limit > 0) {
                        var first = ordered.first(found, Math.addExact(Math.max(skip, 0), limit));
                        return cut(first.stream(), skip, limit).map(shown).toList();
                    }
                    return cut(ordered.all(found, shown).stream(), skip, limit).toList();
                });
    }

    private static Stream<Kept> cut(Stream<Kept> found, int skip, int limit) {
        var rest = skip > 0 ? found.skip(skip) : found;
        return limit > 0 ? rest.limit(limit) : rest;
    }

    /** Pages of a version that somebody reads are not overwritten, however long that takes. */
    private <T> T reading(Document filter, Document order, Function<Stream<Kept>, T> read) {
        var version = documents.getStore().registerVersionUsage();
        try {
            return read.apply(matching(filter, order));
        } finally {
            documents.getStore().deregisterVersionUsage(version);
        }
    }

    private Stream<Kept> matching(Document filter, Document order) {
        var byId = byId(filter);
        if (byId != null) {
            var rest = new Condition(byId.rest());
            if (byId.ids().size() == 1) {
                var only = documents.get(byId.ids().getFirst());
                return only != null && rest.test(only) ? Stream.of(only) : Stream.empty();
            }
            return kept(byId.ids().stream()).filter(rest);
        }
        var places = places(filter);
        var all =
                places != null
                        ? kept(places)
                        : isNaturalDescending(order)
                                ? kept(documents.keySet().stream().sorted(ValueComparator.desc()))
                                : documents.values().stream();
        return all.filter(new Condition(filter));
    }

    private Stream<Kept> kept(Stream<?> ids) {
        return ids.map(documents::get).filter(Objects::nonNull);
    }

    private @Nullable ById byId(Document filter) {
        return IdIndex.ID.equals(getIdField()) ? ById.of(filter) : null;
    }

    /** What an index knows of a filter; absent when none does. */
    private @Nullable Stream<Object> places(Document filter) {
        for (var index : getIndexes()) {
            if (index.canHandle(filter)) {
                return StreamSupport.stream(index.getPositions(filter).spliterator(), false);
            }
        }
        return null;
    }

    private boolean isScan(Document filter) {
        return byId(filter) == null
                && getIndexes().stream().noneMatch(index -> index.canHandle(filter));
    }

    private UnaryOperator<Kept> shown(@Nullable Document projection) {
        return Shown.by(
                projection, getIdField(), document -> Kept.of(projected(document, projection)));
    }

    private Document projected(Kept document, @Nullable Document projection) {
        return matchDocumentsFromStream(
                        Stream.of(document.document()), new Document(), null, 0, 0, 0, projection)
                .iterator()
                .next();
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object id =
                getIdField() == null
                        ? UUID.randomUUID()
                        : Missing.ofNullable(Utils.getSubdocumentValue(document, getIdField()));
        if (documents.put(id, Kept.of(document)) != null) {
            throw new IllegalStateException(id + " was there before, in " + this);
        }
        return id;
    }

    @Override
    protected void handleUpdate(Object position, Document before, Document after) {
        documents.put(Missing.ofNullable(position), Kept.of(after));
    }

    @Override
    protected void removeDocument(Object position) {
        if (documents.remove(position) == null) {
            throw new NoSuchElementException("nothing is at " + position);
        }
    }

    @Override
    protected @Nullable Document getDocument(Object position) {
        var kept = documents.get(position);
        return kept == null ? null : kept.document();
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(
                        entry ->
                                new DocumentWithPosition<>(
                                        entry.getValue().document(), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /** Counted when somebody asks: every write would have to keep count. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int difference) {
        throw new UnsupportedOperationException("the size is not kept");
    }

    @Override
    protected int getDataSize() {
        return Math.toIntExact(documents.values().stream().mapToLong(Kept::size).sum());
    }
}
