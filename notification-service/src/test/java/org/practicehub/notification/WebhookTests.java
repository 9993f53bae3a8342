package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Practices.newId;
import static org.practicehub.notification.Practices.practice;

import com.standardwebhooks.Webhook;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.Topics;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class WebhookTests {

    private static final String PATH = "/api/v1/subscriptions/endpoints";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Hub hub;
    private static Hub.Service service;
    private static HookSink sink;

    @BeforeAll
    static void start() {
        hub = new Hub();
        sink = new HookSink();
        service =
                hub.start(
                        "--WEBHOOK_LOCAL_TARGETS=true",
                        "--notification.webhooks.retries=10ms,10ms,10ms",
                        "--notification.webhooks.per-account=2");
    }

    @AfterAll
    static void stop() {
        hub.close();
        sink.close();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static JsonNode added(String token, String path) {
        return json(service.as(token, "POST", PATH, "{\"url\":\"" + sink.url(path) + "\"}"), 201);
    }

    private static void subscribe(String token, JsonNode endpoint, String criteria) {
        json(
                service.as(
                        token,
                        "POST",
                        PATH + "/" + endpoint.get("id").stringValue() + "/subscriptions",
                        "{\"criteria\":" + criteria + "}"),
                201);
    }

    private static void verify(HookSink.Posted posted, String secret) throws Exception {
        new Webhook(secret)
                .verify(
                        posted.body(),
                        Map.of(
                                "webhook-id", List.of(posted.header("webhook-id")),
                                "webhook-timestamp", List.of(posted.header("webhook-timestamp")),
                                "webhook-signature", List.of(posted.header("webhook-signature"))));
    }

    @Test
    void anEndpointIsToldOnceOfPublicationsAndWithdrawals() throws Exception {
        String token = hub.issuer.token("ada", "contributor");
        JsonNode endpoint = added(token, "/ada");
        subscribe(token, endpoint, "{\"all\":[\"country:JO\"]}");
        subscribe(token, endpoint, "{\"all\":[\"country:JO\"]}");
        subscribe(token, endpoint, "{\"all\":[\"sdg:10\"]}");
        String id = newId();
        PracticePublished practice = hub.now(practice(id, 1, "Posted", "country:JO", "sdg:10"));
        hub.publish(practice);
        hub.publish(practice);
        Awaiting.until(() -> sink.posted("/ada").size() == 1);
        HookSink.Posted posted = sink.posted("/ada").getFirst();
        verify(posted, endpoint.get("secret").stringValue());
        assertThat(JSON.readTree(posted.body()).get("practiceId").stringValue()).isEqualTo(id);
        assertThat(posted.header("ce-type")).isEqualTo("org.practicehub.practice.published.v1");
        assertThat(posted.header("practicehub-occasion")).isEqualTo("published");
        assertThat(posted.header("practicehub-subscriptions").split(",")).hasSize(2);

        hub.send(
                Topics.PRACTICES,
                new PracticeWithdrawn(id, 9, hub.clock.instant(), 1, "Posted", "A mistake", null));
        Awaiting.until(() -> sink.posted("/ada").size() == 2);
        HookSink.Posted withdrawn = sink.posted("/ada").getLast();
        assertThat(JSON.readTree(withdrawn.body()).get("reason").stringValue())
                .isEqualTo("A mistake");
        assertThat(withdrawn.header("ce-type")).isEqualTo("org.practicehub.practice.withdrawn.v1");
    }

    @Test
    void aFailureIsTriedAgainUnderTheSameIdAndBothSecretsSignAfterARotation() throws Exception {
        String token = hub.issuer.token("ben", "moderator");
        JsonNode endpoint = added(token, "/ben");
        String id = endpoint.get("id").stringValue();
        subscribe(token, endpoint, "{\"all\":[\"country:LB\"]}");
        JsonNode rotated = json(service.as(token, "POST", PATH + "/" + id + "/secret", ""), 200);
        assertThat(rotated.get("secret")).isNotEqualTo(endpoint.get("secret"));
        sink.answers(HookSink.Answer.of(500));
        hub.publish(hub.now(practice(newId(), 1, "Again", "country:LB")));
        Awaiting.until(() -> sink.posted("/ben").size() == 1);
        Awaiting.until(
                () ->
                        json(service.as(token, "GET", PATH + "/" + id, ""), 200)
                                .get("status")
                                .stringValue()
                                .equals("failing"));
        sink.answers(HookSink.Answer.of(204));
        Awaiting.until(() -> sink.posted("/ben").size() >= 2);
        Awaiting.until(
                () ->
                        json(service.as(token, "GET", PATH + "/" + id, ""), 200)
                                .get("status")
                                .stringValue()
                                .equals("active"));
        List<HookSink.Posted> posted = sink.posted("/ben");
        assertThat(posted.stream().map(each -> each.header("webhook-id")).distinct()).hasSize(1);
        verify(posted.getLast(), endpoint.get("secret").stringValue());
        verify(posted.getLast(), rotated.get("secret").stringValue());
    }

    @Test
    void whoSaysGoneIsDisabledToldAndMayComeBack() {
        String token = hub.issuer.token("cleo", "contributor");
        JsonNode endpoint = added(token, "/cleo");
        String id = endpoint.get("id").stringValue();
        subscribe(token, endpoint, "{\"all\":[\"country:EG\"]}");
        sink.answers(HookSink.Answer.of(410));
        hub.publish(hub.now(practice(newId(), 1, "Unwanted", "country:EG")));
        Awaiting.until(() -> hub.mailsTo("cleo@accounts.example").size() == 1);
        sink.answers(HookSink.Answer.of(204));
        assertThat(Mails.body(hub.mailsTo("cleo@accounts.example").getFirst(), "text/plain"))
                .contains(sink.url("/cleo"), "answered 410");
        assertThat(
                        json(service.as(token, "GET", PATH + "/" + id, ""), 200)
                                .get("status")
                                .stringValue())
                .isEqualTo("disabled");
        json(service.as(token, "POST", PATH + "/" + id + "/activation", ""), 200);
        hub.publish(hub.now(practice(newId(), 1, "Wanted", "country:EG")));
        Awaiting.until(() -> sink.posted("/cleo").size() == 2);

        // What was refused comes again on request, under the id it had.
        String messages = service.as(token, "GET", PATH + "/" + id + "/messages", "").body();
        assertThat(messages).contains("\"refused\"", "answered 410");
        JsonNode owed =
                json(
                        service.as(
                                token,
                                "POST",
                                PATH + "/" + id + "/replay",
                                "{\"since\":\"" + hub.clock.instant().minusSeconds(600) + "\"}"),
                        202);
        assertThat(owed.get("messages").intValue()).isEqualTo(1);
        Awaiting.until(() -> sink.posted("/cleo").size() == 3);
        assertThat(sink.posted("/cleo").getLast().header("webhook-id"))
                .isEqualTo(sink.posted("/cleo").getFirst().header("webhook-id"));
    }

    @Test
    void anEndpointIsItsAccountsAlone() {
        String mine = hub.issuer.token("dora", "contributor");
        String stranger = hub.issuer.token("eve", "contributor");
        String id = added(mine, "/dora").get("id").stringValue();
        assertThat(service.as(stranger, "GET", PATH, "").body()).doesNotContain(id);
        for (String[] call :
                new String[][] {
                    {"GET", "", ""},
                    {"DELETE", "", ""},
                    {"POST", "/secret", ""},
                    {"POST", "/test", ""},
                    {"POST", "/activation", ""},
                    {"GET", "/subscriptions", ""},
                    {"POST", "/subscriptions", "{\"criteria\":{\"all\":[\"sdg:1\"]}}"},
                }) {
            HttpResponse<String> answer =
                    service.as(stranger, call[0], PATH + "/" + id + call[1], call[2]);
            assertThat(answer.statusCode()).as(call[0] + call[1]).isEqualTo(404);
        }
        JsonNode test = json(service.as(mine, "POST", PATH + "/" + id + "/test", ""), 200);
        assertThat(test.get("delivered").booleanValue()).isTrue();
        assertThat(sink.posted("/dora").getFirst().header("ce-type"))
                .isEqualTo("org.practicehub.test.v1");
        assertThat(service.as(mine, "GET", PATH, "").body()).contains(id).doesNotContain("whsec_");
        added(mine, "/dora2");
        assertThat(
                        service.as(mine, "POST", PATH, "{\"url\":\"https://example.org/\"}")
                                .statusCode())
                .isEqualTo(409);
        assertThat(service.as(mine, "DELETE", PATH + "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(service.as(mine, "GET", PATH + "/" + id, "").statusCode()).isEqualTo(404);
        assertThat(service.as(stranger, "POST", PATH, "{\"url\":\"gopher://x\"}").body())
                .contains("\"pointer\":\"/url\"");
    }

    @Test
    void aSlowEndpointDelaysNobodyElse() {
        String slow = hub.issuer.token("slow", "contributor");
        String quick = hub.issuer.token("quick", "contributor");
        HookSink never = new HookSink();
        JsonNode stuck =
                json(
                        service.as(slow, "POST", PATH, "{\"url\":\"" + never.url("/never") + "\"}"),
                        201);
        subscribe(slow, stuck, "{\"all\":[\"country:DZ\"]}");
        subscribe(quick, added(quick, "/quick"), "{\"all\":[\"country:DZ\"]}");
        never.answers(new HookSink.Answer(200, Map.of(), HookSink.NEVER));
        for (int i = 0; i < 20; i++) {
            hub.publish(hub.now(practice(newId(), 1, "Both " + i, "country:DZ")));
        }
        long start = System.nanoTime();
        Awaiting.until(() -> sink.posted("/quick").size() == 20);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        assertThat(never.posted("/never").size()).isLessThanOrEqualTo(4);
        never.close();
    }
}
