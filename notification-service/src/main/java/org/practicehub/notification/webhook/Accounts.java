package org.practicehub.notification.webhook;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.practicehub.notification.store.GuardedWrite;
import org.practicehub.notification.store.Stored;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The store of accounts and their endpoints. */
@Component
class Accounts {

    private final MongoTemplate mongo;

    Accounts(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    Map<String, Account> byIds(Collection<String> ids) {
        Map<String, Account> found = new HashMap<>();
        if (!ids.isEmpty()) {
            collection()
                    .find(Filters.in("_id", ids))
                    .map(Accounts::account)
                    .forEach(account -> found.put(account.id(), account));
        }
        return found;
    }

    /** The account as stored; one without endpoints when it is not. */
    Account byId(String id) {
        Account stored = byIds(List.of(id)).get(id);
        return stored == null ? new Account(id, 0, null, List.of()) : stored;
    }

    /**
     * Changes one account by a conditional write, again when another write came between. The change
     * may return its argument to leave everything as it is.
     *
     * @return the account as stored
     */
    Account change(String id, UnaryOperator<Account> change) {
        while (true) {
            Account before = byId(id);
            Account after = change.apply(before);
            if (after.equals(before) || save(after)) {
                return after;
            }
        }
    }

    /** The accounts that are reached at one of these addresses; scans the small collection. */
    List<String> reachedAt(Collection<String> addresses) {
        List<String> found = new ArrayList<>();
        collection()
                .find(Filters.in("email", addresses))
                .forEach(account -> found.add(account.getString("_id")));
        return found;
    }

    private boolean save(Account account) {
        return GuardedWrite.save(collection(), document(account), account.version());
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("accounts");
    }

    private static Document document(Account account) {
        return new Document("_id", account.id())
                .append("email", account.email())
                .append("endpoints", account.endpoints().stream().map(Accounts::document).toList());
    }

    private static Document document(Endpoint endpoint) {
        return new Document("id", endpoint.id())
                .append("url", endpoint.url().toString())
                .append("secrets", endpoint.secrets().stream().map(Accounts::document).toList())
                .append("createdAt", Date.from(endpoint.createdAt()))
                .append("failingSince", Stored.date(endpoint.failingSince()))
                .append("disabledAt", Stored.date(endpoint.disabledAt()))
                .append("disabledWhy", endpoint.disabledWhy());
    }

    private static Document document(SigningSecret secret) {
        return new Document("text", secret.text())
                .append("until", Stored.date(secret.validUntil()));
    }

    private static Account account(Document document) {
        return new Account(
                document.getString("_id"),
                document.get("version", 0L),
                document.getString("email"),
                document.getList("endpoints", Document.class).stream()
                        .map(Accounts::endpoint)
                        .toList());
    }

    private static Endpoint endpoint(Document document) {
        return new Endpoint(
                document.getString("id"),
                URI.create(document.getString("url")),
                document.getList("secrets", Document.class).stream()
                        .map(
                                secret ->
                                        new SigningSecret(
                                                secret.getString("text"),
                                                Stored.instant(secret.getDate("until"))))
                        .toList(),
                document.getDate("createdAt").toInstant(),
                Stored.instant(document.getDate("failingSince")),
                Stored.instant(document.getDate("disabledAt")),
                document.getString("disabledWhy"));
    }
}
