package org.practicehub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.gateway.RoutingTests.assertProblem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

class DoorTests {

    private final RunningGateway gateway = RunningGateway.INSTANCE;

    @BeforeEach
    void fresh() {
        gateway.reset();
        gateway.catalogue.on("*", StubService.json(200, "{}"));
        gateway.submission.on("*", StubService.json(200, "{}"));
    }

    @Test
    void aGoodTokenPassesWithTheRequest() {
        String token = gateway.identity.token(List.of("contributor"));

        var answer = gateway.get("/api/v1/submissions", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(gateway.submission.last().header("Authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    void noTokenIsNoOffenceHere() {
        assertThat(gateway.get("/api/v1/practices").statusCode()).isEqualTo(200);
    }

    @Test
    void badTokensOfEveryKindAreTurnedAway() {
        var claims = gateway.identity.claims();
        String unsigned =
                encoded("{\"alg\":\"none\"}") + "." + encoded(claims.build().toString()) + ".";
        String hmac =
                encoded("{\"alg\":\"HS256\",\"kid\":\"stub\"}")
                        + "."
                        + encoded(claims.build().toString())
                        + "."
                        + encoded("0123456789abcdef0123456789abcdef");
        for (String token :
                List.of(
                        "nonsense",
                        "a.b.c",
                        unsigned,
                        hmac,
                        StubIdentity.signedWithThePublicKey(gateway.identity.claims()),
                        StubIdentity.sign(gateway.identity.claims(), StubIdentity.newKey()),
                        StubIdentity.sign(
                                gateway.identity
                                        .claims()
                                        .expirationTime(
                                                Date.from(
                                                        Instant.now()
                                                                .minus(Duration.ofMinutes(5))))),
                        StubIdentity.sign(gateway.identity.claims().expirationTime(null)),
                        StubIdentity.sign(gateway.identity.claims().audience("somebody-else")),
                        StubIdentity.sign(gateway.identity.claims().issuer("https://evil.example")),
                        StubIdentity.sign(
                                gateway.identity
                                        .claims()
                                        .notBeforeTime(
                                                Date.from(
                                                        Instant.now()
                                                                .plus(Duration.ofMinutes(5))))),
                        "x".repeat(9000))) {
            var answer = gateway.get("/api/v1/practices", "Authorization", "Bearer " + token);

            assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
            assertThat(answer.body()).doesNotContain(token);
        }
        assertThat(gateway.catalogue.seen()).isEmpty();
    }

    @Test
    void otherWaysToAuthenticateAreRefused() {
        assertProblem(
                gateway.get("/api/v1/practices", "Authorization", "Basic YTpi"),
                401,
                "unauthenticated");
        assertProblem(
                gateway.get(
                        "/api/v1/practices",
                        "Authorization",
                        "Bearer " + gateway.identity.token(List.of()),
                        "Authorization",
                        "Bearer x"),
                401,
                "unauthenticated");
    }

    @Test
    void withoutTheKeysNobodyIsCalledAnImpostor() {
        String token =
                StubIdentity.sign(
                        gateway.identity.claims().claim("fresh", System.nanoTime()),
                        StubIdentity.newKey("unknown"));
        gateway.identity.server.on("/auth/oauth2/jwks", StubService.json(500, "{}"));

        assertProblem(
                gateway.get("/api/v1/practices", "Authorization", "Bearer " + token),
                503,
                "unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/practices",
                "/api//v1/practices",
                "/api/v1/./practices",
                "/api/v1/practices/../review-queue",
                "/api/v1/practices/%2e%2e/review-queue",
                "/api/v1/practices/%2E%2E%2Freview-queue",
                "/api/v1/practices/..%2freview-queue",
                "/api/v1/practices%2f..%2freview-queue",
                "/api/v1/practices/..;/review-queue",
                "/api/v1/practices;a=b",
                "/api/v1/practices/%5c..%5creview-queue",
                "/api/v1/practices/%252e%252e/review-queue",
                "/api/v1/practices/%00",
                "/api/v1/practices/a%0d%0aX-Evil:1",
                "/api/v1/practices/%",
                "/api/v1/practices/%zz",
                "/api/v1/practices/\\..\\x",
                "/../../etc/passwd",
                "/auth/../actuator/env",
                "/%61ctuator/env",
                "/actuator/..;/env",
            })
    void ambiguousPathsNeverReachAService(String path) throws Exception {
        String answer =
                raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 (400|404)");
        assertThat(answer).contains("application/problem+json").doesNotContain("Apache Tomcat");
        assertThat(gateway.catalogue.seen()).isEmpty();
        assertThat(gateway.submission.seen()).isEmpty();
        assertThat(gateway.identity.server.seen()).isEmpty();
    }

    @Test
    void requestsThatTwoServersCouldReadDifferentlyAreRefused() throws Exception {
        for (String request :
                List.of(
                        "POST /api/v1/submissions HTTP/1.1\r\n"
                                + "Host: a\r\n"
                                + "Content-Length: 3\r\n"
                                + "Content-Length: 4\r\n\r\n"
                                + "abcd",
                        "POST /api/v1/submissions HTTP/1.1\r\n"
                                + "Host: a\r\n"
                                + "Transfer-Encoding: chunked, identity\r\n\r\n"
                                + "0\r\n\r\n",
                        "POST /api/v1/submissions HTTP/1.1\r\n"
                                + "Host: a\r\n"
                                + "Transfer-Encoding: xchunked\r\n\r\n"
                                + "0\r\n\r\n",
                        "GET /api/v1/practices HTTP/1.1\r\n\r\n",
                        "GET /api/v1/practices HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                        "GET /api/v1/practices HTTP/1.1\r\nHost: a b\r\n\r\n",
                        "GET /api/v1/practices HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n",
                        "GET /a|b HTTP/1.1\r\nHost: a\r\n\r\n",
                        "nonsense\r\n\r\n")) {
            String answer = raw(request);

            assertThat(answer).as(request).containsPattern("^HTTP/1.1 (400|501)");
            assertThat(answer).doesNotContain("Exception").doesNotContain("Apache");
        }
        assertThat(gateway.catalogue.seen()).isEmpty();
    }

    @Test
    void contentLengthWithChunksCountsAsChunks() throws Exception {
        raw(
                "POST /api/v1/submissions HTTP/1.1\r\n"
                        + "Host: a\r\n"
                        + "Content-Length: 4\r\n"
                        + "Transfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n"
                        + "2\r\n"
                        + "ok\r\n"
                        + "0\r\n\r\n");

        assertThat(gateway.submission.seen())
                .allMatch(seen -> seen.text().equals("ok"))
                .allMatch(seen -> !seen.headers().containsKey("content-length"));
    }

    @Test
    void aHeaderBombIsRefused() throws Exception {
        String many = "X-Bomb: " + "x".repeat(1000) + "\r\n";
        String answer =
                raw(
                        "GET /api/v1/practices HTTP/1.1\r\nHost: localhost\r\n"
                                + many.repeat(40)
                                + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(gateway.catalogue.seen()).isEmpty();
    }

    @Test
    void anAddressThatIsTooLongIsRefused() throws Exception {
        String answer =
                raw(
                        "GET /api/v1/practices/"
                                + "x".repeat(5000)
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed-path");
    }

    @Test
    void aSlowSenderHoldsNoConnectionToAService() throws Exception {
        try (var slow = new Socket("localhost", gateway.port())) {
            slow.getOutputStream()
                    .write(
                            ("POST /api/v1/submissions HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Content-Length: 100\r\n\r\nhalf")
                                    .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            // Others are served in the meantime; nothing of the half has been passed on.
            assertThat(gateway.get("/api/v1/submissions").statusCode()).isEqualTo(200);
            assertThat(gateway.submission.seen()).noneMatch(seen -> seen.method().equals("POST"));
        }
    }

    @Test
    void everyAnswerCarriesAnIdThatTheServiceSawToo() {
        var own = gateway.get("/api/v1/practices");
        String id = own.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(gateway.catalogue.last().header("X-Request-Id")).isEqualTo(id);

        var given = gateway.get("/api/v1/practices", "X-Request-Id", "trace-12345");
        assertThat(given.headers().firstValue("X-Request-Id")).contains("trace-12345");

        var forged = gateway.get("/api/v1/practices", "X-Request-Id", "a b<script>");
        assertThat(forged.headers().firstValue("X-Request-Id").orElseThrow())
                .doesNotContain("script");
    }

    @Test
    void whatIsPublicMayBeReadFromAnyOriginAndNothingElse() {
        var reading = gateway.get("/api/v1/practices", "Origin", "https://else.example");
        assertThat(reading.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(reading.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();

        var private_ = gateway.get("/api/v1/submissions", "Origin", "https://else.example");
        assertThat(private_.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();

        var preflight =
                gateway.send(
                        "OPTIONS",
                        "/api/v1/practices",
                        null,
                        "Origin",
                        "https://else.example",
                        "Access-Control-Request-Method",
                        "DELETE");
        assertThat(preflight.statusCode()).isEqualTo(403);
    }

    @Test
    void aPageElsewhereMayHaveItsReadersSubscribeAndManageTheirSubscriptions() {
        var preflight =
                gateway.send(
                        "OPTIONS",
                        "/api/v1/subscriptions/own/0199",
                        null,
                        "Origin",
                        "https://else.example",
                        "Access-Control-Request-Method",
                        "PUT",
                        "Access-Control-Request-Headers",
                        "content-type,idempotency-key,subscription-session");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("PUT");
        assertThat(
                        preflight
                                .headers()
                                .firstValue("Access-Control-Allow-Headers")
                                .orElseThrow()
                                .toLowerCase(java.util.Locale.ROOT))
                .contains("content-type", "idempotency-key", "subscription-session");

        var tokens =
                gateway.send(
                        "OPTIONS",
                        "/api/v1/subscriptions/endpoints",
                        null,
                        "Origin",
                        "https://else.example",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization");
        assertThat(tokens.statusCode()).isEqualTo(403);
    }

    @Test
    void answersOfServicesAreNeverTakenForPages() {
        gateway.catalogue.on("*", StubService.answer(200, "text/html", "<script>x</script>"));

        var answer = gateway.get("/api/v1/practices");

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            var answer = new java.io.ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (IOException e) {
                // Reset after the answer: what was said counts.
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
