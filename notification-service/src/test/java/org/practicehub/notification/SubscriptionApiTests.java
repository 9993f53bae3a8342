package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Hub.wish;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;

class SubscriptionApiTests {

    private static final String PATH = "/api/v1/subscriptions";

    private static Hub hub;
    private static Hub.Service service;

    @BeforeAll
    static void start() {
        hub = new Hub();
        service = hub.start("--notification.limits.requests-per-hour=3");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                     | malformed-body    | ``",
                "[]                                                    | malformed-body    | ``",
                "{\"x\":1}                                             | malformed-body    | /x",
                "{\"language\":{}}                                     | malformed-body    |"
                        + " /language",
                "{}                                                    | validation-failed |"
                        + " /criteria",
                "{\"criteria\":{\"all\":[\"country:XX\"]}}             | validation-failed |"
                        + " /criteria/all/0",
                "{\"criteria\":{\"words\":\"a\\u0000b\"}}              | validation-failed |"
                        + " /criteria/words",
                "{\"criteria\":{\"words\":\"a\\ud800b\"}}              | validation-failed |"
                        + " /criteria/words",
                "{\"criteria\":{\"oops\":1}}                           | validation-failed |"
                        + " /criteria/oops",
                "{\"channel\":{\"type\":\"pigeon\"}}                   | validation-failed |"
                        + " /channel/type",
                "{\"channel\":{\"type\":\"email\",\"address\":\"a@b.c\\r"
                        + "\\n"
                        + "Bcc: d@e.f\"}} | validation-failed | /channel/address",
                "{\"channel\":{\"type\":\"email\",\"address\":\"nobody\"}} | validation-failed |"
                        + " /channel/address",
                "{\"cadence\":\"hourly\"}                              | validation-failed |"
                        + " /cadence",
                "{\"language\":\"tlh\"}                                | validation-failed |"
                        + " /language",
            })
    void whatIsWrongIsPointedAt(String body, String name, String pointer) {
        HttpResponse<String> answer = service.post(PATH, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"urn:practicehub:problem:" + name + "\"")
                .contains("\"pointer\":\"" + pointer + "\"")
                .doesNotContain("org.practicehub")
                .doesNotContain("Exception");
    }

    @Test
    void bodiesAreLimitedInSizeAndDepth() {
        assertThat(service.post(PATH, "{\"x\":\"" + "y".repeat(10 << 20) + "\"}").statusCode())
                .isEqualTo(413);
        String deep = "{\"criteria\":" + "[".repeat(2000) + "]".repeat(2000) + "}";
        assertThat(service.post(PATH, deep).statusCode()).isEqualTo(400);
        assertThat(service.post(PATH, "text/plain", "hello").statusCode()).isEqualTo(415);
    }

    @Test
    void nobodyLearnsWhoSubscribes() {
        String address = "known@example.org";
        hub.subscribe(service, "{\"all\":[\"gcm:1\"]}", address);
        HttpResponse<String> known =
                service.post(PATH, wish("{\"all\":[\"gcm:1\"]}", address, "en"));
        HttpResponse<String> stranger =
                service.post(PATH, wish("{\"all\":[\"gcm:1\"]}", "new@example.org", "en"));
        String id = "\"[0-9a-f-]{36}\"";
        assertThat(known.statusCode()).isEqualTo(stranger.statusCode()).isEqualTo(202);
        assertThat(known.body().replaceAll(id, "ID"))
                .isEqualTo(stranger.body().replaceAll(id, "ID"))
                .isEqualTo("{\"id\":ID,\"status\":\"unconfirmed\"}");
    }

    @Test
    void oneAddressIsNotFlooded() {
        String victim = "victim@example.org";
        for (int i = 1; i <= 6; i++) {
            assertThat(
                            service.post(PATH, wish("{\"all\":[\"sdg:" + i + "\"]}", victim, "en"))
                                    .statusCode())
                    .isEqualTo(202);
        }
        hub.subscribe(service, "{\"all\":[\"sdg:2\"]}", "afterwards@example.org");
        assertThat(hub.mailsTo(victim)).hasSize(3);
    }

    @Test
    void tokensAreWorthNothingChangedOrForAnotherPurpose() {
        String address = "tokens@example.org";
        service.post(PATH, wish("{\"all\":[\"gcm:2\"]}", address, "en"));
        Awaiting.until(() -> hub.mailsTo(address).size() == 1);
        String token = Mails.token(hub.mailsTo(address).getFirst());
        for (String bad :
                new String[] {
                    "", ".", "x", token + "x", token.substring(1), "a".repeat(5000), "é.ü",
                }) {
            HttpResponse<String> answer =
                    service.post(PATH + "/confirmation", "{\"token\":\"" + bad + "\"}");
            assertThat(answer.statusCode()).as(bad).isEqualTo(410);
            assertThat(answer.body()).contains("urn:practicehub:problem:gone");
        }
        assertThat(
                        service.post(
                                        PATH + "/unsubscription?token=" + token,
                                        "application/x-www-form-urlencoded",
                                        "List-Unsubscribe=One-Click")
                                .statusCode())
                .isEqualTo(410);
        assertThat(service.post(PATH + "/confirmation", "{}").statusCode()).isEqualTo(400);
        assertThat(service.get(PATH + "/token?token=" + token).body()).contains("unconfirmed");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> confirmed =
                    service.post(PATH + "/confirmation", "{\"token\":\"" + token + "\"}");
            assertThat(confirmed.statusCode()).isEqualTo(200);
            assertThat(confirmed.body()).contains("\"active\"").doesNotContain(address);
        }
    }

    @Test
    void whatIsNotOfferedIsDenied() {
        for (String path : new String[] {PATH, "/", "/api/v1/anything", "/actuator/env"}) {
            HttpResponse<String> answer = service.get(path);
            assertThat(answer.statusCode()).as(path).isIn(401, 404);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .as(path)
                    .hasValue("application/problem+json");
        }
        HttpResponse<String> foreign =
                service.exchange(
                        service.request(PATH + "/confirmation")
                                .header("Authorization", "Bearer abc.def.ghi")
                                .header("Content-Type", "application/json")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(foreign.statusCode()).isEqualTo(401);
        assertThat(foreign.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void theInterfaceDescribesItself() {
        HttpResponse<String> openapi = service.get("/openapi");
        assertThat(openapi.statusCode()).isEqualTo(200);
        assertThat(openapi.body())
                .contains("\"openapi\":\"3.1.")
                .contains("/api/v1/subscriptions/confirmation");
        assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }
}
