package org.practicehub.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.springframework.web.util.UriComponentsBuilder;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** An identity provider with one key, that lets everybody in as whoever the test says. */
final class StubIdentity implements AutoCloseable {

    static final RSAKey KEY = newKey();

    final StubService server = new StubService();
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private volatile List<String> roles = List.of("contributor");
    private volatile String name = "Ada Contributor";

    StubIdentity() {
        answerAll();
    }

    String issuer() {
        return server.uri() + "/auth";
    }

    void signsInAs(String person, String... withRoles) {
        name = person;
        roles = List.of(withRoles);
    }

    void answerAll() {
        server.on(
                "/auth/oauth2/jwks",
                StubService.json(200, new JWKSet(KEY.toPublicJWK()).toString()));
        server.on(
                "/auth/oauth2/authorize",
                (exchange, seen) -> {
                    var query =
                            UriComponentsBuilder.fromUriString(seen.target())
                                    .build()
                                    .getQueryParams();
                    String code = "code-" + nonces.size();
                    nonces.put(code, Objects.toString(query.getFirst("nonce"), ""));
                    exchange.getResponseHeaders()
                            .set(
                                    "Location",
                                    decoded(query.getFirst("redirect_uri"))
                                            + "?code="
                                            + code
                                            + "&state="
                                            + query.getFirst("state"));
                    exchange.sendResponseHeaders(302, -1);
                });
        server.on(
                "/auth/oauth2/token",
                (exchange, seen) -> {
                    var form =
                            UriComponentsBuilder.fromUriString("?" + seen.text())
                                    .build()
                                    .getQueryParams();
                    String nonce =
                            decoded(
                                    nonces.getOrDefault(
                                            Objects.toString(form.getFirst("code"), ""), ""));
                    StubService.json(
                                    200,
                                    "{\"access_token\":\""
                                            + token(roles)
                                            + "\",\"token_type\":\"Bearer\",\"expires_in\":300,"
                                            + "\"scope\":\"openid profile email\",\"id_token\":\""
                                            + idToken(nonce)
                                            + "\"}")
                            .to(exchange, seen);
                });
    }

    String token(List<String> withRoles) {
        return sign(
                claims().audience(List.of("gateway", "submission-service"))
                        .claim("roles", withRoles));
    }

    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("person-1")
                .audience("gateway")
                .claim("name", name)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
    }

    private String idToken(String nonce) {
        return sign(claims().audience("practice-hub-web").claim("nonce", nonce));
    }

    static String sign(JWTClaimsSet.Builder claims) {
        return sign(claims, KEY);
    }

    static String sign(JWTClaimsSet.Builder claims, RSAKey key) {
        try {
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                            claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As if our public key, which everybody has, were a secret that we sign with. */
    static String signedWithThePublicKey(JWTClaimsSet.Builder claims) {
        try {
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.getKeyID()).build(),
                            claims.build());
            jwt.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey newKey() {
        return newKey("stub");
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String decoded(String value) {
        return URLDecoder.decode(Objects.toString(value, ""), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
