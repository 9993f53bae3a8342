package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Topics;
import org.springframework.data.mongodb.core.MongoTemplate;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The audit trail and erasures, over HTTP and through the store. */
class AuditTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String SUBMISSIONS = "/api/v1/submissions";

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
    void aLongTrailIsPutTogetherFromSubmissionAndArchive() {
        String id = handIn(PLATFORM.contributor(), "Often claimed", "s");
        String path = "/api/v1/review-queue/" + id;
        for (int i = 0; i < 40; i++) {
            service.post(path + "/claim", PLATFORM.moderator(), "");
            service.post(path + "/release", PLATFORM.moderator(), "");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            JsonNode trail = trail(id);
                            assertThat(trail.get("steps").size()).isEqualTo(81);
                            assertThat(trail.get("intact").booleanValue()).isTrue();
                        });
    }

    @Test
    void whoeverChangesTheStoreIsFoundOut() {
        String id = handIn(PLATFORM.contributor(), "Tampered with", "s");
        assertThat(trail(id).get("intact").booleanValue()).isTrue();

        service.context
                .getBean(MongoTemplate.class)
                .getCollection("submissions")
                .updateOne(
                        new Document("_id", id),
                        new Document("$set", new Document("history.0.by", "Somebody else")));

        assertThat(trail(id).get("intact").booleanValue()).isFalse();
        assertThat(trail(id).get("brokenAt").intValue()).isEqualTo(1);
        assertThat(export())
                .anySatisfy(
                        trail -> {
                            assertThat(trail.get("practice").stringValue()).isEqualTo(id);
                            assertThat(trail.get("intact").booleanValue()).isFalse();
                        });
    }

    @Test
    void anErasedPersonIsNowhereAndTheTrailHolds() {
        String grace = PLATFORM.token("grace", "contributor");
        String published = handIn(grace, "A plan by Grace Hopper", "Ask Grace Hopper.");
        approve(published);
        String waiting = handIn(grace, "Another plan", "By grace hopper and others.");
        String others = handIn(PLATFORM.contributor(), "As Grace Hopper says", "s");
        String untouched = handIn(PLATFORM.contributor(), "Nobody named", "s");
        int steps = trail(published).get("steps").size();

        Platform.Answer begun =
                service.post(
                        SUBMISSIONS + "/erasures",
                        PLATFORM.administrator(),
                        "{\"subject\":\"grace\",\"names\":[\"Grace Hopper\",\"grace of Test\"]}");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                service.get(
                                                                begun.header("Location"),
                                                                PLATFORM.administrator())
                                                        .json()
                                                        .get("status")
                                                        .stringValue())
                                        .isEqualTo("done"));

        for (String id : List.of(published, waiting, others)) {
            JsonNode entry = service.get(SUBMISSIONS + "/" + id, PLATFORM.moderator()).json();
            assertThat(entry.toString().toLowerCase(Locale.ROOT)).doesNotContain("grace");
            assertThat(trail(id).toString().toLowerCase(Locale.ROOT)).doesNotContain("grace");
            assertThat(trail(id).get("intact").booleanValue()).as(id).isTrue();
        }
        assertThat(trail(published).get("steps").size()).isEqualTo(steps + 1);
        assertThat(trail(untouched).get("steps").size()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(PLATFORM.events(Topics.PRACTICES, published))
                                        .last()
                                        .isInstanceOfSatisfying(
                                                PracticePublished.class,
                                                event -> {
                                                    assertThat(event.reason())
                                                            .isEqualTo(PublicationReason.ERASED);
                                                    assertThat(event.revision()).isEqualTo(1);
                                                    assertThat(event.content().title())
                                                            .isEqualTo("A plan by ████████████");
                                                }));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(
                                                service.get(
                                                                "/api/v1/practices/"
                                                                        + published
                                                                        + "/revisions/1",
                                                                "")
                                                        .toString())
                                        .doesNotContain("Hopper"));
        assertThat(service.get(SUBMISSIONS, grace).json().get("total").intValue()).isZero();
    }

    @Test
    void anErasureSaysWhom() {
        assertThat(
                        service.post(SUBMISSIONS + "/erasures", PLATFORM.administrator(), "{}")
                                .pointers())
                .containsExactly("/subject");
        assertThat(
                        service.post(
                                        SUBMISSIONS + "/erasures",
                                        PLATFORM.administrator(),
                                        "{\"names\":[\"Al\"]}")
                                .pointers())
                .containsExactly("/names/0");
    }

    private static List<JsonNode> export() {
        Platform.Answer answer = service.get(SUBMISSIONS + "/audit", PLATFORM.administrator());
        assertThat(answer.status()).isEqualTo(200);
        return answer.response().body().lines().map(Platform.JSON::readTree).toList();
    }

    private static JsonNode trail(String id) {
        Platform.Answer answer =
                service.get(SUBMISSIONS + "/" + id + "/audit", PLATFORM.moderator());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String handIn(String token, String title, String summary) {
        return service.post(
                        SUBMISSIONS,
                        token,
                        "{\"title\":\"%s\",\"summary\":\"%s\"}".formatted(title, summary))
                .id();
    }

    private static void approve(String id) {
        String path = "/api/v1/review-queue/" + id;
        Platform.Answer approved =
                service.post(
                        path + "/approval",
                        PLATFORM.moderator(),
                        "{\"withoutTags\":true}",
                        "If-Match",
                        service.get(path, PLATFORM.moderator()).etag());
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
    }
}
