package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Mails.body;
import static org.practicehub.notification.Mails.header;
import static org.practicehub.notification.Mails.subject;
import static org.practicehub.notification.Practices.newId;
import static org.practicehub.notification.Practices.practice;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Topics;
import org.practicehub.notification.ledger.Outbound;

import java.net.http.HttpResponse;
import java.time.Duration;

/** Digests, withdrawals, corrections, and the account of it all. */
class LaterTests {

    private static Hub hub;
    private static Hub.Service service;

    @BeforeAll
    static void start() {
        hub = new Hub();
        service = hub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String daily(String criteria, String address) {
        return """
        {"criteria":%s,"channel":{"type":"email","address":"%s"},"cadence":"daily","hour":6,\
        "zone":"Africa/Casablanca","language":"en"}\
        """
                .formatted(criteria, address);
    }

    @Test
    void aDigestGathersUntilItsHourAndIsSentOnceAlsoAfterAnAbsence() {
        String reader = "daily@example.org";
        String hasty = "hasty@example.org";
        hub.subscribeWith(service, reader, daily("{\"all\":[\"country:PH\"]}", reader));
        hub.subscribe(service, "{\"all\":[\"country:PH\"]}", hasty);
        for (String title : new String[] {"First", "Second", "Third"}) {
            PracticePublished practice = hub.now(practice(newId(), 1, title, "country:PH"));
            hub.publish(practice);
            hub.publish(practice);
        }
        Awaiting.until(() -> hub.mailsTo(hasty).size() == 4);
        Awaiting.until(() -> service.bean(Outbound.class).size() == 1);
        assertThat(hub.mailsTo(reader)).hasSize(1);

        hub.clock.forward(Duration.ofHours(24));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 2);
        assertThat(subject(hub.mailsTo(reader).getLast()))
                .isEqualTo("Practice Hub: 3 practices for you");
        assertThat(body(hub.mailsTo(reader).getLast(), "text/plain"))
                .contains("Philippines", "First", "Second", "Third");

        // Nothing matched: nothing is sent. Then one practice, and the service is away overnight.
        hub.clock.forward(Duration.ofHours(24));
        hub.publish(hub.now(practice(newId(), 1, "Fourth", "country:PH")));
        Awaiting.until(() -> hub.mailsTo(hasty).size() == 5);
        Awaiting.until(() -> service.bean(Outbound.class).size() == 1);
        service.stop();
        hub.clock.forward(Duration.ofDays(3));
        service = hub.start();
        Awaiting.until(() -> hub.mailsTo(reader).size() == 3);
        assertThat(subject(hub.mailsTo(reader).getLast()))
                .isEqualTo("Practice Hub: one practice for you");
        Awaiting.until(() -> service.bean(Outbound.class).size() == 0);
        assertThat(hub.mailsTo(reader).stream().map(m -> header(m, "Message-ID")))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void correctionsAndWithdrawalsAreToldToThoseWhoWereTold() {
        String told = "told@example.org";
        String later = "later@example.org";
        hub.subscribe(service, "{\"all\":[\"country:BR\"]}", told);
        String id = newId();
        hub.publish(hub.now(practice(id, 1, "With a mistake", "country:BR")));
        Awaiting.until(() -> hub.mailsTo(told).size() == 2);
        hub.subscribe(service, "{\"all\":[\"country:BR\"]}", later);

        hub.publish(
                hub.now(
                        practice(
                                id,
                                2,
                                2,
                                hub.clock.instant(),
                                PublicationReason.CORRECTED,
                                "Without",
                                "country:PT")));
        Awaiting.until(() -> hub.mailsTo(told).size() == 3);
        assertThat(body(hub.mailsTo(told).getLast(), "text/plain")).contains("was corrected");

        PracticeWithdrawn withdrawn =
                new PracticeWithdrawn(
                        id,
                        9,
                        hub.clock.instant(),
                        2,
                        "Without",
                        "Asked for by its contributor",
                        null);
        hub.send(Topics.PRACTICES, withdrawn);
        hub.send(Topics.PRACTICES, withdrawn);
        Awaiting.until(() -> hub.mailsTo(told).size() == 4);
        assertThat(body(hub.mailsTo(told).getLast(), "text/plain"))
                .contains("was withdrawn", "Asked for by its contributor");
        hub.publish(hub.now(practice(newId(), 1, "Marker", "country:BR")));
        Awaiting.until(() -> hub.mailsTo(told).size() == 5 && hub.mailsTo(later).size() == 2);

        String token =
                header(hub.mailsTo(told).getLast(), "List-Unsubscribe")
                        .replaceAll(".*token=(.*)>", "$1");
        HttpResponse<String> why =
                service.get("/api/v1/subscriptions/explanation?token=" + token + "&practice=" + id);
        assertThat(why.statusCode()).isEqualTo(200);
        assertThat(why.body()).contains("\"outcome\":\"sent\"", "\"term\":\"country:BR\"");
        String laterToken =
                header(hub.mailsTo(later).getLast(), "List-Unsubscribe")
                        .replaceAll(".*token=(.*)>", "$1");
        assertThat(
                        service.get(
                                        "/api/v1/subscriptions/explanation?token="
                                                + laterToken
                                                + "&practice="
                                                + id)
                                .body())
                .contains("\"matches\":false");
        HttpResponse<String> preview =
                service.post(
                        "/api/v1/subscriptions/preview",
                        "{\"criteria\":{\"all\":[\"country:BR\"],\"words\":\"marker\"}}");
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body())
                .contains("\"matches\":1", "\"title\":\"Marker\"", "\"lookedAt\":");
        assertThat(service.get("/api/v1/subscriptions/accounts/" + id).statusCode()).isEqualTo(401);
        assertThat(service.get("/api/v1/subscriptions/explanation?token=x&practice=y").statusCode())
                .isEqualTo(404);
    }
}
