package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Hub.wish;
import static org.practicehub.notification.Practices.newId;
import static org.practicehub.notification.Practices.practice;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

class SelfServiceTests {

    private static final String PATH = "/api/v1/subscriptions";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Hub hub;
    private static Hub.Service service;

    @BeforeAll
    static void start() {
        hub = new Hub();
        service = hub.start("--notification.limits.requests-per-hour=6");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static HttpResponse<String> own(
            String session, String method, String path, String body) {
        return service.exchange(
                service.request(PATH + "/own" + path)
                        .header("Subscription-Session", session)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String link(String address) {
        int before = hub.mailsTo(address).size();
        assertThat(
                        service.post(PATH + "/manage-link", "{\"address\":\"" + address + "\"}")
                                .statusCode())
                .isEqualTo(202);
        Awaiting.until(() -> hub.mailsTo(address).size() > before);
        return Mails.token(hub.mailsTo(address).getLast());
    }

    private static HttpResponse<String> open(String token) {
        return service.post(PATH + "/manage-session", "{\"token\":\"" + token + "\"}");
    }

    @Test
    void theOwnerOfAnAddressSeesChangesAndEndsWhatTheyHave() {
        String reader = "manages@example.org";
        hub.subscribe(service, "{\"all\":[\"country:MA\"]}", reader);
        hub.subscribe(service, "{\"all\":[\"country:TN\"]}", reader);
        HttpResponse<String> opened = open(link(reader));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(opened.body()).doesNotContain(reader);
        JsonNode answer = JSON.readTree(opened.body());
        String session = answer.get("session").stringValue();
        assertThat(answer.get("items")).hasSize(2);
        String id = answer.get("items").get(0).get("id").stringValue();

        HttpResponse<String> changed =
                own(session, "PUT", "/" + id, "{\"cadence\":\"weekly\",\"language\":\"ar\"}");
        assertThat(changed.body())
                .contains("\"weekly\"", "\"ar\"", "\"hour\":8", "\"UTC\"", "\"monday\"");
        own(
                session,
                "PUT",
                "/" + id,
                "{\"hour\":19,\"zone\":\"Asia/Manila\",\"weekday\":\"friday\"}");
        assertThat(own(session, "PUT", "/" + id, "{\"weekday\":\"sunday\"}").body())
                .contains("\"weekly\"", "\"ar\"", "\"hour\":19", "\"Asia/Manila\"", "\"sunday\"");
        assertThat(own(session, "PUT", "/" + id, "{\"cadence\":\"immediate\"}").body())
                .contains("\"immediate\"", "\"ar\"")
                .doesNotContain("hour", "zone", "weekday");
        assertThat(own(session, "PUT", "/" + id, "{\"cadence\":\"hourly\"}").body())
                .contains("\"pointer\":\"/cadence\"");
        assertThat(own(session, "PUT", "/nothing", "{}").statusCode()).isEqualTo(404);
        assertThat(own(session, "DELETE", "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(own(session, "GET", "", "").body()).contains("country:TN").doesNotContain(id);
        assertThat(own(session, "DELETE", "", "").statusCode()).isEqualTo(204);
        assertThat(own(session, "GET", "", "").body()).isEqualTo("{\"items\":[]}");

        hub.subscribe(service, "{\"all\":[\"country:TN\"]}", "marker@example.org");
        int mails = hub.mailsTo(reader).size();
        hub.publish(hub.now(practice(newId(), 1, "After leaving", "country:TN", "country:MA")));
        Awaiting.until(() -> hub.mailsTo("marker@example.org").size() == 2);
        assertThat(hub.mailsTo(reader)).hasSize(mails);
    }

    @Test
    void aLinkWorksOnceAndANewerOneTakesItsPlace() {
        String reader = "links@example.org";
        hub.subscribe(service, "{\"all\":[\"sdg:3\"]}", reader);
        String first = link(reader);
        String second = link(reader);
        assertThat(open(first).statusCode()).isEqualTo(410);
        String session = JSON.readTree(open(second).body()).get("session").stringValue();
        assertThat(open(second).statusCode()).isEqualTo(410);
        assertThat(own(session, "GET", "", "").statusCode()).isEqualTo(200);
        String third = link(reader);
        hub.clock.forward(Duration.ofMinutes(61));
        assertThat(open(third).statusCode()).isEqualTo(410);
        assertThat(own(session, "GET", "", "").statusCode()).isEqualTo(410);
        assertThat(own(first, "GET", "", "").statusCode()).isEqualTo(410);
        assertThat(service.get(PATH + "/own").statusCode()).isEqualTo(400);
    }

    @Test
    void whoAsksForALinkLearnsNothing() {
        String known = "is-known@example.org";
        hub.subscribe(service, "{\"all\":[\"sdg:4\"]}", known);
        HttpResponse<String> forKnown =
                service.post(PATH + "/manage-link", "{\"address\":\"" + known + "\"}");
        HttpResponse<String> forStranger =
                service.post(PATH + "/manage-link", "{\"address\":\"nobody@example.org\"}");
        assertThat(forKnown.statusCode()).isEqualTo(forStranger.statusCode()).isEqualTo(202);
        assertThat(forKnown.body()).isEqualTo(forStranger.body());
        Awaiting.until(() -> hub.mailsTo(known).size() == 2);
        assertThat(hub.mailsTo("nobody@example.org")).isEmpty();
    }

    private static HttpResponse<String> ask(String key, String body) {
        return service.exchange(
                service.request(PATH)
                        .header("Idempotency-Key", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void aRepeatedRequestWithAKeyCountsOnce() {
        String reader = "twice@example.org";
        String body = wish("{\"all\":[\"sdg:5\"]}", reader, "en");
        HttpResponse<String> first = ask("key-1", body);
        HttpResponse<String> again = ask("key-1", body);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        HttpResponse<String> other = ask("key-1", wish("{\"all\":[\"sdg:6\"]}", reader, "en"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("urn:practicehub:problem:idempotency-key-reused");
        assertThat(ask("key 2", body).statusCode()).isEqualTo(400);
        hub.subscribe(service, "{\"all\":[\"sdg:7\"]}", "meanwhile@example.org");
        assertThat(hub.mailsTo(reader)).hasSize(1);
    }

    @Test
    void unknownParametersAreRefused() {
        HttpResponse<String> answer = service.get(PATH + "/token?token=x&tokn=y");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:practicehub:problem:unknown-parameter", "\"tokn\"");
    }
}
