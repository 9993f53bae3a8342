package org.practicehub.gateway.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Checks signature, algorithm, issuer, audience and expiry of access tokens. What was found good is
 * remembered until it expires: checking a signature costs about as much as carrying ten requests.
 */
@Component
public class AccessTokens {

    /** What a token turned out to be. */
    public sealed interface Verdict {
        /** In order. */
        record Good(Jwt token) implements Verdict {}

        /** Not ours, not any more, or not a token at all. */
        record Bad() implements Verdict {}

        /** The keys to check it with cannot be had right now. */
        record Unknown() implements Verdict {}
    }

    private static final Verdict BAD = new Verdict.Bad();
    private static final Verdict UNKNOWN = new Verdict.Unknown();
    private static final int LONGEST = 8 * 1024;

    private final JwtDecoder decoder;
    private final Cache<String, Jwt> good;
    private final Clock clock;

    AccessTokens(Issuer issuer, Clock clock, ClientHttpRequestFactory requests) {
        var nimbus =
                NimbusJwtDecoder.withJwkSetUri(issuer.jwkSet().toString())
                        .jwsAlgorithm(SignatureAlgorithm.RS256)
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .restOperations(new RestTemplate(requests))
                        .build();
        nimbus.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(issuer.issuer()),
                        new JwtClaimValidator<@Nullable Instant>(
                                JwtClaimNames.EXP, expiry -> expiry != null),
                        new JwtClaimValidator<@Nullable Collection<String>>(
                                JwtClaimNames.AUD,
                                audience ->
                                        audience != null && audience.contains(issuer.audience()))));
        this.decoder = nimbus;
        this.clock = clock;
        this.good =
                Caffeine.newBuilder()
                        .maximumSize(issuer.remembered())
                        .expireAfter(
                                Expiry.<String, Jwt>creating(
                                        (_, token) ->
                                                Duration.between(clock.instant(), end(token))))
                        .build();
    }

    /** Looks at a token as it came in the Authorization header. */
    public Verdict check(String token) {
        Jwt known = good.getIfPresent(token);
        if (known != null && clock.instant().isBefore(end(known))) {
            return new Verdict.Good(known);
        }
        if (token.length() > LONGEST) {
            return BAD;
        }
        try {
            Jwt decoded = decoder.decode(token);
            good.put(token, decoded);
            return new Verdict.Good(decoded);
        } catch (BadJwtException e) {
            return BAD;
        } catch (JwtException e) {
            return UNKNOWN;
        }
    }

    /** The hub's roles that a token grants. */
    public static List<String> roles(Jwt token) {
        List<String> roles = token.getClaimAsStringList("roles");
        return roles == null ? List.of() : List.copyOf(roles);
    }

    private static Instant end(Jwt token) {
        Instant expiry = token.getExpiresAt();
        return expiry == null ? Instant.EPOCH : expiry;
    }
}
