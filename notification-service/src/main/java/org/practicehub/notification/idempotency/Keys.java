package org.practicehub.notification.idempotency;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.practicehub.notification.instance.Ids;
import org.practicehub.notification.web.Problem;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code Idempotency-Key}s. A key stands for the id of the thing that its first request made; a
 * repeated request does its steps again under that id, and each step may be repeated: so a crash
 * between the key and the thing loses nothing, and no request has to wait for another.
 */
@Component
public class Keys {

    private static final Pattern ACCEPTED = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final MongoTemplate mongo;
    private final Ids ids;
    private final JsonMapper json;
    private final Clock clock;

    public Keys(MongoTemplate mongo, Ids ids, JsonMapper json, Clock clock) {
        this.mongo = mongo;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The id for what the request makes.
     *
     * @param scope whose keys: equal keys of different scopes have nothing to do with each other
     * @param key 1 to 200 visible ASCII characters; absent: every request is a new one
     * @throws Problem 422 when the key came with another body, 400 when it is not of that form
     */
    public String idFor(String scope, @Nullable String key, Object body) {
        String fresh = ids.next();
        if (key == null) {
            return fresh;
        }
        if (!ACCEPTED.matcher(key).matches()) {
            throw Problem.invalid(
                    List.of(
                            new Problem.Fault(
                                    "Idempotency-Key",
                                    "is not 1 to 200 visible ASCII characters")));
        }
        String id = digest((scope + "\n" + key).getBytes(StandardCharsets.UTF_8));
        String wish = digest(json.writeValueAsBytes(body));
        try {
            collection()
                    .insertOne(
                            new Document("_id", id)
                                    .append("body", wish)
                                    .append("object", fresh)
                                    .append("createdAt", Date.from(clock.instant())));
            return fresh;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        Document first = collection().find(Filters.eq("_id", id)).first();
        if (first == null) {
            return fresh;
        }
        if (!wish.equals(first.getString("body"))) {
            throw Problem.keyReused();
        }
        return first.getString("object");
    }

    /**
     * Forgets keys that were first used before; scans on the embedded store.
     *
     * @return how many
     */
    public long forgetBefore(Instant limit) {
        return collection().deleteMany(Filters.lt("createdAt", Date.from(limit))).getDeletedCount();
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("idempotency");
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
