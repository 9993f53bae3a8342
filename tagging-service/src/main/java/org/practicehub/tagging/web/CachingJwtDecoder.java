package org.practicehub.tagging.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers tokens that were found good until they expire, so that a client's second request costs
 * no signature check. A token is never remembered longer than a few minutes: a key that is
 * withdrawn stops counting within that time.
 */
final class CachingJwtDecoder implements JwtDecoder {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final JwtDecoder decoder;
    private final Cache<String, Jwt> good;

    CachingJwtDecoder(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.good =
                Caffeine.newBuilder()
                        .maximumSize(10_000)
                        .expireAfter(
                                Expiry.creating(
                                        (String token, Jwt jwt) -> remaining(jwt, clock.instant())))
                        .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = good.getIfPresent(token);
        if (known != null) {
            return known;
        }
        Jwt jwt = decoder.decode(token);
        good.put(token, jwt);
        return jwt;
    }

    private static Duration remaining(Jwt jwt, Instant now) {
        Instant expiry = jwt.getExpiresAt();
        if (expiry == null) {
            return Duration.ZERO;
        }
        Duration remaining = Duration.between(now, expiry);
        return remaining.compareTo(LONGEST) < 0 ? remaining : LONGEST;
    }
}
