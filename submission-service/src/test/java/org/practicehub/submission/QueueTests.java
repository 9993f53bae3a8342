package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What moderators see of the queue, and what they do with its entries. */
class QueueTests {

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
}
