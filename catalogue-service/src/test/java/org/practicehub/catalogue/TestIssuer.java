package org.practicehub.catalogue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Issues tokens, right ones and wrong ones, and publishes its key. */
public final class TestIssuer implements AutoCloseable {

    private static final String ISSUER = "https://issuer.example";

    private final RSAKey key = aKey("right");
    private final HttpServer keys;

    public TestIssuer() throws IOException {
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] published =
                new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys.createContext(
                "/jwks",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, published.length);
                    exchange.getResponseBody().write(published);
                    exchange.close();
                });
        keys.start();
    }

    /** What makes a service believe this issuer. */
    public String[] arguments() {
        return new String[] {
            "--OIDC_ISSUER_URI=" + ISSUER,
            "--OIDC_JWK_SET_URI=http://127.0.0.1:" + keys.getAddress().getPort() + "/jwks"
        };
    }

    public String token(String... roles) {
        return signed(claims(roles).build(), key);
    }

    public String expired() {
        return signed(
                claims("administrator")
                        .expirationTime(Date.from(Instant.now().minusSeconds(600)))
                        .build(),
                key);
    }

    public String forAnotherService() {
        return signed(claims("administrator").audience("submission-service").build(), key);
    }

    public String fromAnotherIssuer() {
        return signed(claims("administrator").issuer("https://elsewhere.example").build(), key);
    }

    public String withoutEnd() {
        return signed(claims("administrator").expirationTime(null).build(), key);
    }

    public String unsigned() {
        return new PlainJWT(claims("administrator").build()).serialize();
    }

    public String byAForeignKey() {
        return signed(claims("administrator").build(), aKey("right"));
    }

    /** As if our public key, which everybody has, were a secret that we sign with. */
    public String signedWithThePublicKey() {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                            claims("administrator").build());
            token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet.Builder claims(String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("somebody")
                .audience(List.of("gateway", "catalogue-service"))
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("roles", List.of(roles));
    }

    private static String signed(JWTClaimsSet claims, RSAKey with) {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .keyID(with.getKeyID())
                                    .build(),
                            claims);
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey aKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        keys.stop(0);
    }
}
