package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Decision;
import org.practicehub.events.Evidence;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.PracticeTagged;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.events.Tag;
import org.practicehub.events.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class WayOfAPracticeTests {

    private static final Platform PLATFORM = Platform.shared();
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
    void aSubmissionIsToldTaggedApprovedRevisedAndWithdrawn() {
        Platform.Answer created =
                service.post(
                        "/api/v1/submissions",
                        PLATFORM.contributor(),
                        """
                        {"title":"Skills for returning migrants",
                         "summary":"A programme in Morocco.\\n\\nIt helps.",
                         "goals":["sdg-target:17.9"],
                         "countries":[{"code":"SN"}]}
                        """);
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        String id = created.id();
        assertThat(created.header("Location")).isEqualTo("/api/v1/submissions/" + id);
        assertThat(created.etag()).isEqualTo("\"1\"");
        assertThat(created.json().at("/tagging/status").stringValue()).isEqualTo("pending");

        PracticeSubmitted submitted =
                (PracticeSubmitted) awaited(Topics.PRACTICE_SUBMISSIONS, id, 1).getFirst();
        assertThat(submitted.content().title()).isEqualTo("Skills for returning migrants");

        Platform.Answer early = approve(id, created.etag(), "{}");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.problem()).isEqualTo("not-tagged-yet");

        PLATFORM.publish(Topics.PRACTICE_TAGS, answerTo(submitted));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(queued(id).json().at("/tagging/status").stringValue())
                                        .isEqualTo("done"));
        Platform.Answer tagged = queued(id);
        assertThat(tagged.etag()).isEqualTo("\"2\"");
        assertThat(approve(id, created.etag(), "{}").status()).isEqualTo(412);
        assertThat(service.post(queue(id) + "/approval", PLATFORM.moderator(), "{}").status())
                .isEqualTo(428);

        Platform.Answer approved = approve(id, tagged.etag(), "{\"message\":\"Thank you\"}");
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        assertThat(approved.json().get("publishedRevision").intValue()).isEqualTo(1);

        PracticePublished published =
                (PracticePublished) awaited(Topics.PRACTICES, id, 1).getFirst();
        assertThat(published.reason()).isEqualTo(PublicationReason.FIRST);
        assertThat(published.tags())
                .extracting(tag -> tag.term() + " " + tag.origin().wire())
                .containsExactly(
                        "country:SN contributor",
                        "sdg-target:17.9 contributor",
                        "sdg:17 contributor",
                        "country:MA machine");
        assertThat(awaited(Topics.PRACTICE_SUBMISSIONS, id, 2)).endsWith((HubEvent) null);
        assertThat(awaited(Topics.PRACTICE_TAGS, id, 2)).endsWith((HubEvent) null);
        SubmissionDecided decided = (SubmissionDecided) awaited(Topics.DECISIONS, id, 1).getFirst();
        assertThat(decided.decision()).isEqualTo(Decision.APPROVED);
        assertThat(decided.recipient()).isEqualTo("ada@example.org");

        Platform.Answer revised =
                service.put(
                        "/api/v1/submissions/" + id,
                        PLATFORM.contributor(),
                        "{\"title\":\"Skills, second edition\",\"summary\":\"More.\"}",
                        "If-Match",
                        approved.etag());
        assertThat(revised.status()).as(revised.toString()).isEqualTo(200);
        assertThat(revised.json().get("revision").intValue()).isEqualTo(2);
        assertThat(revised.json().get("publishedRevision").intValue()).isEqualTo(1);
        approve(id, revised.etag(), "{\"withoutTags\":true,\"silent\":true}");
        PracticePublished second = (PracticePublished) awaited(Topics.PRACTICES, id, 2).getLast();
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.notifiableRevision()).isEqualTo(1);
        assertThat(second.firstPublishedAt()).isEqualTo(published.firstPublishedAt());

        Platform.Answer revisions = service.get("/api/v1/practices/" + id + "/revisions", "");
        assertThat(revisions.json().get("total").intValue()).as(revisions.toString()).isEqualTo(2);
        assertThat(
                        service.get("/api/v1/practices/" + id + "/revisions/1", "")
                                .json()
                                .at("/content/title")
                                .stringValue())
                .isEqualTo("Skills for returning migrants");

        Platform.Answer withdrawn =
                service.post(
                        "/api/v1/submissions/" + id + "/withdrawal",
                        PLATFORM.contributor(),
                        "{\"reason\":\"It has ended\"}");
        assertThat(withdrawn.status()).as(withdrawn.toString()).isEqualTo(200);
        assertThat(awaited(Topics.PRACTICES, id, 3).getLast())
                .isInstanceOfSatisfying(
                        PracticeWithdrawn.class,
                        event -> assertThat(event.reason()).isEqualTo("It has ended"));
    }

    private static List<HubEvent> awaited(String topic, String id, int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(PLATFORM.events(topic, id))
                                        .hasSizeGreaterThanOrEqualTo(count));
        return PLATFORM.events(topic, id);
    }

    private static PracticeTagged answerTo(PracticeSubmitted submitted) {
        int at = submitted.content().summary().indexOf("Morocco");
        return new PracticeTagged(
                submitted.practiceId(),
                submitted.sequence(),
                Instant.now(),
                submitted.revision(),
                1,
                "en",
                List.of(
                        new Tag(
                                "country",
                                "MA",
                                CountryRole.ABOUT,
                                Origin.MACHINE,
                                0.9,
                                List.of(
                                        new Evidence(
                                                "summary",
                                                at,
                                                at + 7,
                                                "Morocco",
                                                "gazetteer:name",
                                                null,
                                                List.of())),
                                1)),
                List.of());
    }

    private static Platform.Answer queued(String id) {
        return service.get(queue(id), PLATFORM.moderator());
    }

    private static Platform.Answer approve(String id, String seen, String body) {
        return service.post(queue(id) + "/approval", PLATFORM.moderator(), body, "If-Match", seen);
    }

    private static String queue(String id) {
        return "/api/v1/review-queue/" + id;
    }
}
