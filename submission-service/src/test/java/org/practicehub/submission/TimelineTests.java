package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Contributor and moderators talk about a submission, in one timeline with what happens to it. */
class TimelineTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String OWN = "/api/v1/submissions/";
    private static final String DESK = "/api/v1/review-queue/";

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
    void whatIsSaidStandsBetweenWhatHappens() {
        String id = handIn("");
        Platform.Answer asked = say(DESK, id, PLATFORM.moderator(), "Which city?");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
        assertThat(asked.etag()).isEqualTo("\"2\"");
        assertThat(say(OWN, id, PLATFORM.contributor(), "Rabat.\nAnd Fes.").status())
                .isEqualTo(200);
        service.post(
                DESK + id + "/changes-request",
                PLATFORM.moderator(),
                "{\"message\":\"Say so in the text\"}",
                "If-Match",
                "\"3\"");

        JsonNode timeline = timeline(id, PLATFORM.contributor(), "");

        assertThat(lines(timeline))
                .containsExactly(
                        "contributor submitted null",
                        "desk commented Which city?",
                        "contributor commented Rabat.\nAnd Fes.",
                        "desk changes-requested Say so in the text");
        assertThat(timeline.get("total").intValue()).isEqualTo(4);
        assertThat(timeline.get("next").isNull()).isTrue();
        assertThat(lines(timeline(id, PLATFORM.moderator(), "?after=1&limit=1")))
                .containsExactly("desk commented Which city?");
        JsonNode trail = service.get(OWN + id + "/audit", PLATFORM.moderator()).json();
        assertThat(trail.get("intact").booleanValue()).as(trail.toString()).isTrue();
    }

    @Test
    void aLongTimelineIsReadPageByPageOutOfTheArchiveToo() {
        String id = handIn("");
        for (int i = 0; i < 90; i++) {
            say(OWN, id, PLATFORM.contributor(), "Remark " + i);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            List<String> all = new ArrayList<>();
                            String query = "?limit=40";
                            String next;
                            do {
                                JsonNode page = timeline(id, PLATFORM.contributor(), query);
                                all.addAll(lines(page));
                                next = page.get("next").stringValue("");
                                query = "?limit=40&after=" + next;
                            } while (!next.isEmpty());
                            assertThat(all).hasSize(91).doesNotHaveDuplicates();
                            assertThat(all.getLast()).isEqualTo("contributor commented Remark 89");
                        });
    }

    @Test
    void whoHasNothingToDoWithItNeitherReadsNorSpeaks() {
        String id = handIn("");
        String stranger = PLATFORM.token("eve", "contributor");
        assertThat(service.get(OWN + id + "/timeline", stranger).status()).isEqualTo(404);
        assertThat(say(OWN, id, stranger, "Hello").status()).isEqualTo(404);

        service.post(
                DESK + id + "/conflict-of-interest",
                PLATFORM.moderator(),
                "{\"reason\":\"A friend\"}");
        assertThat(say(DESK, id, PLATFORM.moderator(), "Fine!").problem())
                .isEqualTo("conflict-of-interest");

        String draft = handIn("?draft=true");
        assertThat(say(OWN, draft, PLATFORM.contributor(), "Hm").problem())
                .isEqualTo("wrong-state");
        assertThat(say(DESK, draft, PLATFORM.moderator(), "Hm").status()).isEqualTo(404);
        assertThat(service.get(OWN + draft + "/timeline", PLATFORM.moderator()).status())
                .isEqualTo(404);
    }

    @Test
    void badRequestsAreProblems() {
        String id = handIn("");
        assertThat(say(OWN, id, PLATFORM.contributor(), " ").pointers()).containsExactly("/text");
        assertThat(say(OWN, id, PLATFORM.contributor(), "x".repeat(5_001)).pointers())
                .containsExactly("/text");
        assertThat(
                        service.post(
                                        OWN + id + "/comments",
                                        PLATFORM.contributor(),
                                        "{\"text\":\"x\"}",
                                        "If-Match",
                                        "\"9\"")
                                .status())
                .isEqualTo(412);
        for (String query : List.of("?after=x", "?after=-1", "?limit=101", "?before=3")) {
            assertThat(service.get(OWN + id + "/timeline" + query, PLATFORM.contributor()).status())
                    .as(query)
                    .isEqualTo(400);
        }
        service.post(OWN + id + "/withdrawal", PLATFORM.contributor(), "{\"reason\":\"r\"}");
        assertThat(say(OWN, id, PLATFORM.contributor(), "Late").problem()).isEqualTo("wrong-state");
    }

    private static Platform.Answer say(String door, String id, String token, String text) {
        return service.post(
                door + id + "/comments",
                token,
                Platform.JSON.createObjectNode().put("text", text).toString());
    }

    private static JsonNode timeline(String id, String token, String query) {
        Platform.Answer answer = service.get(OWN + id + "/timeline" + query, token);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> lines(JsonNode timeline) {
        List<String> lines = new ArrayList<>();
        for (JsonNode item : timeline.get("items")) {
            lines.add(
                    "%s %s %s"
                            .formatted(
                                    item.get("side").stringValue(),
                                    item.get("action").stringValue(),
                                    item.get("text").stringValue(null)));
        }
        return lines;
    }

    private static String handIn(String query) {
        return service.post(
                        "/api/v1/submissions" + query,
                        PLATFORM.contributor(),
                        "{\"title\":\"T\",\"summary\":\"s\"}")
                .id();
    }
}
