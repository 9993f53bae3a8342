package org.practicehub.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;

import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;

/**
 * The index of {@code _id}. Documents are kept by their ids, so that those whose id is a text, and
 * that is nearly all, need no index beside them: an insert writes half. Other ids are indexed,
 * because 1 and 1.0 are one id. Texts are looked up by {@link DocumentCollection}.
 */
final class IdIndex extends Index<Object> {

    static final String ID = "_id";

    private final Index<Object> others;
    private final MVMap<Object, Kept> documents;

    IdIndex(Index<Object> others, MVMap<Object, Kept> documents) {
        super(others.getName(), others.getKeys(), false);
        this.others = others;
        this.documents = documents;
    }

    static boolean isOfIds(List<IndexKey> keys) {
        return keys.size() == 1 && keys.getFirst().getKey().equals(ID);
    }

    @Override
    public boolean canHandle(Document filter) {
        return isExpression(filter) || (!namesTexts(filter) && others.canHandle(filter));
    }

    /** An expression finds texts only; the caller compares them with it. */
    @Override
    public Iterable<Object> getPositions(Document filter) {
        return isExpression(filter)
                ? documents.keySet().stream().filter(String.class::isInstance).toList()
                : others.getPositions(filter);
    }

    private static boolean isExpression(Document filter) {
        return BsonRegularExpression.isRegularExpression(filter.get(ID));
    }

    private static boolean namesTexts(Document filter) {
        return filter.get(ID) instanceof Document operators
                && operators.get("$in") instanceof Collection<?> values
                && values.stream().anyMatch(IdIndex::isText);
    }

    private static boolean isText(Object value) {
        return value instanceof String || BsonRegularExpression.isRegularExpression(value);
    }

    @Override
    public @Nullable Object getPosition(Document document) {
        return document.get(ID) instanceof String id
                ? documents.containsKey(id) ? id : null
                : others.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        if (!(document.get(ID) instanceof String id)) {
            others.checkAdd(document, collection);
        } else if (documents.containsKey(id)) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(id));
        }
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        if (!(document.get(ID) instanceof String)) {
            others.add(document, position, collection);
        }
    }

    @Override
    public @Nullable Object remove(Document document) {
        return document.get(ID) instanceof String ? getPosition(document) : others.remove(document);
    }

    /** An id never changes: an update that would change it is refused before. */
    @Override
    public void checkUpdate(
            Document oldDocument, Document newDocument, MongoCollection<Object> collection) {}

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            Object position,
            MongoCollection<Object> collection) {}

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    /** One that is empty is filled from all documents each time the file is opened. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getDataSize() {
        return others.getDataSize();
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {
        others.drop();
    }
}
