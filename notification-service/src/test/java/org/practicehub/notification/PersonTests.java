package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Hub.header;
import static org.practicehub.notification.Hub.newId;
import static org.practicehub.notification.Hub.practice;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.PublicationReason;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.planning.Jobs;

import java.net.http.HttpResponse;
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

    private static String export(String address) {
        return service.as(
                        administrator,
                        "POST",
                        PATH + "/people/export",
                        "{\"address\":\"" + address + "\"}")
                .body();
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
            assertThat(
                            service.as(
                                            administrator,
                                            "POST",
                                            PATH + "/people/erasure",
                                            "{\"address\":\"" + reader + "\"}")
                                    .statusCode())
                    .isEqualTo(204);
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
