package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Topics;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** The same request again, or many at once: one wins, the others are told. */
class RepetitionTests {

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
    void theSameKeyAndBodyRepeatTheFirstAnswer() {
        String key = UUID.randomUUID().toString();
        Platform.Answer first = create("One", key);
        service.put(
                SUBMISSIONS + "/" + first.id(),
                PLATFORM.contributor(),
                body("Changed"),
                "If-Match",
                first.etag());

        Platform.Answer again = create("One", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();
        create("One", key);

        Platform.Answer other = create("Other", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aKeyBelongsToItsSender() {
        String key = UUID.randomUUID().toString();
        Platform.Answer mine = create("One", key);
        Platform.Answer theirs =
                service.post(
                        SUBMISSIONS,
                        PLATFORM.token("bob", "contributor"),
                        body("One"),
                        "Idempotency-Key",
                        key);

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(theirs.id()).isNotEqualTo(mine.id());
    }

    @Test
    void aHundredRepetitionsAtOnceMakeOneSubmissionAndOneEvent() throws Exception {
        String key = UUID.randomUUID().toString();

        List<Platform.Answer> answers = together(100, number -> create("Race", key));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        Set<String> ids = new HashSet<>();
        answers.forEach(answer -> ids.add(answer.id()));
        assertThat(ids).hasSize(1);
        String id = ids.iterator().next();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !PLATFORM.events(Topics.PRACTICE_SUBMISSIONS, id).isEmpty());
        assertThat(PLATFORM.events(Topics.PRACTICE_SUBMISSIONS, id)).hasSize(1);
    }

    @Test
    void ofAHundredSavesOfOneDraftAtOnceOneWins() throws Exception {
        Platform.Answer draft =
                service.post(SUBMISSIONS + "?draft=true", PLATFORM.contributor(), body("Draft"));

        List<Platform.Answer> answers =
                together(
                        100,
                        number ->
                                service.put(
                                        SUBMISSIONS + "/" + draft.id(),
                                        PLATFORM.contributor(),
                                        body("Save " + number),
                                        "If-Match",
                                        draft.etag()));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 412).hasSize(99);
    }

    @Test
    void ofTwoModeratorsOneDecides() throws Exception {
        Platform.Answer created = create("Two moderators", UUID.randomUUID().toString());

        List<Platform.Answer> answers =
                together(
                        8,
                        number ->
                                service.post(
                                        QUEUE + "/" + created.id() + "/approval",
                                        PLATFORM.token("mod" + number, "moderator"),
                                        "{\"withoutTags\":true}",
                                        "If-Match",
                                        created.etag()));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 412).hasSize(7);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !PLATFORM.events(Topics.PRACTICES, created.id()).isEmpty());
        assertThat(PLATFORM.events(Topics.PRACTICES, created.id())).hasSize(1);
    }

    @Test
    void ofAnImportSentManyTimesAtOnceUnderOneKeyOneRuns() throws Exception {
        String fleur = PLATFORM.token("fleur", "contributor");
        String key = UUID.randomUUID().toString();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            lines.append("{\"externalId\":\"f")
                    .append(i)
                    .append("\",\"title\":\"T\",\"summary\":\"s\"}\n");
        }

        List<Platform.Answer> answers =
                together(
                        10,
                        number ->
                                service.importLines(
                                        fleur, lines.toString(), "Idempotency-Key", key));

        Set<String> reports = new HashSet<>();
        for (Platform.Answer answer : answers) {
            if (answer.status() == 409) {
                assertThat(answer.problem()).isEqualTo("idempotency-in-flight");
            } else {
                assertThat(answer.status()).as(answer.toString()).isIn(200, 201, 202);
                reports.add(answer.id());
            }
        }
        assertThat(reports).hasSize(1);
        assertThat(service.get(SUBMISSIONS, fleur).json().get("total").intValue()).isEqualTo(50);
    }

    @Test
    void anImportUnderTheSameKeyRepeatsItsReport() {
        String token = PLATFORM.token("importer-" + UUID.randomUUID(), "contributor");
        String file = "{\"externalId\":\"a\",\"title\":\"A\",\"summary\":\"s\"}\n";

        JsonNode first = service.importLines(token, file, "Idempotency-Key", "k1").json();

        assertThat(service.importLines(token, file, "Idempotency-Key", "k1").json())
                .isEqualTo(first);
        assertThat(
                        service.importLines(token, file.replace("A", "B"), "Idempotency-Key", "k1")
                                .status())
                .isEqualTo(422);
    }

    private static Platform.Answer create(String title, String key) {
        return service.post(
                SUBMISSIONS, PLATFORM.contributor(), body(title), "Idempotency-Key", key);
    }

    private static String body(String title) {
        return "{\"title\":\"" + title + "\",\"summary\":\"s\"}";
    }

    private static List<Platform.Answer> together(int count, IntFunction<Platform.Answer> calls)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Platform.Answer>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                futures.add(threads.submit(() -> calls.apply(number)));
            }
            List<Platform.Answer> answers = new ArrayList<>();
            for (Future<Platform.Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
