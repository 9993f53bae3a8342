package org.practicehub.gateway.doors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.routes.Upstreams;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A bucket of requests for each client and class of routes, refilled evenly over a minute. Kept in
 * this instance only: with n instances a client has up to n times as many.
 */
@Component
class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Key(String client, RouteClass routes) {}

    private final Limits limits;
    private final int scale;
    private final Cache<Key, Bucket> buckets;

    @Autowired
    RateLimits(Limits limits, Upstreams upstreams) {
        this(limits, limits.scaleAt(upstreams.publicUrl()));
    }

    RateLimits(Limits limits, int scale) {
        this.limits = limits;
        this.scale = scale;
        // A bucket that nobody asked for a minute long is full again: forgetting it changes
        // nothing.
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(limits.clients())
                        .expireAfterAccess(MINUTE)
                        .build();
    }

    /**
     * Takes one request from the client's bucket and says so in the headers.
     *
     * @return how long to wait when there is none; null when the request may pass
     */
    @Nullable Duration take(
            HttpServletRequest request, HttpServletResponse response, @Nullable Jwt token) {
        if (token != null && isExempt(token)) {
            return null;
        }
        RouteClass routes = RouteClass.of(request);
        String client = token == null ? address(request) : "account " + token.getSubject();
        ConsumptionProbe probe = bucket(client, routes).tryConsumeAndReturnRemaining(1);
        String name = routes.wire();
        // draft-ietf-httpapi-ratelimit-headers-10
        response.setHeader(
                "RateLimit-Policy", '"' + name + "\";q=" + limits.of(routes, scale) + ";w=60");
        response.setHeader(
                "RateLimit",
                '"'
                        + name
                        + "\";r="
                        + probe.getRemainingTokens()
                        + ";t="
                        + seconds(
                                probe.isConsumed()
                                        ? probe.getNanosToWaitForReset()
                                        : probe.getNanosToWaitForRefill()));
        return probe.isConsumed() ? null : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Counts a bad token; an address that has shown too many is not listened to for a while. */
    void countGuess(HttpServletRequest request) {
        bucket(address(request), RouteClass.GUESSING).tryConsume(1);
    }

    /** How long an address that guesses tokens has to wait; null when it may try. */
    @Nullable Duration guessedTooOften(HttpServletRequest request) {
        Bucket bucket = buckets.getIfPresent(new Key(address(request), RouteClass.GUESSING));
        if (bucket == null) {
            return null;
        }
        var estimate = bucket.estimateAbilityToConsume(1);
        return estimate.canBeConsumed()
                ? null
                : Duration.ofNanos(estimate.getNanosToWaitForRefill());
    }

    private Bucket bucket(String client, RouteClass routes) {
        return buckets.get(
                new Key(client, routes),
                key -> {
                    long most = limits.of(key.routes(), scale);
                    return Bucket.builder()
                            .addLimit(limit -> limit.capacity(most).refillGreedy(most, MINUTE))
                            .build();
                });
    }

    private boolean isExempt(Jwt token) {
        return isExempt(token.getSubject())
                || isExempt(token.getClaimAsString("azp"))
                || isExempt(token.getClaimAsString("client_id"));
    }

    private boolean isExempt(@Nullable String client) {
        return client != null && limits.exemptClients().contains(client);
    }

    /** One household, not one device: the first 64 bits of an IPv6 address. */
    private static String address(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            if (InetAddress.getByName(address) instanceof Inet6Address six) {
                return HexFormat.of().formatHex(six.getAddress(), 0, 8);
            }
        } catch (UnknownHostException e) {
            return address;
        }
        return address;
    }

    private static long seconds(long nanos) {
        return Math.max(1, (nanos + 999_999_999L) / 1_000_000_000L);
    }
}
