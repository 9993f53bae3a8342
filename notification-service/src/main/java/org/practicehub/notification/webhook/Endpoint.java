package org.practicehub.notification.webhook;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Where an account wants messages posted to.
 *
 * @param secrets the one in force first
 * @param failingSince the first of the failures after which nothing was taken; absent when the last
 *     attempt went well
 * @param disabledAt nothing is posted any more, until its owner activates it again
 * @param disabledWhy the other side's last words
 */
public record Endpoint(
        String id,
        URI url,
        List<SigningSecret> secrets,
        Instant createdAt,
        @Nullable Instant failingSince,
        @Nullable Instant disabledAt,
        @Nullable String disabledWhy) {

    public Endpoint {
        secrets = List.copyOf(secrets);
    }

    static Endpoint fresh(String id, URI url, SigningSecret secret, Instant now) {
        return new Endpoint(id, url, List.of(secret), now, null, null, null);
    }

    public boolean disabled() {
        return disabledAt != null;
    }

    /** The secret in force. */
    SigningSecret secret() {
        return secrets.getFirst();
    }

    /** The new secret signs at once; the one before beside it, until {@code overlap} is over. */
    Endpoint rotated(SigningSecret fresh, Instant now, Duration overlap) {
        return new Endpoint(
                id,
                url,
                List.of(fresh, secret().until(now.plus(overlap))),
                createdAt,
                failingSince,
                disabledAt,
                disabledWhy);
    }

    Endpoint activated() {
        return new Endpoint(id, url, secrets, createdAt, null, null, null);
    }

    Endpoint delivered() {
        return failingSince == null
                ? this
                : new Endpoint(id, url, secrets, createdAt, null, disabledAt, disabledWhy);
    }

    /**
     * @param gone the other side said that nothing is wanted any more
     */
    Endpoint failed(Instant now, String why, boolean gone, Duration patience) {
        if (disabled()) {
            return this;
        }
        Instant since = Objects.requireNonNullElse(failingSince, now);
        return gone || !now.isBefore(since.plus(patience))
                ? new Endpoint(id, url, secrets, createdAt, since, now, why)
                : new Endpoint(id, url, secrets, createdAt, since, null, null);
    }
}
