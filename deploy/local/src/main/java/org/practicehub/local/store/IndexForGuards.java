package org.practicehub.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Finds by the index's own keys where a filter asks for more, as a guarded write does ({@code key}
 * and {@code version}, which the driver writes as an {@code $and}). The server's own index answers
 * only filters of exactly its keys and would read the whole collection for each such write. What is
 * found is compared with the whole filter by the caller, so that finding more than asked for is
 * right.
 */
final class IndexForGuards extends Index<Object> {

    private final Index<Object> index;

    IndexForGuards(Index<Object> index, boolean sparse) {
        super(index.getName(), index.getKeys(), sparse);
        this.index = index;
    }

    @Override
    public boolean canHandle(Document filter) {
        Document own = keysOf(filter);
        return own.size() == keys().size() && index.canHandle(own);
    }

    @Override
    public Iterable<Object> getPositions(Document filter) {
        return index.getPositions(keysOf(filter));
    }

    @Override
    public Object getPosition(Document document) {
        return index.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        index.checkAdd(document, collection);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        index.add(document, position, collection);
    }

    @Override
    public Object remove(Document document) {
        return index.remove(document);
    }

    @Override
    public void checkUpdate(
            Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        index.checkUpdate(oldDocument, newDocument, collection);
    }

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            Object position,
            MongoCollection<Object> collection) {
        index.updateInPlace(oldDocument, newDocument, position, collection);
    }

    @Override
    public long getCount() {
        return index.getCount();
    }

    @Override
    public long getDataSize() {
        return index.getDataSize();
    }

    @Override
    public boolean isUnique() {
        return index.isUnique();
    }

    @Override
    public void drop() {
        index.drop();
    }

    /** What the filter asks of this index's keys, in their order. */
    private Document keysOf(Document filter) {
        Document found = new Document();
        collect(filter, keySet(), found);
        Document inOrder = new Document();
        for (String key : keys()) {
            if (found.containsKey(key)) {
                inOrder.put(key, found.get(key));
            }
        }
        return inOrder;
    }

    /** What must hold for every match: conditions side by side, or the parts of an {@code $and}. */
    private static void collect(Document filter, Set<String> keys, Document found) {
        for (Map.Entry<String, Object> condition : filter.entrySet()) {
            if (keys.contains(condition.getKey())) {
                found.putIfAbsent(condition.getKey(), condition.getValue());
            } else if (condition.getKey().equals("$and")
                    && condition.getValue() instanceof Collection<?> parts) {
                for (Object part : parts) {
                    if (part instanceof Document conditions) {
                        collect(conditions, keys, found);
                    }
                }
            }
        }
    }
}
