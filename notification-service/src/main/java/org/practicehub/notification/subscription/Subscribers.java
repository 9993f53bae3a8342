package org.practicehub.notification.subscription;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.practicehub.criteria.Criteria;
import org.practicehub.notification.store.GuardedWrite;
import org.practicehub.notification.store.Handfuls;
import org.practicehub.notification.store.Stored;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The store of people. */
@Component
public class Subscribers {

    private final MongoTemplate mongo;

    /** Criteria that many have are read once. */
    private final Cache<String, Criteria> criteria =
            Caffeine.newBuilder().maximumSize(10_000).build();

    public Subscribers(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    public Optional<Subscriber> byId(String id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    public List<Subscriber> byIds(Collection<String> ids) {
        List<Subscriber> found = new ArrayList<>();
        for (List<String> some : Handfuls.of(ids)) {
            collection().find(Filters.in("_id", some)).map(this::subscriber).into(found);
        }
        return found;
    }

    /**
     * Changes one person, if known, as {@link #decide} does. The change may return its argument to
     * leave everything as it is.
     *
     * @return the person as stored; empty when nobody has the id
     */
    public Optional<Subscriber> change(String id, UnaryOperator<Subscriber> change) {
        return decide(id, known -> known.map(change));
    }

    /**
     * Writes what becomes of a person, known or not, by a conditional write; decided again when
     * another write came between. It does not give up: each time it is beaten, another write was
     * done, and nobody writes one person without end.
     *
     * @param decision empty when the person is to stay as they are
     * @return the person as stored; empty when nothing was decided
     */
    Optional<Subscriber> decide(
            String id, Function<Optional<Subscriber>, Optional<Subscriber>> decision) {
        while (true) {
            Optional<Subscriber> before = byId(id);
            Optional<Subscriber> after = decision.apply(before);
            if (after.isEmpty() || after.equals(before) || save(after.get())) {
                return after;
            }
        }
    }

    /**
     * Writes the person if the stored version is still the one it was read with (0: not stored).
     *
     * @return false when another write came between
     */
    boolean save(Subscriber subscriber) {
        return GuardedWrite.save(collection(), document(subscriber), subscriber.version());
    }

    /**
     * Forgets people of whom nothing is left but wishes that were never confirmed, the last of them
     * before the limit, or nothing at all; scans.
     *
     * @return how many
     */
    public int forgetUnconfirmed(Instant limit) {
        List<Subscriber> idle = new ArrayList<>();
        collection()
                .find(Filters.exists("subscriptions.confirmedAt", false))
                .batchSize(1000)
                .map(this::subscriber)
                .forEach(
                        person -> {
                            if (person.idleSince(limit)) {
                                idle.add(person);
                            }
                        });
        int forgotten = 0;
        for (Subscriber person : idle) {
            forgotten +=
                    (int)
                            collection()
                                    .deleteOne(
                                            Filters.and(
                                                    Filters.eq("_id", person.id()),
                                                    Filters.eq("version", person.version())))
                                    .getDeletedCount();
        }
        return forgotten;
    }

    void remove(String id) {
        collection().deleteOne(Filters.eq("_id", id));
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("subscribers");
    }

    private static Document document(Subscriber subscriber) {
        Document document = new Document("_id", subscriber.id());
        switch (subscriber.channel()) {
            case Channel.Email(Address address) -> document.append("address", address.text());
            case Channel.Endpoint() -> document.append("endpoint", true);
        }
        return document.append(
                        "subscriptions",
                        subscriber.subscriptions().stream().map(Subscribers::document).toList())
                .append("requests", subscriber.requests().stream().map(Date::from).toList())
                .append("link", subscriber.link());
    }

    private static Document document(Subscription subscription) {
        Document document =
                new Document("id", subscription.id())
                        .append("criteria", subscription.criteria().canonicalJson())
                        .append("criteriaId", subscription.criteriaId())
                        .append("cadence", subscription.timing().cadence().wire())
                        .append("hour", subscription.timing().hour())
                        .append("zone", subscription.timing().zone().getId())
                        .append("weekday", subscription.timing().weekday().getValue())
                        .append("language", subscription.language())
                        .append("createdAt", Date.from(subscription.createdAt()));
        if (subscription.confirmedAt() != null) {
            document.append("confirmedAt", Date.from(subscription.confirmedAt()));
        }
        if (subscription.seat() != null) {
            document.append("seat", subscription.seat());
        }
        return document;
    }

    private Subscriber subscriber(Document document) {
        return new Subscriber(
                document.getString("_id"),
                document.get("version", 0L),
                channel(document),
                document.getList("subscriptions", Document.class).stream()
                        .map(this::subscription)
                        .toList(),
                document.getList("requests", Date.class).stream().map(Date::toInstant).toList(),
                document.getString("link"));
    }

    private static Channel channel(Document document) {
        return document.getBoolean("endpoint", false)
                ? new Channel.Endpoint()
                : new Channel.Email(new Address(document.getString("address")));
    }

    private Subscription subscription(Document document) {
        return new Subscription(
                document.getString("id"),
                criteria.get(document.getString("criteria"), Criteria::fromJson),
                document.getString("criteriaId"),
                timing(document),
                document.getString("language"),
                document.getDate("createdAt").toInstant(),
                Stored.instant(document.getDate("confirmedAt")),
                document.getString("seat"));
    }

    private static Timing timing(Document document) {
        Cadence cadence = Cadence.of(document.getString("cadence"));
        if (cadence == null) {
            throw new IllegalStateException("a cadence of " + document.getString("cadence"));
        }
        return new Timing(
                cadence,
                document.getInteger("hour", 0),
                ZoneId.of(document.get("zone", "UTC")),
                DayOfWeek.of(document.getInteger("weekday", 1)));
    }
}
