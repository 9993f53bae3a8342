package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Mails.header;
import static org.practicehub.notification.Practices.newId;
import static org.practicehub.notification.Practices.practice;

import com.mongodb.client.model.Filters;

import jakarta.mail.internet.MimeMessage;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Decision;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.events.Topics;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Bounces, erasure, export. */
class PersonTests {

    private static final String PATH = "/api/v1/subscriptions";

    private static Hub hub;
    private static Hub.Service service;
    private static String machine;
    private static String administrator;

    @BeforeAll
    static void start() {
        hub = new Hub();
        service = hub.start();
        machine = hub.issuer.token("mail-system", "machine");
        administrator = hub.issuer.token("root", "administrator");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static void report(String type, String address, MimeMessage mail) {
        HttpResponse<String> answer =
                service.as(
                        machine,
                        "POST",
                        PATH + "/bounces",
                        """
                        {"type":"%s","address":"%s","messageId":"%s","diagnostic":"550 x"}\
                        """
                                .formatted(type, address, header(mail, "Message-ID")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static String accounts(String practice) {
        return service.as(administrator, "GET", PATH + "/accounts/" + practice, "").body();
    }

    private static void published(String id, String... terms) {
        hub.publish(hub.now(practice(id, 1, "Published " + id, terms)));
    }

    @Test
    void whatBouncedForGoodIsAccountedForAndTheAddressSpared() {
        String reader = "bounces@example.org";
        String other = "does-not@example.org";
        hub.subscribe(service, "{\"all\":[\"country:MA\"]}", reader);
        hub.subscribe(service, "{\"all\":[\"country:MA\"]}", other);
        String first = newId();
        published(first, "country:MA");
        Awaiting.until(() -> hub.mailsTo(reader).size() == 2);
        Awaiting.until(() -> accounts(first).contains("\"sent\":2"));
        report("hard", reader.toUpperCase(Locale.ROOT), hub.mailsTo(reader).getLast());
        assertThat(accounts(first)).contains("\"sent\":1").contains("\"bounced\":1");

        String second = newId();
        published(second, "country:MA");
        Awaiting.until(() -> hub.mailsTo(other).size() == 3);
        Awaiting.until(() -> accounts(second).contains("\"cancelled\":1"));
        assertThat(hub.mailsTo(reader)).hasSize(2);

        assertThat(
                        service.as(
                                        administrator,
                                        "POST",
                                        PATH + "/suppressions/lifting",
                                        "{\"address\":\"" + reader + "\"}")
                                .statusCode())
                .isEqualTo(204);
        published(newId(), "country:MA");
        Awaiting.until(() -> hub.mailsTo(reader).size() == 3);
    }

    @Test
    void fewSoftBouncesAreBorneAndManyAreNot() {
        String reader = "soft@example.org";
        String other = "soft-marker@example.org";
        hub.subscribe(service, "{\"all\":[\"country:TN\"]}", reader);
        hub.subscribe(service, "{\"all\":[\"country:TN\"]}", other);
        for (int i = 0; i < 4; i++) {
            report("soft", reader, hub.mailsTo(reader).getFirst());
        }
        published(newId(), "country:TN");
        Awaiting.until(() -> hub.mailsTo(reader).size() == 2);
        report("soft", reader, hub.mailsTo(reader).getFirst());
        published(newId(), "country:TN");
        Awaiting.until(() -> hub.mailsTo(other).size() == 3);
        Awaiting.until(() -> service.bean(Outbound.class).size() == 0);
        assertThat(hub.mailsTo(reader)).hasSize(2);
    }

    @Test
    void whoComplainsHasNothingLeft() {
        String reader = "complains@example.org";
        hub.subscribe(service, "{\"all\":[\"country:DZ\"]}", reader);
        report("complaint", reader, hub.mailsTo(reader).getFirst());
        assertThat(export(reader)).contains("\"suppressed\":\"complaint\"", "\"subscriptions\":[]");
        assertThat(service.as(machine, "POST", PATH + "/bounces", "{\"type\":\"odd\"}").body())
                .contains("\"/type\"", "\"/address\"");
    }

    @Test
    void aReportIsReadAsTheMailSystemMailsIt() {
        String reader = "mailed@example.org";
        hub.subscribe(service, "{\"all\":[\"country:LY\"]}", reader);
        String practice = newId();
        published(practice, "country:LY");
        Awaiting.until(() -> accounts(practice).contains("\"sent\":1"));
        String report =
                """
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s

                --b--
                """
                        .formatted(reader, header(hub.mailsTo(reader).getLast(), "Message-ID"));
        assertThat(mailed(report).statusCode()).isEqualTo(204);
        assertThat(accounts(practice)).contains("\"sent\":0").contains("\"bounced\":1");
        assertThat(export(reader)).contains("\"suppressed\":\"hard bounce\"");

        HttpResponse<String> refused = mailed("Subject: I am away\n\nuntil Monday");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("is not a multipart/report");
    }

    private static HttpResponse<String> mailed(String report) {
        return service.exchange(
                service.request(PATH + "/bounces")
                        .header("Authorization", "Bearer " + machine)
                        .header("Content-Type", "message/rfc822")
                        .POST(HttpRequest.BodyPublishers.ofString(report)));
    }

    private static String export(String address) {
        return service.as(
                        administrator,
                        "POST",
                        PATH + "/people/export",
                        "{\"address\":\"" + address + "\"}")
                .body();
    }

    private static HttpResponse<String> erase(String address) {
        return service.as(
                administrator,
                "POST",
                PATH + "/people/erasure",
                "{\"address\":\"" + address + "\"}");
    }

    @Test
    void aPersonHasEverythingAndHasItErased() {
        String reader = "leaves-no-trace@example.org";
        hub.subscribe(service, "{\"all\":[\"country:EG\"]}", reader);
        String id = newId();
        published(id, "country:EG");
        Awaiting.until(() -> hub.mailsTo(reader).size() == 2);
        Awaiting.until(() -> export(reader).contains("\"state\":\"sent\""));
        assertThat(export(reader)).contains(reader, id, "\"country:EG\"", "\"published\"");
        for (int i = 0; i < 2; i++) {
            assertThat(erase(reader).statusCode()).isEqualTo(204);
        }
        assertThat(export(reader))
                .doesNotContain(reader, "country:EG")
                .contains("\"subscriptions\":[]");
        assertThat(accounts(id)).contains("\"sent\":1");
        hub.subscribe(service, "{\"all\":[\"country:EG\"]}", "erasure-marker@example.org");
        published(newId(), "country:EG");
        Awaiting.until(() -> hub.mailsTo("erasure-marker@example.org").size() == 2);
        assertThat(hub.mailsTo(reader)).hasSize(2);
    }

    private static SubmissionDecided decided(
            String id, String title, String recipient, String message) {
        return new SubmissionDecided(
                id, 1, hub.clock.instant(), Decision.REJECTED, title, "en", recipient, message);
    }

    @Test
    void ofADecisionThatWasToldOnlyThatItWasToldIsKept() {
        String id = newId();
        String contributor = "jane.doe@example.org";
        hub.send(
                Topics.DECISIONS,
                decided(id, "By Jane Doe", contributor, "Dear Jane Doe, not this time."));
        Awaiting.until(() -> hub.mailsTo(contributor).size() == 1);
        MongoTemplate store = service.bean(MongoTemplate.class);
        Awaiting.until(() -> String.valueOf(decisionOf(store, id)).contains("state=sent"));
        assertThat(String.valueOf(decisionOf(store, id))).doesNotContainIgnoringCase("jane");
    }

    private static Document decisionOf(MongoTemplate store, String id) {
        return store.getCollection("notifications")
                .find(Filters.eq("_id", "decision:" + id + ":1"))
                .first();
    }

    @Test
    void anErasureReachesDeadLettersAndLeavesTheOthers() {
        String id = newId();
        String jane = "Jane.Doe@example.org";
        String nobody = "not an address";
        hub.send(Topics.DECISIONS, decided(id, "Before", nobody, "Dear John"));
        hub.send(Topics.DECISIONS, decided(id, "Of hers", nobody, "Are you " + jane + "?"));
        hub.send(Topics.DECISIONS, decided(id, "After", nobody, "Dear John"));
        String erased = newId();
        hub.send(Topics.DECISIONS, decided(erased, "Of an erased practice", nobody, "Dear"));
        Awaiting.until(() -> letters(id).size() == 3 && letters(erased).size() == 1);

        assertThat(erase(jane.toLowerCase(Locale.ROOT)).statusCode()).isEqualTo(204);
        assertThat(letters(id)).containsExactlyInAnyOrder("Before", "After");

        hub.publish(
                practice(
                        erased,
                        2,
                        1,
                        hub.clock.instant(),
                        PublicationReason.ERASED,
                        "By somebody"));
        Awaiting.until(() -> letters(erased).isEmpty());
        assertThat(letters(id)).containsExactlyInAnyOrder("Before", "After");
    }

    @Test
    void aRepeatedWithdrawalReachesDeadLettersAndAFirstOneLooksAtNone() {
        Jobs jobs = service.bean(Jobs.class);
        String id = newId();
        hub.send(Topics.DECISIONS, decided(id, "Of hers", "not an address", "Dear"));
        Awaiting.until(() -> letters(id).size() == 1);
        hub.send(Topics.PRACTICES, withdrawn(id, 7, "By Jane Doe", "Jane asked"));
        Awaiting.until(() -> jobs.told(id).withdrawn() == 1);
        assertThat(letters(id)).hasSize(1);
        hub.send(Topics.PRACTICES, withdrawn(id, 8, "By a person", "Somebody asked"));
        Awaiting.until(() -> letters(id).isEmpty());
    }

    /** The titles of the decisions about a submission that nobody could be told of. */
    private static List<String> letters(String id) {
        return hub.deadLetters("notification-decisions").stream()
                .filter(letter -> id.equals(letter.key()))
                .map(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                .map(letter -> letter.replaceAll(".*\"title\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void ofAWithdrawnPracticeItsTitleIsKeptAndAnErasureReachesThat() {
        String id = newId();
        String reader = "told-of-withdrawal@example.org";
        hub.subscribe(service, "{\"all\":[\"country:NE\"]}", reader);
        hub.publish(hub.now(practice(id, 1, "By Jane Doe", "country:NE")));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 2);
        Awaiting.until(() -> accounts(id).contains("\"sent\":1"));
        hub.send(Topics.PRACTICES, withdrawn(id, 7, "By Jane Doe", "Jane asked"));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 3);
        hub.send(Topics.PRACTICES, withdrawn(id, 8, "By a person", "Somebody asked"));

        Jobs jobs = service.bean(Jobs.class);
        Awaiting.until(
                () -> "Somebody asked".equals(jobs.byId(id + ":1:withdrawn").orElseThrow().note()));
        for (String job : jobs.told(id).jobIds()) {
            FanOutJob kept = jobs.byId(job).orElseThrow();
            assertThat(kept.practice().content().title()).isEqualTo("By a person");
            assertThat(kept.toString()).doesNotContain("Jane", "A summary that names");
        }
        assertThat(hub.mailsTo(reader)).hasSize(3);
    }

    private static PracticeWithdrawn withdrawn(
            String id, long sequence, String title, String reason) {
        return new PracticeWithdrawn(id, sequence, hub.clock.instant(), 1, title, reason, null);
    }

    @Test
    void anErasureFromAPracticeReachesWhatIsKeptOfIt() {
        String id = newId();
        hub.publish(hub.now(practice(id, 1, "By Jane Doe", "country:KE")));
        Jobs jobs = service.bean(Jobs.class);
        Awaiting.until(() -> jobs.byId(id + ":1").isPresent());
        hub.publish(
                practice(
                        id,
                        2,
                        1,
                        hub.clock.instant(),
                        PublicationReason.ERASED,
                        "By a person",
                        "country:KE"));
        Awaiting.until(
                () ->
                        jobs.byId(id + ":1")
                                .orElseThrow()
                                .practice()
                                .content()
                                .title()
                                .equals("By a person"));
        assertThat(jobs.recall(id + ":1").orElseThrow().practice().content().title())
                .isEqualTo("By a person");
    }
}
