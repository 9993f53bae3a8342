package org.practicehub.local.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;

import io.netty.channel.Channel;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

import java.util.List;

/**
 * Keeps documents and index keys as BSON. The backend's own way, Java serialisation, costs several
 * times more, and far more where keys are compared: it serialises both for every comparison.
 *
 * <p>The backend opens its maps by name alone. Opened here first, with their types, they are then
 * found open.
 */
final class BsonDatabase extends H2Database {

    private final MVStore store;

    BsonDatabase(String name, MVStore store, CursorRegistry cursors) {
        this.store = store; // First: the constructor above opens collections.
        super(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(
            String collection, CollectionOptions options) {
        return new DocumentCollection(
                this, collection, options, documents(collection), cursorRegistry);
    }

    private MVMap<Object, Kept> documents(String collection) {
        return store.openMap(
                "databases." + namespace(collection),
                new MVMap.Builder<Object, Kept>().keyType(new IdType()).valueType(new KeptType()));
    }

    @Override
    public Document handleCommand(
            Channel client,
            String name,
            Document command,
            DatabaseResolver databases,
            Oplog oplog) {
        if (command.get(name) instanceof String collection
                && resolveCollection(collection, false) instanceof DocumentCollection documents) {
            var answer =
                    switch (name) {
                        case "find" -> documents.find(command);
                        case "aggregate" -> documents.count(command);
                        default -> null;
                    };
            if (answer != null) {
                clearLastStatus(client);
                return answer;
            }
        }
        return super.handleCommand(client, name, command, databases, oplog);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        store.openMap(
                namespace(collection) + "._index_" + index,
                new MVMap.Builder<KeyValue, Object>().keyType(new IndexKeyType()));
        Index<Object> unique = super.openOrCreateUniqueIndex(collection, index, keys, sparse);
        return new IndexForGuards(
                IdIndex.isOfIds(keys) ? new IdIndex(unique, documents(collection)) : unique,
                sparse);
    }

    /**
     * Indexes that are not unique find nothing here. One that says it is empty is filled each time
     * the file is opened, and each time reads all documents twice.
     */
    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return new EmptyIndex<>(index, keys) {
            @Override
            public boolean isEmpty() {
                return false;
            }
        };
    }

    private String namespace(String collection) {
        return getDatabaseName() + "." + collection;
    }
}
