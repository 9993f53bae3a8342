package org.practicehub.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.practicehub.criteria.Criteria;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * More people who want what one person wants, written beside that person into the service's store:
 * a million cannot be asked to confirm. Everything but their ids and addresses is as the service
 * wrote it for the one.
 */
final class Crowd implements AutoCloseable {

    private static final String DATABASE = "practicehub_notification";

    /** As many stand in one row of a list. */
    private static final int ROW = 1000;

    private final MongoClient client;
    private final MongoDatabase store;

    Crowd(String mongo) {
        client = MongoClients.create(mongo);
        store = client.getDatabase(DATABASE);
    }

    MongoDatabase store() {
        return store;
    }

    /**
     * @param one the address of somebody who has confirmed, and nothing else
     * @param count how many more
     */
    void follow(String one, Criteria criteria, int count) throws IOException {
        MongoCollection<Document> people = store.getCollection("subscribers");
        Document model = people.find(Filters.eq("address", one)).first();
        if (model == null) {
            throw new IOException(one + " is not in the store");
        }
        int rows = 0;
        for (int made = 0; made < count; ) {
            int size = Math.min(ROW, count - made);
            rows++;
            String seat = criteria.id() + ":" + rows;
            List<Document> some = new ArrayList<>(size);
            List<String> ids = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                String number = String.format("%08d", made + i);
                Document person = another(model, seat, number);
                person.put("_id", differing(model.getString("_id"), number));
                person.put("address", number + model.getString("address"));
                some.add(person);
                ids.add(person.getString("_id"));
            }
            people.insertMany(some);
            put(seat, ids);
            made += size;
        }
        lengthen(criteria, rows);
    }

    /**
     * Accounts that have the same endpoints as one, with the same subscriptions.
     *
     * @param endpoint the id of one of them
     * @param count how many more accounts
     */
    void followByWebhook(String endpoint, Criteria criteria, int count) throws IOException {
        MongoCollection<Document> subscribers = store.getCollection("subscribers");
        List<Document> models =
                subscribers.find(Filters.eq("endpoint", true)).into(new ArrayList<>());
        String account =
                models.stream()
                        .map(model -> model.getString("_id"))
                        .filter(id -> id.endsWith(":" + endpoint))
                        .map(id -> id.split(":", -1)[1])
                        .findFirst()
                        .orElseThrow(() -> new IOException(endpoint + " is not in the store"));
        MongoCollection<Document> accounts = store.getCollection("accounts");
        Document model = accounts.find(Filters.eq("_id", account)).first();
        List<String> all = new ArrayList<>();
        for (int nth = 1; nth <= count && model != null; nth++) {
            String number = String.format("%08d", nth);
            String id = differing(account, number);
            Document copy = new Document(model);
            copy.put("_id", id);
            accounts.insertOne(copy);
            String seat = criteria.id() + ":" + (1 + all.size() / ROW);
            List<Document> some =
                    models.stream()
                            .filter(each -> each.getString("_id").contains(account))
                            .map(each -> another(each, seat, number))
                            .toList();
            some.forEach(each -> each.put("_id", each.getString("_id").replace(account, id)));
            subscribers.insertMany(some);
            some.forEach(each -> all.add(each.getString("_id")));
        }
        int rows = 0;
        for (int from = 0; from < all.size(); from += ROW) {
            rows++;
            put(criteria.id() + ":" + rows, all.subList(from, Math.min(all.size(), from + ROW)));
        }
        lengthen(criteria, rows);
    }

    private void put(String seat, List<String> subscribers) {
        store.getCollection("list_rows")
                .insertOne(new Document("_id", seat).append("subscribers", subscribers));
    }

    private void lengthen(Criteria criteria, int rows) {
        store.getCollection("lists")
                .updateOne(
                        Filters.eq("_id", criteria.id()),
                        Updates.combine(
                                Updates.set("seats", (rows + 1) * ROW),
                                Updates.inc("version", 1L)));
    }

    private static Document another(Document model, String seat, String number) {
        Document subscription =
                new Document(model.getList("subscriptions", Document.class).getFirst());
        subscription.put("id", differing(subscription.getString("id"), number));
        subscription.put("seat", seat);
        Document person = new Document(model);
        person.put("subscriptions", List.of(subscription));
        return person;
    }

    private static String differing(String id, String number) {
        return id.substring(0, id.length() - number.length()) + number;
    }

    @Override
    public void close() {
        client.close();
    }
}
