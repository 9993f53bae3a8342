package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.TopicChanged;
import org.practicehub.events.Topics;

import java.time.Duration;
import java.util.UUID;

/** Topics are renamed and merged, and practices follow. */
class TopicTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String TOPICS = "/api/v1/topics";

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
    void aTopicIsRenamedByWhoHasSeenIt() {
        create("renamed", "Old");
        String seen = service.get(TOPICS + "/renamed", "").etag();

        Platform.Answer blind = rename("renamed", "{\"title\":\"New\"}");
        assertThat(blind.status()).isEqualTo(428);
        Platform.Answer renamed = rename("renamed", "{\"title\":\"New\"}", "If-Match", seen);
        assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
        assertThat(rename("renamed", "{\"title\":\"Newer\"}", "If-Match", seen).status())
                .isEqualTo(412);
        assertThat(service.get(TOPICS + "/renamed", "").json().get("title").stringValue())
                .isEqualTo("New");
        awaitTold("renamed", "New", null);
    }

    @Test
    void practicesFollowAMergedTopicAndNobodyIsNotified() {
        create("towns", "Towns");
        create("cities", "Cities");
        create("places", "Places");
        String published = handIn("Published", "\"towns\",\"cities\"");
        approve(published);
        String waiting = handIn("Waiting", "\"towns\"");
        String other = handIn("Other", "\"places\"");
        String untouched =
                service.get("/api/v1/submissions/" + other, PLATFORM.contributor()).etag();

        Platform.Answer merged = merge("towns", "cities");
        assertThat(merged.status()).as(merged.toString()).isEqualTo(200);
        assertThat(merged.json().get("mergedInto").stringValue()).isEqualTo("cities");
        assertThat(merge("towns", "cities").status()).as("again").isEqualTo(200);
        assertThat(merge("towns", "places").status()).isEqualTo(400);
        assertThat(merge("places", "towns").pointers()).containsExactly("/into");
        assertThat(merge("cities", "cities").pointers()).containsExactly("/into");
        assertThat(merge("nowhere", "cities").status()).isEqualTo(404);

        awaitTold("towns", "Towns", "cities");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            assertThat(topicsOf(waiting)).isEqualTo("[\"cities\"]");
                            assertThat(PLATFORM.events(Topics.PRACTICES, published))
                                    .last()
                                    .isInstanceOfSatisfying(
                                            PracticePublished.class,
                                            event -> {
                                                assertThat(event.content().topics())
                                                        .containsExactly("cities");
                                                assertThat(event.revision()).isEqualTo(1);
                                                assertThat(event.notifiableRevision()).isEqualTo(1);
                                            });
                        });
        assertThat(service.get("/api/v1/submissions/" + other, PLATFORM.contributor()).etag())
                .isEqualTo(untouched);
        assertThat(topicsOf(handIn("Late", "\"towns\""))).isEqualTo("[\"cities\"]");
        assertThat(service.get(TOPICS, "").json().get("items").findValuesAsString("slug"))
                .contains("cities")
                .doesNotContain("towns");

        merge("cities", "places");
        awaitTold("towns", "Towns", "places");
        assertThat(topicsOf(handIn("Later", "\"towns\",\"cities\""))).isEqualTo("[\"places\"]");
    }

    private static void awaitTold(String slug, String title, String mergedInto) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(PLATFORM.events(Topics.TOPICS, slug))
                                        .last()
                                        .isInstanceOfSatisfying(
                                                TopicChanged.class,
                                                event -> {
                                                    assertThat(event.title()).isEqualTo(title);
                                                    assertThat(event.mergedInto())
                                                            .isEqualTo(mergedInto);
                                                }));
    }

    private static void create(String slug, String title) {
        assertThat(
                        service.post(
                                        TOPICS,
                                        PLATFORM.administrator(),
                                        "{\"slug\":\"%s\",\"title\":\"%s\"}".formatted(slug, title))
                                .status())
                .isEqualTo(201);
    }

    private static Platform.Answer rename(String slug, String body, String... headers) {
        return service.put(TOPICS + "/" + slug, PLATFORM.administrator(), body, headers);
    }

    private static Platform.Answer merge(String slug, String into) {
        return service.post(
                TOPICS + "/" + slug + "/merge",
                PLATFORM.administrator(),
                "{\"into\":\"%s\"}".formatted(into));
    }

    private static String handIn(String title, String topics) {
        return service.post(
                        "/api/v1/submissions",
                        PLATFORM.contributor(),
                        "{\"title\":\"%s\",\"summary\":\"s\",\"topics\":[%s]}"
                                .formatted(title, topics))
                .id();
    }

    private static String topicsOf(String id) {
        return service.get("/api/v1/submissions/" + id, PLATFORM.contributor())
                .json()
                .at("/content/topics")
                .toString();
    }

    private static void approve(String id) {
        String path = "/api/v1/review-queue/" + id;
        assertThat(
                        service.post(
                                        path + "/approval",
                                        PLATFORM.moderator(),
                                        "{\"withoutTags\":true}",
                                        "If-Match",
                                        service.get(path, PLATFORM.moderator()).etag())
                                .status())
                .isEqualTo(200);
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
}
