package org.practicehub.tagging.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.TaggingService;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** The service with keys of its own and its doors open, though the broker is away. */
@NullMarked
final class RunningTagger implements AutoCloseable {

    private static final String ISSUER = "http://issuer.test";

    /** A port that nothing listens on. */
    private static final String NO_BROKER = "127.0.0.1:1";

    private final RSAKey key;
    private final HttpServer keys;
    private final ConfigurableApplicationContext service;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningTagger() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("test").generate();
        byte[] published =
                new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext(
                "/jwks",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, published.length);
                    exchange.getResponseBody().write(published);
                    exchange.close();
                });
        keys.start();
        service =
                TaggingService.application()
                        .run(
                                "--server.port=0",
                                "--KAFKA_BOOTSTRAP_SERVERS=" + NO_BROKER,
                                "--OIDC_ISSUER_URI=" + ISSUER,
                                "--OIDC_JWK_SET_URI=http://localhost:"
                                        + keys.getAddress().getPort()
                                        + "/jwks");
    }

    /** An answer and its body. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode body() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** The name of the problem, without what all names begin with. */
        String problem() {
            return body().path("type").asString().replace("urn:practicehub:problem:", "");
        }

        /** Where the first error points to. */
        String pointer() {
            return body().path("errors").path(0).path("pointer").asString();
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** Asks for a preview as a contributor. */
    Answer preview(String body) {
        return preview(body, token("tagging-service", "contributor"));
    }

    Answer preview(String body, @Nullable String token) {
        HttpRequest.Builder request =
                request("/api/v1/tags/preview")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    HttpRequest.Builder request(String path) {
        Environment environment = service.getEnvironment();
        String port = environment.getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(
                    http.send(
                            request.build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String token(String audience, String... roles) {
        return signed(JWSAlgorithm.RS256, this::ownSigner, audience, roles);
    }

    /** As if our public key, which everybody has, were a secret that we sign with. */
    String signedWithThePublicKey(String audience, String... roles) {
        return signed(
                JWSAlgorithm.HS256,
                () -> new MACSigner(key.toRSAPublicKey().getEncoded()),
                audience,
                roles);
    }

    private JWSSigner ownSigner() throws JOSEException {
        return new RSASSASigner(key);
    }

    private interface Signing {
        JWSSigner signer() throws JOSEException;
    }

    private static String signed(
            JWSAlgorithm algorithm, Signing signing, String audience, String... roles) {
        try {
            SignedJWT token =
                    new SignedJWT(
                            new JWSHeader.Builder(algorithm).keyID("test").build(),
                            new JWTClaimsSet.Builder()
                                    .issuer(ISSUER)
                                    .subject("ada")
                                    .audience(audience)
                                    .claim("roles", List.of(roles))
                                    .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                                    .build());
            token.sign(signing.signer());
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        service.close();
        keys.stop(0);
    }
}
