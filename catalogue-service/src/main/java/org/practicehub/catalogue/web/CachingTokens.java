package org.practicehub.catalogue.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers tokens that were found valid until they expire: checking a signature costs twenty times
 * what looking one up does. A key that the issuer withdraws is believed for at most five minutes
 * more.
 */
final class CachingTokens implements JwtDecoder {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final Cache<String, Jwt> known;

    CachingTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .expireAfter(
                                Expiry.<String, Jwt>creating(
                                        (token, jwt) -> remaining(jwt, clock.instant())))
                        .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = known.getIfPresent(token);
        if (jwt == null) {
            jwt = decoder.decode(token);
            known.put(token, jwt);
        }
        return jwt;
    }

    private static Duration remaining(Jwt jwt, Instant now) {
        Instant end = jwt.getExpiresAt();
        Duration left = end == null ? Duration.ZERO : Duration.between(now, end);
        return left.compareTo(LONGEST) > 0 ? LONGEST : left.isNegative() ? Duration.ZERO : left;
    }
}
