package org.practicehub.submission.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Verifies a token once and remembers it until it expires; refusals are not remembered. */
final class CachingDecoder implements JwtDecoder {

    private final JwtDecoder decoder;
    private final Cache<String, Jwt> verified;

    CachingDecoder(JwtDecoder decoder, int size, Clock clock) {
        this.decoder = decoder;
        this.verified =
                Caffeine.newBuilder()
                        .maximumSize(size)
                        .expireAfter(
                                Expiry.<String, Jwt>creating(
                                        (text, token) -> untilItExpires(token, clock.instant())))
                        .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        if (known != null) {
            return known;
        }
        Jwt decoded = decoder.decode(token);
        verified.put(token, decoded);
        return decoded;
    }

    private static Duration untilItExpires(Jwt token, Instant now) {
        Instant end = token.getExpiresAt();
        return end == null || end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
    }
}
