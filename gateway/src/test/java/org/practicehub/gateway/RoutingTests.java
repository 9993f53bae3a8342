package org.practicehub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class RoutingTests {

    private final RunningGateway gateway = RunningGateway.INSTANCE;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void fresh() {
        gateway.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/submissions, submission",
        "/api/v1/submissions/0199/withdrawal, submission",
        "/api/v1/review-queue/0199/approval, submission",
        "/api/v1/imports/7, submission",
        "/api/v1/topics/cities, submission",
        "/api/v1/retagging, submission",
        "/api/v1/retagging/0199/apply, submission",
        "/api/v1/practices/0199/revisions, submission",
        "/api/v1/practices/0199/revisions/2, submission",
        "/api/v1/review-queue, submission",
        "/api/v1/imports, submission",
        "/api/v1/topics, submission",
        "/api/v1/practices, catalogue",
        "/api/v1/practices/0199, catalogue",
        "/api/v1/exports/practices.csv, catalogue",
        "/api/v1/submissions/0199/events, submission",
        "/api/v1/bundles, catalogue",
        "/api/v1/submissions/audit, submission",
        "/api/v1/subjects/topic:labour, catalogue",
        "/api/v1/statistics/gaps, catalogue",
        "/api/v1/subjects, catalogue",
        "/api/v1/statistics/countries-goals-years, catalogue",
        "/api/v1/projections, catalogue",
        "/api/v1/projections/statistics/rebuild, catalogue",
        "/feeds/practices.atom, catalogue",
        "/oai, catalogue",
        "/robots.txt, catalogue",
        "/sitemap.xml, catalogue",
        "/opensearch.xml, catalogue",
        "/api/v1/tags/preview, tagging",
        "/api/v1/vocabularies/sdgs, tagging",
        "/api/v1/subscriptions, notification",
        "/api/v1/subscriptions/confirmation, notification",
        "/api/v1/subscriptions/own/0199, notification",
        "/auth/.well-known/openid-configuration, identity",
    })
    void everyPublicPathHasItsService(String path, String service) {
        var services =
                Map.of(
                        "submission", gateway.submission,
                        "catalogue", gateway.catalogue,
                        "tagging", gateway.tagging,
                        "notification", gateway.notification,
                        "identity", gateway.identity.server);
        services.get(service).on("*", StubService.json(200, "{\"here\":true}"));

        var answer = gateway.get(path + "?a=b%20c&a=d%2Be");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"here\":true}");
        assertThat(services.get(service).last().target()).isEqualTo(path + "?a=b%20c&a=d%2Be");
    }

    @Test
    void whatACallerAndAServiceSayToEachOtherPassesUnchanged() {
        gateway.submission.on(
                "*",
                StubService.json(
                        201,
                        "{\"id\":\"1\"}",
                        "ETag",
                        "\"7\"",
                        "Location",
                        "/api/v1/submissions/1",
                        "RateLimit",
                        "\"x\";r=1"));

        var answer =
                gateway.send(
                        "POST",
                        "/api/v1/submissions",
                        "{\"title\":\"Ünïcode 🙂\"}",
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "key-1",
                        "If-Match",
                        "\"6\"",
                        "Accept-Language",
                        "fr");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/submissions/1");
        var seen = gateway.submission.last();
        assertThat(seen.text()).isEqualTo("{\"title\":\"Ünïcode 🙂\"}");
        assertThat(seen.header("Idempotency-Key")).isEqualTo("key-1");
        assertThat(seen.header("If-Match")).isEqualTo("\"6\"");
        assertThat(seen.header("Accept-Language")).isEqualTo("fr");
        assertThat(seen.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/subscriptions/own",
        "DELETE, /api/v1/subscriptions/own",
        "PUT, /api/v1/subscriptions/own/0199",
        "DELETE, /api/v1/subscriptions/own/0199",
        "GET, /api/v1/subscriptions/own/data",
        "POST, /api/v1/subscriptions/own/erasure",
        "POST, /api/v1/subscriptions",
    })
    void theSessionOfASubscriberAndTheKeyOfARequestReachTheNotificationService(
            String method, String path) {
        gateway.notification.on("*", StubService.json(200, "{}"));

        gateway.send(
                method,
                path,
                method.equals("GET") ? null : "{}",
                "Subscription-Session",
                "s.1-_",
                "Idempotency-Key",
                "key-2");

        var seen = gateway.notification.last();
        assertThat(seen.method()).isEqualTo(method);
        assertThat(seen.header("Subscription-Session")).isEqualTo("s.1-_");
        assertThat(seen.header("Idempotency-Key")).isEqualTo("key-2");
    }

    @Test
    void whoMaySeeTheProjectionsIsDecidedByTheCatalogue() {
        String token = gateway.identity.token(List.of("administrator"));
        gateway.catalogue.on(
                "*",
                StubService.answer(
                        401, "application/problem+json", "{}", "WWW-Authenticate", "Bearer"));

        var answer = gateway.get("/api/v1/projections");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");

        gateway.get("/api/v1/projections", "Authorization", "Bearer " + token);
        assertThat(gateway.catalogue.last().header("Authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    void whatACallerSaysAboutProxiesAndSessionsStaysBehind() {
        gateway.catalogue.on("*", StubService.json(200, "{}", "Set-Cookie", "a=b"));

        var answer =
                gateway.get(
                        "/api/v1/practices",
                        "X-Forwarded-For",
                        "6.6.6.6",
                        "X-Forwarded-Host",
                        "evil.example",
                        "Forwarded",
                        "for=6.6.6.6",
                        "Cookie",
                        "hub_session=secret; other=1",
                        "X-Original-URL",
                        "/actuator");

        var seen = gateway.catalogue.last();
        assertThat(seen.header("X-Forwarded-For")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(seen.header("X-Forwarded-Host")).isEqualTo("localhost:" + gateway.port());
        assertThat(seen.headers()).doesNotContainKeys("cookie", "forwarded", "x-original-url");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void theIdentityProviderKeepsItsOwnCookiesAndTheNameItWasCalledBy() {
        gateway.identity.server.on(
                "/auth/login",
                StubService.answer(200, "text/html", "hello", "Set-Cookie", "IDP=1; Path=/auth"));

        var answer = gateway.get("/auth/login", "Cookie", "hub_session=secret; IDP=0");

        var seen = gateway.identity.server.last();
        assertThat(seen.header("Cookie")).isEqualTo("IDP=0");
        assertThat(seen.header("Host")).isEqualTo("localhost:" + gateway.port());
        assertThat(answer.headers().firstValue("Set-Cookie")).contains("IDP=1; Path=/auth");
    }

    @Test
    void aServiceThatNamesItselfMeansTheGateway() {
        gateway.catalogue.on(
                "*",
                StubService.answer(
                        308,
                        "text/plain",
                        "",
                        "Location",
                        gateway.catalogue.uri() + "/api/v1/practices/2"));

        var answer = gateway.get("/api/v1/practices/1");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/practices/2");
    }

    @Test
    void aConditionalGetIsAnsweredByTheService() {
        gateway.catalogue.on("*", StubService.answer(304, "text/plain", "", "ETag", "\"3\""));

        var answer = gateway.get("/api/v1/practices/1", "If-None-Match", "\"3\"");

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).contains("\"3\"");
        assertThat(gateway.catalogue.last().header("If-None-Match")).isEqualTo("\"3\"");
    }

    @Test
    void aFormPassesAsItIs() {
        gateway.notification.on("*", StubService.json(200, "{}"));

        gateway.send(
                "POST",
                "/api/v1/subscriptions/unsubscription?token=a%2Bb",
                "List-Unsubscribe=One-Click",
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(gateway.notification.last().text()).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(gateway.notification.last().target()).endsWith("?token=a%2Bb");
    }

    @Test
    void eventsArriveWhenTheyHappen() throws Exception {
        var read = new CountDownLatch(1);
        gateway.submission.on(
                "*",
                (exchange, _) -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    var out = exchange.getResponseBody();
                    out.write("data: one\n\n".getBytes());
                    out.flush();
                    // The second event is not sent before the first has arrived.
                    waitFor(read);
                    out.write("data: two\n\n".getBytes());
                });

        HttpResponse<InputStream> answer =
                client.send(
                        HttpRequest.newBuilder(gateway.at("/api/v1/submissions/1/events")).build(),
                        BodyHandlers.ofInputStream());

        assertThat(new String(answer.body().readNBytes(11))).isEqualTo("data: one\n\n");
        read.countDown();
        assertThat(new String(answer.body().readAllBytes())).isEqualTo("data: two\n\n");
    }

    @Test
    void aLargeImportIsStreamed() throws Exception {
        gateway.submission.on(
                "*",
                (exchange, seen) ->
                        StubService.json(202, "{\"bytes\":" + seen.body().length + "}")
                                .to(exchange, seen));
        byte[] body = new byte[2_500_000];

        var chunked =
                post(
                        "/api/v1/imports",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        var sized = post("/api/v1/imports", BodyPublishers.ofByteArray(body));

        assertThat(chunked.body()).isEqualTo("{\"bytes\":2500000}");
        assertThat(sized.body()).isEqualTo("{\"bytes\":2500000}");
    }

    @Test
    void bodiesBeyondTheLimitAreRefusedHoweverTheyAreSent() throws Exception {
        gateway.submission.on("*", StubService.json(200, "{}"));
        byte[] body = new byte[1_100_000];

        var sized = post("/api/v1/submissions", BodyPublishers.ofByteArray(body));
        var chunked =
                post(
                        "/api/v1/submissions",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertProblem(sized, 413, "too-large");
        assertProblem(chunked, 413, "too-large");
    }

    @Test
    void aDeadServiceIsSaidToBeDead() {
        var dead = RunningGateway.INSTANCE;
        dead.tagging.on("*", (exchange, _) -> exchange.close());

        var answer =
                dead.send("POST", "/api/v1/tags/preview", "{}", "Content-Type", "application/json");

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("The tagging service").doesNotContain("Exception");
    }

    @Test
    void aServiceThatStaysDeadIsAskedLessOftenAndFoundAgain() {
        gateway.notification.on("*", (exchange, _) -> exchange.close());
        for (int i = 0; i < 30; i++) {
            assertProblem(gateway.get("/api/v1/subscriptions/x"), 503, "unavailable");
        }
        // Each GET is tried twice before the fuse blows, and not at all afterwards.
        assertThat(gateway.notification.seen()).hasSizeLessThan(60);

        gateway.notification.on("*", StubService.json(200, "{}"));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(gateway.get("/api/v1/subscriptions/x").statusCode())
                                        .isEqualTo(200));
    }

    @Test
    void oneTraceGoesThroughTheGateway() {
        gateway.catalogue.on("*", StubService.json(200, "{}"));

        gateway.get(
                "/api/v1/practices",
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(gateway.catalogue.last().header("traceparent"))
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void aSilentServiceIsNotWaitedForForEver() {
        var over = new CountDownLatch(1);
        gateway.catalogue.on("*", (_, _) -> waitFor(over));

        var answer = gateway.get("/api/v1/practices");
        over.countDown();

        assertProblem(answer, 504, "timeout");
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForAWholeOne() {
        gateway.catalogue.on("/api/v1/exports/small", breakingOffAfter(10));
        gateway.catalogue.on("/api/v1/exports/large", breakingOffAfter(100_000));

        assertProblem(gateway.get("/api/v1/exports/small"), 502, "bad-gateway");
        assertThatThrownBy(() -> gateway.get("/api/v1/exports/large"))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static StubService.Answer breakingOffAfter(int bytes) {
        return (exchange, _) -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[bytes]);
            exchange.getResponseBody().flush();
            throw new IOException("gone");
        };
    }

    @Test
    void aProblemOfAServicePassesAsItIs() {
        gateway.submission.on("*", StubService.problem(409, "not-tagged-yet"));

        var answer = gateway.send("POST", "/api/v1/review-queue/1/approval", "{}");

        assertProblem(answer, 409, "not-tagged-yet");
    }

    @Test
    void methodsOfAllKindsPass() {
        gateway.submission.on("*", StubService.json(200, "{}"));

        for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
            gateway.send(method, "/api/v1/submissions/1", "{}");
            assertThat(gateway.submission.last().method()).isEqualTo(method);
        }
        assertThat(gateway.send("HEAD", "/api/v1/submissions/1", null).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownPathIsAProblem() {
        assertProblem(gateway.get("/api/v1/nothing"), 404, "not-found");
        assertProblem(gateway.get("/api/v2/practices"), 404, "not-found");
        assertProblem(gateway.get("/actuator/env"), 404, "not-found");
        assertProblem(gateway.get("/actuator/prometheus"), 404, "not-found");
    }

    @Test
    void healthSaysUpOrDownAndNothingElse() {
        assertThat(gateway.get("/actuator/health/liveness").body())
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(gateway.at(path).toString())).POST(body).build(),
                BodyHandlers.ofString());
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    static void assertProblem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"urn:practicehub:problem:" + name + "\"");
    }
}
