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
import org.practicehub.events.TopicChanged;
import org.practicehub.events.Topics;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

class ServiceTests {

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
    void theQueueIsOldestFirstAndItsCursorStaysGood() {
        String topic = "queue-" + UUID.randomUUID().toString().substring(0, 8);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(
                    service.post(
                                    SUBMISSIONS,
                                    PLATFORM.contributor(),
                                    "{\"title\":\"Q"
                                            + i
                                            + "\",\"summary\":\"s\",\"topics\":[\""
                                            + topic
                                            + "\"]}")
                            .id());
        }
        JsonNode first =
                service.get(QUEUE + "?limit=2&topic=" + topic, PLATFORM.moderator()).json();
        assertThat(items(first)).isEqualTo(ids.subList(0, 2));
        assertThat(first.get("total").intValue()).isEqualTo(5);
        service.post(
                SUBMISSIONS + "/" + ids.get(1) + "/withdrawal",
                PLATFORM.contributor(),
                "{\"reason\":\"gone\"}");
        service.post(QUEUE + "/" + ids.get(2) + "/claim", PLATFORM.moderator(), "");

        JsonNode second =
                service.get(
                                QUEUE
                                        + "?limit=2&topic="
                                        + topic
                                        + "&after="
                                        + first.get("next").stringValue(),
                                PLATFORM.moderator())
                        .json();

        assertThat(items(second)).isEqualTo(ids.subList(2, 4));
        assertThat(second.at("/items/0/claim/subject").stringValue()).isEqualTo("mona");
        assertThat(second.at("/items/0/status").stringValue()).isEqualTo("in-review");
        assertThat(
                        items(
                                service.get(
                                                QUEUE + "?assignee=mona&topic=" + topic,
                                                PLATFORM.moderator())
                                        .json()))
                .containsExactly(ids.get(2));
    }

    @Test
    void aClaimKeepsOthersOutAndDoesNotChangeTheETag() {
        Platform.Answer created = create("Claimed", UUID.randomUUID().toString());
        String item = QUEUE + "/" + created.id();

        Platform.Answer claimed = service.post(item + "/claim", PLATFORM.moderator(), "");
        assertThat(claimed.status()).isEqualTo(200);
        assertThat(claimed.etag()).isEqualTo(created.etag());
        Platform.Answer other =
                service.post(
                        item + "/rejection",
                        PLATFORM.token("max", "moderator"),
                        "{\"reason\":\"unsuitable\"}",
                        "If-Match",
                        created.etag());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("claimed-by-another");
        assertThat(service.post(item + "/release", PLATFORM.moderator(), "").status())
                .isEqualTo(200);
    }

    @Test
    void nobodyDecidesOnTheirOwn() {
        String both = PLATFORM.token("dora", "contributor", "moderator");
        Platform.Answer created = service.post(SUBMISSIONS, both, body("Own"));

        Platform.Answer answer =
                service.post(
                        QUEUE + "/" + created.id() + "/approval",
                        both,
                        "{\"withoutTags\":true}",
                        "If-Match",
                        created.etag());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("own-submission");
    }

    @Test
    void changesAreAskedForWithCommentsAndTagsAreDecided() {
        Platform.Answer created = create("Comments", UUID.randomUUID().toString());
        String item = QUEUE + "/" + created.id();
        Platform.Answer tags =
                service.post(
                        item + "/tags",
                        PLATFORM.moderator(),
                        "{\"add\":[{\"tag\":\"country:MA\",\"role\":\"partner\"}],"
                                + "\"remove\":[\"sdg:3\"]}",
                        "If-Match",
                        created.etag());
        assertThat(tags.status()).as(tags.toString()).isEqualTo(200);
        assertThat(tags.json().at("/tags/0/origin").stringValue()).isEqualTo("moderator");

        Platform.Answer asked =
                service.post(
                        item + "/changes-request",
                        PLATFORM.moderator(),
                        "{\"message\":\"Please\",\"comments\":"
                                + "[{\"field\":\"/title\",\"text\":\"longer\"}]}",
                        "If-Match",
                        tags.etag());

        assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
        assertThat(asked.json().get("status").stringValue()).isEqualTo("changes-requested");
        Platform.Answer seen =
                service.get(SUBMISSIONS + "/" + created.id(), PLATFORM.contributor());
        assertThat(seen.json().at("/comments/0/text").stringValue()).isEqualTo("longer");
        Platform.Answer revised =
                service.put(
                        SUBMISSIONS + "/" + created.id(),
                        PLATFORM.contributor(),
                        body("Comments, a longer title"),
                        "If-Match",
                        asked.etag());
        assertThat(revised.json().get("status").stringValue()).isEqualTo("submitted");
        assertThat(revised.json().at("/tags/0/code").stringValue())
                .as("decisions on tags survive")
                .isEqualTo("MA");
    }

    @Test
    void ownSubmissionsAreListedNewestFirst() {
        String token = PLATFORM.token("lister-" + UUID.randomUUID(), "contributor");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(service.post(SUBMISSIONS, token, body("L" + i)).id());
        }

        JsonNode first = service.get(SUBMISSIONS + "?limit=2", token).json();
        JsonNode rest =
                service.get(
                                SUBMISSIONS + "?limit=2&after=" + first.get("next").stringValue(),
                                token)
                        .json();

        assertThat(items(first)).isEqualTo(ids.subList(0, 2));
        assertThat(items(rest)).isEqualTo(ids.subList(2, 3));
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(rest.get("total").intValue()).isEqualTo(3);
    }

    @Test
    void topicsAreCreatedOnceAndTold() {
        String slug = "topic-" + UUID.randomUUID().toString().substring(0, 8);
        String topic = "{\"slug\":\"" + slug + "\",\"title\":\"A topic\",\"description\":\"d\"}";

        assertThat(service.post("/api/v1/topics", PLATFORM.administrator(), topic).status())
                .isEqualTo(201);
        assertThat(service.post("/api/v1/topics", PLATFORM.administrator(), topic).status())
                .isEqualTo(200);
        assertThat(
                        service.post(
                                        "/api/v1/topics",
                                        PLATFORM.administrator(),
                                        topic.replace("A topic", "Other"))
                                .status())
                .isEqualTo(409);
        assertThat(service.get("/api/v1/topics/" + slug, "").json().get("title").stringValue())
                .isEqualTo("A topic");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(PLATFORM.events(Topics.TOPICS, slug))
                                        .singleElement()
                                        .isInstanceOf(TopicChanged.class));
    }

    @Test
    void anImportTellsOfEveryLineAndTheSameFileAgainChangesNothing() {
        String token = PLATFORM.token("importer-" + UUID.randomUUID(), "contributor");
        String file =
                """
                {"externalId":"a","title":"A","summary":"s","relations":[{"type":"part-of","practice":"external:c"}]}
                {"externalId":"b","title":"","summary":"s"}
                not json

                {"externalId":"c","title":"C","summary":"s"}
                {"externalId":"d","title":"D","summary":"s","relations":[{"type":"about","practice":"external:e"}]}
                {"externalId":"e","title":"E","summary":"s","relations":[{"type":"about","practice":"external:d"}]}
                {"externalId":"f","title":"F","summary":"s","relations":[{"type":"about","practice":"external:nowhere"}]}
                {"externalId":"c","title":"C twice","summary":"s"}
                {"title":"no id","summary":"s"}
                """;

        Platform.Answer answer = service.importLines(token, file);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        JsonNode report = answer.json();
        assertThat(report.get("status").stringValue()).isEqualTo("done");
        assertThat(report.get("lines").intValue()).isEqualTo(9);
        assertThat(report.get("created").intValue()).as(report.toString()).isEqualTo(4);
        assertThat(report.get("failed").intValue()).isEqualTo(5);
        List<String> errors = new ArrayList<>();
        report.get("errors")
                .forEach(
                        error ->
                                errors.add(
                                        error.get("line").intValue()
                                                + error.get("pointer").stringValue()));
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "2/title", "3", "8/relations", "9/externalId", "10/externalId");
        String a = item(report, "a");
        assertThat(
                        service.get(SUBMISSIONS + "/" + a, token)
                                .json()
                                .at("/content/relations/0/practice")
                                .stringValue())
                .isEqualTo(item(report, "c"));
        assertThat(
                        service.get(SUBMISSIONS + "/" + item(report, "e"), token)
                                .json()
                                .at("/content/relations/0/practice")
                                .stringValue())
                .isEqualTo(item(report, "d"));
        assertThat(service.get(answer.header("Location"), token).json()).isEqualTo(report);

        JsonNode again = service.importLines(token, file).json();
        assertThat(again.get("created").intValue()).isZero();
        assertThat(again.get("unchanged").intValue()).isEqualTo(4);

        JsonNode changed =
                service.importLines(
                                token, file.replace("\"title\":\"C\"", "\"title\":\"C, second\""))
                        .json();
        assertThat(changed.get("updated").intValue()).isEqualTo(1);
        assertThat(changed.get("unchanged").intValue()).isEqualTo(3);
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

    private static List<String> items(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(item -> ids.add(item.get("id").stringValue()));
        return ids;
    }

    private static String item(JsonNode report, String externalId) {
        for (JsonNode item : report.get("items")) {
            if (externalId.equals(item.get("externalId").stringValue(""))
                    && !item.get("id").isNull()) {
                return item.get("id").stringValue();
            }
        }
        throw new AssertionError(externalId + " is not in " + report);
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
