package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.PracticeTagged;
import org.practicehub.events.Topics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What comes from the tagging service. */
class TagStreamTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String SUBMISSIONS = "/api/v1/submissions";
    private static final String QUEUE = "/api/v1/review-queue";
    private static Platform.Running service;

    @BeforeAll
    static void start() {
        service = PLATFORM.start(Platform.freshDatabase());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whatTheTaggerCanNotHaveMeantIsPutAsideAndTheRestGoesOn() {
        Platform.Answer created = create("Poison", UUID.randomUUID().toString());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !PLATFORM.events(Topics.PRACTICE_SUBMISSIONS, created.id()).isEmpty());
        PracticeSubmitted submitted =
                (PracticeSubmitted)
                        PLATFORM.events(Topics.PRACTICE_SUBMISSIONS, created.id()).getFirst();
        String poison = "poison-" + UUID.randomUUID();
        ProducerRecord<String, byte[]> unreadable =
                new ProducerRecord<>(
                        Topics.PRACTICE_TAGS, poison, "{broken".getBytes(StandardCharsets.UTF_8));
        unreadable.headers().add("ce_type", "org.practicehub.practice.tagged.v1".getBytes());
        PLATFORM.publish(unreadable);
        PLATFORM.publish(
                new ProducerRecord<>(Topics.PRACTICE_TAGS, poison, "no headers".getBytes()));
        PLATFORM.publish(new ProducerRecord<>(Topics.PRACTICE_TAGS, poison, null));
        PLATFORM.publish(
                Topics.PRACTICE_TAGS,
                new PracticeTagged(
                        created.id(),
                        submitted.sequence(),
                        Instant.now(),
                        1,
                        1,
                        "en",
                        List.of(),
                        List.of()));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                service.get(
                                                                QUEUE + "/" + created.id(),
                                                                PLATFORM.moderator())
                                                        .json()
                                                        .at("/tagging/status")
                                                        .stringValue())
                                        .isEqualTo("done"));
        List<ConsumerRecord<String, byte[]>> letters =
                PLATFORM.records("submission-tags.dlq").stream()
                        .filter(letter -> poison.equals(letter.key()))
                        .toList();
        assertThat(letters).hasSize(2);
        assertThat(letters)
                .extracting(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("{broken", "no headers");
        assertThat(letters)
                .allSatisfy(
                        letter -> {
                            assertThat(letter.headers().lastHeader("dlq_reason")).isNotNull();
                            assertThat(new String(letter.headers().lastHeader("dlq_topic").value()))
                                    .isEqualTo(Topics.PRACTICE_TAGS);
                            assertThat(letter.headers().lastHeader("dlq_offset")).isNotNull();
                        });
    }

    private static Platform.Answer create(String title, String key) {
        return service.post(
                SUBMISSIONS, PLATFORM.contributor(), body(title), "Idempotency-Key", key);
    }

    private static String body(String title) {
        return "{\"title\":\"" + title + "\",\"summary\":\"s\"}";
    }
}
