package org.practicehub.notification.mail;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.practicehub.notification.store.Handfuls;
import org.practicehub.notification.store.Together;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses that nothing is mailed to: those that do not exist, or whose owners complained, until
 * somebody lifts it; those that bounced softly {@link #SOFT_LIMIT} times within {@link
 * #SOFT_WINDOW}, for {@link #SOFT_PAUSE}. Kept under the derived ids of people, so that the list
 * outlives an erasure and tells nobody an address.
 */
@Component
public class Suppressions {

    static final int SOFT_LIMIT = 5;
    static final Duration SOFT_WINDOW = Duration.ofDays(7);
    static final Duration SOFT_PAUSE = Duration.ofDays(14);

    /** By the enhanced codes of RFC 3463, maybe behind one of RFC 5321. */
    private static final Pattern NO_SUCH_ADDRESS =
            Pattern.compile("(5\\d\\d[ -])?5\\.1\\.(1|2|3|6|10)\\b.*", Pattern.DOTALL);

    private static final Bson ID = Projections.include("_id");

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Together<String, Map<String, Suppression>> asking = new Together<>(this::find);

    /** As long as the list had nothing on it, that is asked first, for that is asked faster. */
    private boolean wasEmpty = true;

    public Suppressions(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * @param until absent: until lifted
     */
    public record Suppression(String reason, Instant since, @Nullable Instant until) {}

    /**
     * Those among the people that nothing is mailed to now, maybe with others: callers that ask
     * meanwhile are answered together.
     */
    public Map<String, Suppression> of(Collection<String> people) {
        return people.isEmpty() ? Map.of() : asking.ask(List.copyOf(people));
    }

    private Map<String, Suppression> find(List<String> people) {
        if (wasEmpty) {
            wasEmpty = collection().find().projection(ID).limit(1).first() == null;
        }
        if (wasEmpty) {
            return Map.of();
        }
        Map<String, Suppression> found = new HashMap<>();
        Instant now = clock.instant();
        for (List<String> some : Handfuls.of(Set.copyOf(people))) {
            for (Document stored : collection().find(Filters.in("_id", some))) {
                Date since = stored.getDate("since");
                Date until = stored.getDate("until");
                if (since != null && (until == null || until.toInstant().isAfter(now))) {
                    found.put(
                            stored.getString("_id"),
                            new Suppression(
                                    stored.getString("reason"),
                                    since.toInstant(),
                                    until == null ? null : until.toInstant()));
                }
            }
        }
        return found;
    }

    /** A mail came back for good, or its reader complained. */
    public void suppress(String person, String reason) {
        collection()
                .updateOne(
                        Filters.eq("_id", person),
                        Updates.combine(
                                Updates.set("reason", reason),
                                Updates.set("since", Date.from(clock.instant())),
                                Updates.unset("until")),
                        new UpdateOptions().upsert(true));
    }

    /** A mail came back for now. */
    public void soft(String person) {
        Instant now = clock.instant();
        Document stored =
                collection()
                        .findOneAndUpdate(
                                Filters.eq("_id", person),
                                Updates.push("soft", Date.from(now)),
                                new FindOneAndUpdateOptions()
                                        .upsert(true)
                                        .returnDocument(ReturnDocument.AFTER));
        if (stored == null) {
            return;
        }
        List<Date> all = stored.getList("soft", Date.class);
        List<Date> recent =
                all.stream().filter(at -> at.toInstant().isAfter(now.minus(SOFT_WINDOW))).toList();
        if (recent.size() < all.size()) {
            collection().updateOne(Filters.eq("_id", person), Updates.set("soft", recent));
        }
        boolean forGood = stored.getDate("since") != null && stored.getDate("until") == null;
        if (recent.size() >= SOFT_LIMIT && !forGood) {
            collection()
                    .updateOne(
                            Filters.eq("_id", person),
                            Updates.combine(
                                    Updates.set("reason", "soft bounces"),
                                    Updates.set("since", Date.from(now)),
                                    Updates.set("until", Date.from(now.plus(SOFT_PAUSE)))));
        }
    }

    /** Whether a server's words begin by saying that there is no such mailbox or domain. */
    public static boolean noSuchAddress(String reply) {
        return NO_SUCH_ADDRESS.matcher(reply).matches();
    }

    /** A server refused a mail at once; suppresses when it says that there is no such address. */
    public void refused(String person, String reply) {
        if (noSuchAddress(reply)) {
            suppress(person, "hard bounce");
        }
    }

    /** Mails to the person again. May be repeated. */
    public void lift(String person) {
        collection().deleteOne(Filters.eq("_id", person));
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("suppressions");
    }
}
