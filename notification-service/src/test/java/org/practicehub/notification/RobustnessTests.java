package org.practicehub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.notification.Mails.header;
import static org.practicehub.notification.Mails.subject;
import static org.practicehub.notification.Practices.newId;
import static org.practicehub.notification.Practices.practice;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.notification.ledger.DeskNews;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.ledger.State;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

@TestMethodOrder(MethodOrderer.MethodName.class)
class RobustnessTests {

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
    void duplicatedReorderedAndReplayedEventsTellEachRevisionOnce() {
        String reader = "reordered@example.org";
        hub.subscribe(service, "{\"all\":[\"country:SN\"]}", reader);
        List<String> ids = IntStream.range(0, 10).mapToObj(_ -> newId()).toList();
        List<PracticePublished> events = new ArrayList<>();
        Instant now = Instant.now();
        for (String id : ids) {
            for (int revision = 1; revision <= 2; revision++) {
                events.add(
                        practice(
                                id,
                                revision,
                                revision,
                                now,
                                revision == 1 ? PublicationReason.FIRST : PublicationReason.REVISED,
                                "Revision " + revision,
                                "country:SN"));
            }
        }
        events.forEach(hub::publish);
        List<PracticePublished> again = new ArrayList<>(events);
        Collections.shuffle(again, new Random(7));
        again.forEach(hub::publish);
        events.forEach(hub::publish);
        hub.publish(practice(newId(), 1, "The last", "country:SN"));
        Awaiting.until(
                () ->
                        hub.mailsTo(reader).stream().anyMatch(m -> subject(m).endsWith("The last"))
                                && hub.mailsTo(reader).size() >= 22);
        assertThat(hub.mailsTo(reader).stream().map(m -> header(m, "Message-ID")))
                .doesNotHaveDuplicates()
                .hasSize(1 + 20 + 1);
    }

    @Test
    void whatIsOwedWhileTheMailServerIsAwayIsSentOnceItIsBackAcrossARestart() {
        String reader = "patient@example.org";
        hub.subscribe(service, "{\"all\":[\"country:TN\"]}", reader);
        List<String> earlier = ids(hub.mailsTo(reader));
        hub.mailServerGoes();
        hub.publish(practice(newId(), 1, "While away", "country:TN"));
        Awaiting.until(() -> service.bean(Outbound.class).size() == 1);
        service.stop();
        service = hub.start();
        Awaiting.until(() -> service.bean(Outbound.class).size() == 1);
        hub.mailServerComesBack();
        Awaiting.until(() -> hub.mailsTo(reader).size() == 1);
        assertThat(subject(hub.mailsTo(reader).getFirst())).endsWith("While away");
        assertThat(ids(hub.mailsTo(reader))).doesNotContainAnyElementsOf(earlier);
        Awaiting.until(() -> service.bean(Outbound.class).size() == 0);
    }

    @Test
    void whatADeadInstanceOwedIsTakenOver() {
        Ledger ledger = service.bean(Ledger.class);
        Notification orphan =
                Notification.owed(
                        "decision:orphan:1",
                        "orphan",
                        new Matter.OfSubmission(
                                "orphan",
                                DeskNews.APPROVED,
                                "Left behind",
                                "en",
                                "orphan@example.org",
                                ""),
                        "an-instance-that-died",
                        Instant.now());
        ledger.enter(List.of(orphan));
        service.stop();
        service = hub.start();
        Awaiting.until(() -> hub.mailsTo("orphan@example.org").size() == 1);
        Awaiting.until(
                () ->
                        service.bean(Ledger.class).byId("decision:orphan:1").orElseThrow().state()
                                == State.SENT);
    }

    @Test
    void twoInstancesShareTheWorkAndTellEverybodyOnce() {
        Hub.Service second = hub.start();
        List<String> readers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String reader = "shared-" + i + "@example.org";
            readers.add(reader);
            hub.subscribe(i % 2 == 0 ? service : second, "{\"all\":[\"country:KE\"]}", reader);
            hub.subscribe(second, "{\"any\":[[\"sdg:" + (i + 1) + "\",\"sdg:17\"]]}", reader);
        }
        for (int i = 0; i < 30; i++) {
            hub.publish(practice(newId(), 1, "Shared " + i, "country:KE", "sdg:17"));
        }
        Awaiting.until(() -> readers.stream().allMatch(r -> hub.mailsTo(r).size() >= 2 + 30));
        hub.publish(practice(newId(), 1, "Shared, the last", "country:KE"));
        Awaiting.until(() -> readers.stream().allMatch(r -> hub.mailsTo(r).size() >= 2 + 31));
        for (String reader : readers) {
            assertThat(ids(hub.mailsTo(reader))).doesNotHaveDuplicates().hasSize(33);
        }
        second.stop();
    }

    private static List<String> ids(List<MimeMessage> mails) {
        return mails.stream().map(mail -> header(mail, "Message-ID")).toList();
    }
}
