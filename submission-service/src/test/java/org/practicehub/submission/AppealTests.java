package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Decision;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.events.Topics;

import java.time.Duration;

/** Decisions that are taken back, and decisions that are not accepted. */
class AppealTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String OWN = "/api/v1/submissions/";
    private static final String DESK = "/api/v1/review-queue/";
    private static final String REASON = "{\"reason\":\"not-eligible\"}";

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
    void aRejectionIsTakenBackByWhoDecidedUnderTheETagThatWasSeen() {
        String id = handIn();
        Platform.Answer rejected = reject(id, PLATFORM.moderator(), "\"1\"");
        String other = PLATFORM.token("max", "moderator");

        assertThat(service.post(DESK + id + "/undo", PLATFORM.moderator(), "").status())
                .isEqualTo(428);
        assertThat(undo(id, PLATFORM.moderator(), "\"1\"").status()).isEqualTo(412);
        assertThat(undo(id, other, rejected.etag()).problem()).isEqualTo("decided-by-another");
        Platform.Answer undone = undo(id, PLATFORM.moderator(), rejected.etag());

        assertThat(undone.status()).as(undone.toString()).isEqualTo(200);
        assertThat(undone.json().get("status").stringValue()).isEqualTo("submitted");
        assertThat(undone.json().at("/tagging/status").stringValue()).isEqualTo("pending");
        assertThat(undo(id, PLATFORM.moderator(), undone.etag()).problem())
                .isEqualTo("wrong-state");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(PLATFORM.events(Topics.PRACTICE_SUBMISSIONS, id))
                                        .last()
                                        .as("the tagger is asked again")
                                        .isInstanceOf(PracticeRevised.class));
        assertThat(
                        service.get("/api/v1/review-queue?limit=100", PLATFORM.moderator())
                                .json()
                                .get("items")
                                .findValuesAsString("id"))
                .contains(id);
    }

    @Test
    void anAppealIsDecidedBySomebodyElseAndTheContributorIsTold() {
        String id = handIn();
        reject(id, PLATFORM.moderator(), "\"1\"");

        Platform.Answer appealed = appeal(id, PLATFORM.contributor(), "It is eligible");

        assertThat(appealed.status()).as(appealed.toString()).isEqualTo(200);
        assertThat(appealed.json().get("status").stringValue()).isEqualTo("submitted");
        assertThat(appealed.json().at("/appeal/reason").stringValue()).isEqualTo("It is eligible");
        assertThat(reject(id, PLATFORM.moderator(), appealed.etag()).problem())
                .isEqualTo("appealed-against");
        Platform.Answer approved =
                service.post(
                        DESK + id + "/approval",
                        PLATFORM.token("max", "moderator"),
                        "{\"withoutTags\":true}",
                        "If-Match",
                        appealed.etag());
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(PLATFORM.events(Topics.DECISIONS, id))
                                        .extracting(event -> ((SubmissionDecided) event).decision())
                                        .containsExactly(Decision.REJECTED, Decision.APPROVED));
        assertThat(
                        service.get(OWN + id + "/audit", PLATFORM.moderator())
                                .json()
                                .get("intact")
                                .booleanValue())
                .isTrue();
    }

    @Test
    void whatCanNotBeAppealedAgainstIsRefused() {
        String id = handIn();
        assertThat(appeal(id, PLATFORM.contributor(), "x").problem()).isEqualTo("wrong-state");
        reject(id, PLATFORM.moderator(), "\"1\"");
        assertThat(appeal(id, PLATFORM.token("eve", "contributor"), "x").status()).isEqualTo(404);
        assertThat(appeal(id, PLATFORM.contributor(), " ").pointers()).containsExactly("/reason");
        Platform.Answer appealed = appeal(id, PLATFORM.contributor(), "x");
        reject(id, PLATFORM.token("max", "moderator"), appealed.etag());
        assertThat(appeal(id, PLATFORM.contributor(), "y").problem()).isEqualTo("already-appealed");
    }

    private static Platform.Answer reject(String id, String token, String seen) {
        return service.post(DESK + id + "/rejection", token, REASON, "If-Match", seen);
    }

    private static Platform.Answer undo(String id, String token, String seen) {
        return service.post(DESK + id + "/undo", token, "", "If-Match", seen);
    }

    private static Platform.Answer appeal(String id, String token, String reason) {
        return service.post(OWN + id + "/appeal", token, "{\"reason\":\"%s\"}".formatted(reason));
    }

    private static String handIn() {
        return service.post(
                        "/api/v1/submissions",
                        PLATFORM.contributor(),
                        "{\"title\":\"T\",\"summary\":\"s\"}")
                .id();
    }
}
