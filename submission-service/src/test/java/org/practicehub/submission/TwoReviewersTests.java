package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Topics;

import java.time.Duration;

/** What names a topic of a certain kind is decided by two moderators, or by three who differ. */
class TwoReviewersTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String DESK = "/api/v1/review-queue/";
    private static final String MAX = PLATFORM.token("max", "moderator");
    private static final String NOOR = PLATFORM.token("noor", "moderator");

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
    void theThirdModeratorBreaksATieAndOneDecisionIsTold() {
        create("detention", true);
        String id = handIn("detention");

        Platform.Answer first = approve(id, PLATFORM.moderator());
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.json().get("status").stringValue()).isEqualTo("submitted");
        assertThat(approve(id, PLATFORM.moderator()).problem()).isEqualTo("already-voted");
        Platform.Answer second =
                service.post(
                        DESK + id + "/rejection",
                        MAX,
                        "{\"reason\":\"not-eligible\"}",
                        "If-Match",
                        entry(id, MAX).etag());
        assertThat(second.json().get("status").stringValue()).isEqualTo("submitted");
        assertThat(entry(id, MAX).json().at("/votes")).hasSize(2);
        assertThat(
                        service.get("/api/v1/submissions/" + id, PLATFORM.contributor())
                                .json()
                                .has("votes"))
                .as("between moderators")
                .isFalse();

        Platform.Answer third = approve(id, NOOR);
        assertThat(third.json().get("status").stringValue()).isEqualTo("approved");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            assertThat(PLATFORM.events(Topics.PRACTICES, id)).hasSize(1);
                            assertThat(PLATFORM.events(Topics.DECISIONS, id)).hasSize(1);
                        });
    }

    @Test
    void aTopicMayWantTwoFromAChangeOnAndNoLongerFromAnother() {
        create("return", false);
        String one = handIn("return");
        change("return", true);
        assertThat(approve(one, MAX).json().get("status").stringValue()).isEqualTo("submitted");
        change("return", false);
        assertThat(approve(one, NOOR).json().get("status").stringValue()).isEqualTo("approved");
    }

    @Test
    void whatATopicWantsOutlivesARestart() {
        String database = Platform.freshDatabase();
        try (Platform.Running before = PLATFORM.start(database)) {
            before.post(
                    "/api/v1/topics",
                    PLATFORM.administrator(),
                    "{\"slug\":\"asylum\",\"title\":\"Asylum\",\"twoReviewers\":true}");
        }
        try (Platform.Running after = PLATFORM.start(database)) {
            assertThat(
                            after.get("/api/v1/topics/asylum", "")
                                    .json()
                                    .get("twoReviewers")
                                    .booleanValue())
                    .isTrue();
            String id =
                    after.post(
                                    "/api/v1/submissions",
                                    PLATFORM.contributor(),
                                    "{\"title\":\"T\",\"summary\":\"s\",\"topics\":[\"asylum\"]}")
                            .id();
            Platform.Answer first =
                    after.post(
                            DESK + id + "/approval",
                            MAX,
                            "{\"withoutTags\":true}",
                            "If-Match",
                            "\"1\"");
            assertThat(first.json().get("status").stringValue()).isEqualTo("submitted");
        }
    }

    private static void create(String slug, boolean twoReviewers) {
        assertThat(
                        service.post(
                                        "/api/v1/topics",
                                        PLATFORM.administrator(),
                                        "{\"slug\":\"%s\",\"title\":\"T\",\"twoReviewers\":%s}"
                                                .formatted(slug, twoReviewers))
                                .status())
                .isEqualTo(201);
    }

    private static void change(String slug, boolean twoReviewers) {
        String path = "/api/v1/topics/" + slug;
        assertThat(
                        service.put(
                                        path,
                                        PLATFORM.administrator(),
                                        "{\"title\":\"T\",\"twoReviewers\":%s}"
                                                .formatted(twoReviewers),
                                        "If-Match",
                                        service.get(path, "").etag())
                                .status())
                .isEqualTo(200);
    }

    private static Platform.Answer entry(String id, String token) {
        return service.get(DESK + id, token);
    }

    private static Platform.Answer approve(String id, String token) {
        return service.post(
                DESK + id + "/approval",
                token,
                "{\"withoutTags\":true}",
                "If-Match",
                entry(id, token).etag());
    }

    private static String handIn(String topic) {
        return service.post(
                        "/api/v1/submissions",
                        PLATFORM.contributor(),
                        "{\"title\":\"T\",\"summary\":\"s\",\"topics\":[\"%s\"]}".formatted(topic))
                .id();
    }
}
