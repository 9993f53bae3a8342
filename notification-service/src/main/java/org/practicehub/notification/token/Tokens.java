package org.practicehub.notification.token;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;

import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and reads the tokens of links, and derives ids of people from their addresses. The key is
 * made at first use and lives in the store: all instances share it, and whoever has a dump of the
 * other collections can neither forge a link nor test an address against an id.
 */
@Component
public class Tokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int LONGEST = 512;

    private final MongoTemplate mongo;
    private final Clock clock;
    private volatile @Nullable Keyed keyed;

    /**
     * What is written with the key begins with what it is for. Finding the algorithm and taking in
     * the key and that beginning are done once: each use goes on from a copy.
     */
    private record Keyed(Mac token, Mac subscriber) {

        static Keyed of(byte[] key) {
            return new Keyed(begun(key, "token\n"), begun(key, "subscriber\n"));
        }

        private static Mac begun(byte[] key, String domain) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                mac.update(domain.getBytes(StandardCharsets.UTF_8));
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        }

        byte[] token(byte[] bytes) {
            return end(token, bytes);
        }

        byte[] subscriber(byte[] bytes) {
            return end(subscriber, bytes);
        }

        private static byte[] end(Mac begun, byte[] bytes) {
            try {
                return ((Mac) begun.clone()).doFinal(bytes);
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the platform's own can be copied", e);
            }
        }
    }

    Tokens(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    public String sign(Grant grant) {
        String payload =
                grant.purpose().wire()
                        + "\n"
                        + grant.subscriber()
                        + "\n"
                        + grant.object()
                        + "\n"
                        + (grant.expiresAt() == null ? 0 : grant.expiresAt().getEpochSecond());
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return BASE64.encodeToString(bytes) + "." + BASE64.encodeToString(keyed().token(bytes));
    }

    /** What the token allows; empty when it is not one of ours, was changed, or has expired. */
    public Optional<Grant> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] payload;
        byte[] signature;
        try {
            payload = Base64.getUrlDecoder().decode(token.substring(0, dot));
            signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!MessageDigest.isEqual(signature, keyed().token(payload))) {
            return Optional.empty();
        }
        String[] parts = new String(payload, StandardCharsets.UTF_8).split("\n", -1);
        Purpose purpose = Purpose.of(parts[0]);
        if (parts.length != 4 || purpose == null) {
            return Optional.empty();
        }
        long expiry = Long.parseLong(parts[3]);
        Instant expiresAt = expiry == 0 ? null : Instant.ofEpochSecond(expiry);
        if (expiresAt != null && !clock.instant().isBefore(expiresAt)) {
            return Optional.empty();
        }
        return Optional.of(new Grant(purpose, parts[1], parts[2], expiresAt));
    }

    /**
     * The id of whoever has this address, 32 hexadecimal digits: the same for the same person, and
     * of no use to anybody who has not got the key.
     */
    public String subscriberId(String channel, String normalisedAddress) {
        byte[] mac =
                keyed().subscriber(
                                (channel + ":" + normalisedAddress)
                                        .getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac, 0, 16);
    }

    private Keyed keyed() {
        Keyed known = keyed;
        if (known == null) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            Document stored =
                    mongo.getCollection("keys")
                            .findOneAndUpdate(
                                    Filters.eq("_id", "tokens"),
                                    Updates.setOnInsert("key", new Binary(fresh)),
                                    new FindOneAndUpdateOptions()
                                            .upsert(true)
                                            .returnDocument(ReturnDocument.AFTER));
            if (stored == null) {
                throw new IllegalStateException("the store returned no key");
            }
            known = Keyed.of(stored.get("key", Binary.class).getData());
            keyed = known;
        }
        return known;
    }
}
