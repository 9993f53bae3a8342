package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Hub.wish;
import static org.practicehub.notification.Mails.body;
import static org.practicehub.notification.Mails.header;
import static org.practicehub.notification.Mails.subject;
import static org.practicehub.notification.Mails.token;
import static org.practicehub.notification.Practices.newId;
import static org.practicehub.notification.Practices.practice;

import jakarta.mail.internet.MimeMessage;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Content;
import org.practicehub.events.Decision;
import org.practicehub.events.DecisionUndone;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.SubmissionCommented;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.events.TopicChanged;
import org.practicehub.events.Topics;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;

class JourneyTests {

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

    @Test
    void aConfirmedSubscriberIsToldOnceWithAllReasons() {
        String reader = "once@example.org";
        hub.subscribe(service, "{\"all\":[\"country:MA\"]}", reader);
        hub.subscribe(service, "{\"all\":[\"gcm:23\"],\"words\":\"skills partnership\"}", reader);
        String id = newId();
        hub.publish(practice(id, 1, "Skills <b>in</b> Morocco", "country:MA", "gcm:23"));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 3);
        MimeMessage mail = hub.mailsTo(reader).getLast();
        assertThat(subject(mail)).isEqualTo("Practice Hub: Skills <b>in</b> Morocco");
        assertThat(body(mail, "text/plain"))
                .contains("/practices/" + id)
                .contains("* Morocco")
                .contains("* GCM objective 23, words: skills partnership")
                .contains("Morocco: “Morocco”");
        assertThat(body(mail, "text/html")).contains("Skills &lt;b&gt;in&lt;/b&gt; Morocco");
        assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");

        // The same event again, and a silent one: nobody is told twice.
        hub.publish(practice(id, 1, "Skills <b>in</b> Morocco", "country:MA", "gcm:23"));
        hub.publish(
                practice(
                        id,
                        2,
                        1,
                        Instant.now(),
                        PublicationReason.RETAGGED,
                        "Skills",
                        "country:MA"));
        String marker = newId();
        hub.publish(practice(marker, 1, "Marker", "country:MA"));
        Awaiting.until(
                () -> hub.mailsTo(reader).stream().anyMatch(m -> subject(m).endsWith("Marker")));
        assertThat(hub.mailsTo(reader)).hasSize(4);
    }

    @Test
    void nothingIsSentBeforeConfirmationNorAfterLeaving() {
        String reader = "leaves@example.org";
        service.post("/api/v1/subscriptions", wish("{\"all\":[\"country:FR\"]}", reader, "fr"));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 1);
        MimeMessage confirmation = hub.mailsTo(reader).getFirst();
        assertThat(subject(confirmation)).isEqualTo("Veuillez confirmer votre abonnement");
        String token = token(confirmation);
        HttpResponse<String> described = service.get("/api/v1/subscriptions/token?token=" + token);
        assertThat(described.body()).contains("\"unconfirmed\"").contains("l…@example.org");

        hub.publish(practice(newId(), 1, "Before", "country:FR"));
        service.post("/api/v1/subscriptions/confirmation", "{\"token\":\"" + token + "\"}");
        hub.publish(practice(newId(), 1, "Between", "country:FR"));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 2);
        MimeMessage told = hub.mailsTo(reader).getLast();
        assertThat(subject(told)).endsWith("Between");
        assertThat(body(told, "text/html")).contains("lang=\"fr\"");

        String link = header(told, "List-Unsubscribe");
        String path = link.substring(link.indexOf("/api/"), link.length() - 1);
        assertThat(service.get(path).statusCode()).isIn(401, 405);
        assertThat(
                        service.post(
                                        path,
                                        "application/x-www-form-urlencoded",
                                        "List-Unsubscribe=One-Click")
                                .statusCode())
                .isEqualTo(204);
        assertThat(
                        service.post(
                                        path,
                                        "application/x-www-form-urlencoded",
                                        "List-Unsubscribe=One-Click")
                                .statusCode())
                .isEqualTo(204);
        hub.subscribe(service, "{\"all\":[\"country:FR\"]}", "stays@example.org");
        hub.publish(practice(newId(), 1, "After", "country:FR"));
        Awaiting.until(() -> hub.mailsTo("stays@example.org").size() == 2);
        assertThat(hub.mailsTo(reader)).hasSize(2);
        assertThat(
                        service.post(
                                        "/api/v1/subscriptions/confirmation",
                                        "{\"token\":\"" + token + "\"}")
                                .statusCode())
                .isEqualTo(410);
    }

    @Test
    void aSubscriptionFollowsItsTopicWhenThatIsMergedIntoAnother() {
        String early = "old-topic@example.org";
        String late = "new-topic@example.org";
        hub.subscribe(service, "{\"all\":[\"topic:cities\"]}", early);
        hub.subscribe(service, "{\"all\":[\"topic:local-government\"]}", late);
        hub.send(
                Topics.TOPICS,
                new TopicChanged("cities", 2, Instant.now(), "Cities", "", "local-government"));
        hub.publish(about(practice(newId(), 1, "Under the new name"), "local-government"));
        hub.publish(about(practice(newId(), 1, "Under the old name"), "cities"));
        Awaiting.until(() -> hub.mailsTo(early).size() == 3 && hub.mailsTo(late).size() == 3);
    }

    private static PracticePublished about(PracticePublished p, String topic) {
        Content c = p.content();
        Content content =
                new Content(
                        c.title(),
                        c.summary(),
                        c.kind(),
                        c.language(),
                        null,
                        null,
                        null,
                        List.of(topic),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return new PracticePublished(
                p.practiceId(),
                p.sequence(),
                p.occurredAt(),
                p.revision(),
                content,
                p.tags(),
                p.firstPublishedAt(),
                p.revisedAt(),
                p.notifiableRevision(),
                p.notifiableAt(),
                p.reason());
    }

    @Test
    void aContributorIsToldOfTheDecision() {
        hub.send(
                Topics.DECISIONS,
                new SubmissionDecided(
                        newId(),
                        3,
                        Instant.now(),
                        Decision.REJECTED,
                        "Housing\r\nBcc: x@y.example",
                        "es",
                        "author@example.org",
                        "Falta <la> fuente"));
        Awaiting.until(() -> hub.mailsTo("author@example.org").size() == 1);
        MimeMessage mail = hub.mailsTo("author@example.org").getFirst();
        assertThat(subject(mail)).isEqualTo("No aceptado: Housing Bcc: x@y.example");
        assertThat(header(mail, "Bcc")).isEmpty();
        assertThat(body(mail, "text/plain")).contains("Falta <la> fuente");
        assertThat(body(mail, "text/html")).contains("Falta &lt;la&gt; fuente");
    }

    @Test
    void aContributorIsToldOfCommentsAndOfUndoneDecisions() {
        String reader = "talks@example.org";
        String id = newId();
        hub.send(
                Topics.DECISIONS,
                new SubmissionCommented(
                        id, 3, Instant.now(), "Logement", "fr", reader, "Quelle <ville> ?"));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 1);
        DecisionUndone undone =
                new DecisionUndone(
                        id, 4, Instant.now(), Decision.REJECTED, "Logement", "ar", reader);
        hub.send(Topics.DECISIONS, undone);
        hub.send(Topics.DECISIONS, undone);
        hub.send(
                Topics.DECISIONS,
                new SubmissionCommented(id, 5, Instant.now(), "Logement", "fr", null, "Nobody"));
        hub.send(
                Topics.DECISIONS,
                new SubmissionCommented(id, 6, Instant.now(), "Logement", "en", reader, "Last"));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 3);

        assertThat(hub.mailsTo(reader))
                .extracting(mail -> subject(mail))
                .containsExactlyInAnyOrder(
                        "Nouveau commentaire : Logement",
                        "قيد الانتظار من جديد: Logement",
                        "New comment: Logement");
        MimeMessage comment = hub.mailsTo(reader).getFirst();
        assertThat(body(comment, "text/plain"))
                .contains("Quelle <ville> ?", "/submissions/" + id, "a commenté votre proposition");
        assertThat(body(comment, "text/html")).contains("Quelle &lt;ville&gt; ?");
    }

    @Test
    void theUnreadableIsPutAsideAndTheRestGoesOn() {
        String reader = "goes-on@example.org";
        hub.subscribe(service, "{\"all\":[\"country:EG\"]}", reader);
        String key = newId();
        hub.send(new ProducerRecord<>(Topics.PRACTICES, key, "not an event".getBytes()));
        hub.send(new ProducerRecord<>(Topics.PRACTICES, key, null));
        hub.publish(practice(key, 1, "Readable", "country:EG"));
        Awaiting.until(() -> hub.mailsTo(reader).size() == 2);
        assertThat(hub.deadLetters("notification-planner"))
                .anySatisfy(
                        letter -> {
                            assertThat(new String(letter.value())).isEqualTo("not an event");
                            assertThat(
                                            new String(
                                                    letter.headers()
                                                            .lastHeader("dlq_reason")
                                                            .value()))
                                    .contains("no ce_type header");
                            assertThat(letter.key()).isEqualTo(key);
                        });
    }
}
