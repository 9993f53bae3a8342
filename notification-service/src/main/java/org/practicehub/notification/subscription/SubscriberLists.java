package org.practicehub.notification.subscription;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;
import org.practicehub.events.CriteriaChanged;
import org.practicehub.notification.store.Handfuls;
import org.practicehub.notification.store.Together;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Equal criteria share one list. A list is a head ({@code lists}, by criteria id) and rows of at
 * most {@link #ROW} subscribers ({@code list_rows}, by criteria id and number), so that every
 * lookup is by id and a list of a million is read piece by piece.
 *
 * <p>The head is the outbox of its {@link CriteriaChanged}: {@code announced} is the newest
 * sequence the broker acknowledged. Only the newest state is ever sent; the topic is compacted.
 */
@Component
public class SubscriberLists {

    /** Subscribers in one row. */
    public static final int ROW = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(SubscriberLists.class);

    private final MongoTemplate mongo;
    private final CriteriaLog log;
    private final Clock clock;
    private final Together<String, Map<String, Head>> askingHeads = new Together<>(this::find);
    private final Together<String, Map<String, List<String>>> askingRows =
            new Together<>(this::inRows);

    public SubscriberLists(MongoTemplate mongo, CriteriaLog log, Clock clock) {
        this.mongo = mongo;
        this.log = log;
        this.clock = clock;
    }

    /** What the store says about one list. */
    public record Head(
            String criteriaId,
            String criteria,
            boolean active,
            long sequence,
            long announced,
            long version,
            int seats) {

        public int rows() {
            return (seats + ROW - 1) / ROW;
        }
    }

    /**
     * Enters the subscriber; when this returns, the list stands in the store and its criteria are
     * acknowledged on the topic, so that every practice published from now on meets them. May be
     * repeated.
     *
     * @return where the subscriber stands, for {@link #leave}
     */
    String join(Criteria criteria, String subscriber) {
        String id = criteria.id();
        Document head =
                heads().findOneAndUpdate(
                                Filters.eq("_id", id),
                                Updates.combine(
                                        Updates.inc("seats", 1),
                                        Updates.inc("version", 1L),
                                        Updates.setOnInsert("criteria", criteria.canonicalJson()),
                                        Updates.setOnInsert("active", false),
                                        Updates.setOnInsert("sequence", 0L),
                                        Updates.setOnInsert("announced", 0L)),
                                new FindOneAndUpdateOptions()
                                        .upsert(true)
                                        .returnDocument(ReturnDocument.AFTER));
        if (head == null) {
            throw new IllegalStateException("the store returned no list");
        }
        String seat = row(id, (head(head).seats() - 1) / ROW);
        rows().updateOne(
                        Filters.eq("_id", seat),
                        Updates.addToSet("subscribers", subscriber),
                        new UpdateOptions().upsert(true));
        // After the row: whoever closes an empty list either sees the row or loses on the version.
        heads().updateOne(Filters.eq("_id", id), Updates.inc("version", 1L));
        heads().updateOne(
                        Filters.and(Filters.eq("_id", id), Filters.eq("active", false)),
                        Updates.combine(
                                Updates.set("active", true),
                                Updates.inc("sequence", 1L),
                                Updates.inc("version", 1L)));
        announce(id);
        return seat;
    }

    /** Takes the subscriber out; the last one to leave closes the list. May be repeated. */
    void leave(String criteriaId, String seat, String subscriber) {
        rows().updateOne(Filters.eq("_id", seat), Updates.pull("subscribers", subscriber));
        Head head = head(criteriaId);
        if (head == null || !head.active() || !empty(head)) {
            return;
        }
        boolean closed =
                heads().updateOne(
                                        Filters.and(
                                                Filters.eq("_id", criteriaId),
                                                Filters.eq("version", head.version()),
                                                Filters.eq("active", true)),
                                        Updates.combine(
                                                Updates.set("active", false),
                                                Updates.inc("sequence", 1L),
                                                Updates.inc("version", 1L)))
                                .getModifiedCount()
                        == 1;
        if (closed) {
            try {
                announce(criteriaId);
            } catch (CriteriaNotAnnouncedException e) {
                LOG.info("List {} closed, announced later: {}", criteriaId, e.getMessage());
            }
        }
    }

    /** Sends the newest state of the list if the broker has not acknowledged it yet. */
    void announce(String criteriaId) {
        Head head = head(criteriaId);
        while (head != null && head.announced() < head.sequence()) {
            send(head);
            Head now = head(criteriaId);
            if (now != null && now.sequence() == head.sequence()) {
                return;
            }
            head = now;
        }
    }

    /** Sends the state of a list again, when the topic turned out to hold another one. */
    public void announceAgain(Head head) {
        send(head);
    }

    private void send(Head head) {
        log.announce(
                new CriteriaChanged(
                        head.criteriaId(),
                        head.sequence(),
                        clock.instant(),
                        head.criteria(),
                        head.active()));
        heads().updateOne(
                        Filters.eq("_id", head.criteriaId()),
                        Updates.max("announced", head.sequence()));
    }

    /** Every list; scans, for the comparison with the topic at start. */
    public void all(Consumer<Head> each) {
        heads().find().batchSize(1000).map(SubscriberLists::head).forEach(each);
    }

    /** By criteria id; asked together with whoever asks meanwhile, so there may be others. */
    public Map<String, Head> heads(Collection<String> criteriaIds) {
        return askingHeads.ask(List.copyOf(criteriaIds));
    }

    private Map<String, Head> find(List<String> criteriaIds) {
        Map<String, Head> found = new HashMap<>();
        for (List<String> some : Handfuls.of(Set.copyOf(criteriaIds))) {
            heads().find(Filters.in("_id", some))
                    .map(SubscriberLists::head)
                    .forEach(head -> found.put(head.criteriaId(), head));
        }
        return found;
    }

    /** The subscribers in these rows; asked together with whoever asks meanwhile. */
    public List<String> subscribers(Collection<String> rows) {
        Map<String, List<String>> found = askingRows.ask(List.copyOf(rows));
        return rows.stream()
                .distinct()
                .flatMap(row -> found.getOrDefault(row, List.of()).stream())
                .toList();
    }

    private Map<String, List<String>> inRows(List<String> rows) {
        Map<String, List<String>> found = new HashMap<>();
        for (List<String> some : Handfuls.of(Set.copyOf(rows))) {
            rows().find(Filters.in("_id", some))
                    .forEach(
                            row ->
                                    found.put(
                                            row.getString("_id"),
                                            row.getList("subscribers", String.class)));
        }
        return found;
    }

    public static String row(String criteriaId, int number) {
        return criteriaId + ":" + number;
    }

    private boolean empty(Head head) {
        for (int row = 0; row < head.rows(); row++) {
            if (!subscribers(List.of(row(head.criteriaId(), row))).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Head head(String criteriaId) {
        return heads(List.of(criteriaId)).get(criteriaId);
    }

    private static Head head(Document document) {
        return new Head(
                document.getString("_id"),
                document.getString("criteria"),
                document.getBoolean("active", false),
                number(document, "sequence"),
                number(document, "announced"),
                number(document, "version"),
                (int) number(document, "seats"));
    }

    private static long number(Document document, String field) {
        Object value = document.get(field);
        return value instanceof Number n ? n.longValue() : 0;
    }

    private MongoCollection<Document> heads() {
        return mongo.getCollection("lists");
    }

    private MongoCollection<Document> rows() {
        return mongo.getCollection("list_rows");
    }
}
