package org.practicehub.catalogue.store;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;

import org.bson.Document;
import org.bson.types.Binary;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One collection of the read model as a table. Reading it all is a scan: on the embedded server
 * writers wait for it.
 */
final class StoredRows implements Rows {

    private static final int BATCH = 1_000;

    private final MongoCollection<Document> collection;

    StoredRows(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    @Override
    public void forEach(Reader reader) {
        read(collection.find(), reader);
    }

    @Override
    public void forEachSequence(Reader reader) {
        try (MongoCursor<Document> cursor =
                collection
                        .find()
                        .projection(Projections.include("sequence"))
                        .batchSize(5 * BATCH)
                        .iterator()) {
            while (cursor.hasNext()) {
                Document document = cursor.next();
                reader.row(document.getString("_id"), new Row(document.getLong("sequence"), 0));
            }
        }
    }

    @Override
    public Map<String, Row> find(Collection<String> ids) {
        Map<String, Row> rows = new HashMap<>();
        if (!ids.isEmpty()) {
            read(collection.find(Filters.in("_id", ids)), rows::put);
        }
        return rows;
    }

    @Override
    public long count() {
        return collection.estimatedDocumentCount();
    }

    private static void read(FindIterable<Document> documents, Reader reader) {
        Fingerprint fingerprint = new Fingerprint();
        try (MongoCursor<Document> cursor = documents.batchSize(BATCH).iterator()) {
            while (cursor.hasNext()) {
                Document document = cursor.next();
                document.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .forEach(field -> add(fingerprint, field.getKey(), field.getValue()));
                reader.row(
                        document.getString("_id"),
                        new Row(document.getLong("sequence"), fingerprint.value()));
            }
        }
    }

    private static void add(Fingerprint fingerprint, String name, Object value) {
        fingerprint.add(name);
        switch (value) {
            case Binary binary -> fingerprint.add(binary.getData(), 0, binary.length());
            case List<?> values ->
                    values.stream().map(String::valueOf).sorted().forEach(fingerprint::add);
            default -> fingerprint.add(String.valueOf(value));
        }
    }
}
