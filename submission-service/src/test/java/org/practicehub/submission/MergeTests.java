package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.Topics;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;

/** Near duplicates: seen at the desk, and merged. */
class MergeTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String SUMMARY =
            "The City of Oujda has created a Municipal Action Plan that includes migration and"
                    + " migrants as one of its six strategic axes, together with Local Governance,"
                    + " Partnership and Decentralized Cooperation.";

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
    void aDuplicateIsSeenAndMergedAndItsRelationsMoveOn() {
        String related = published("Something else", "About quite another thing.", "");
        String first = published("Municipal Action Plan - City of Oujda", SUMMARY, "");
        String second =
                published(
                        "Municipal Action Plan, Oujda",
                        SUMMARY.replace("six", "6"),
                        ",\"relations\":[{\"type\":\"part-of\",\"practice\":\"%s\"}]"
                                .formatted(related));

        List<JsonNode> duplicates = findings(second, "duplicate");
        assertThat(duplicates)
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.get("practice").stringValue()).isEqualTo(first));

        assertThat(merge(second, second, "{\"into\":\"%s\"}").pointers()).containsExactly("/into");
        assertThat(
                        merge(second, "00000000-0000-7000-8000-000000000000", "{\"into\":\"%s\"}")
                                .pointers())
                .containsExactly("/into");
        Platform.Answer merged = merge(second, first, "{\"into\":\"%s\",\"message\":\"Twice\"}");
        assertThat(merged.status()).as(merged.toString()).isEqualTo(200);
        assertThat(merged.json().at("/closing/mergedInto").stringValue()).isEqualTo(first);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            assertThat(PLATFORM.events(Topics.PRACTICES, second))
                                    .last()
                                    .isInstanceOfSatisfying(
                                            PracticeWithdrawn.class,
                                            event ->
                                                    assertThat(event.mergedInto())
                                                            .isEqualTo(first));
                            assertThat(PLATFORM.events(Topics.PRACTICES, first))
                                    .last()
                                    .isInstanceOfSatisfying(
                                            PracticePublished.class,
                                            event -> {
                                                assertThat(event.revision()).isEqualTo(2);
                                                assertThat(event.notifiableRevision()).isEqualTo(1);
                                                assertThat(event.content().relations())
                                                        .extracting(r -> r.practice())
                                                        .containsExactly(related);
                                            });
                        });
        Platform.Answer gone = service.get("/api/v1/practices/" + second + "/revisions", "");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.json().get("detail").stringValue()).contains("Twice", first);
        assertThat(merge(first, second, "{\"into\":\"%s\"}").pointers()).containsExactly("/into");
        assertThat(findings(first, "duplicate")).isEmpty();
    }

    @Test
    void contributorsAreNotToldOfWhatReadersCanNotSee() {
        String text = "A bus brings information to people who live far from the capital city.";
        String hidden = handIn(PLATFORM.token("eve", "contributor"), "Migra Movil", text, "");
        String own = handIn(PLATFORM.contributor(), "Migra Movil", text, "");

        assertThat(findings(own, "duplicate"))
                .extracting(finding -> finding.get("practice").stringValue())
                .containsExactly(hidden);
        JsonNode entry = service.get("/api/v1/submissions/" + own, PLATFORM.contributor()).json();
        assertThat(entry.get("checks").toString()).doesNotContain(hidden);
        assertThat(entry.get("checks").findValuesAsString("check")).contains("eligibility");
        assertThat(entry.has("conflicts")).isFalse();
    }

    @Test
    void duplicatesAreKnownAfterARestart() {
        String database = Platform.freshDatabase();
        String body = "{\"title\":\"The same\",\"summary\":\"" + SUMMARY + "\"}";
        try (Platform.Running before = PLATFORM.start(database)) {
            before.post("/api/v1/submissions", PLATFORM.contributor(), body);
        }
        try (Platform.Running after = PLATFORM.start(database)) {
            String again = after.post("/api/v1/submissions", PLATFORM.contributor(), body).id();
            JsonNode entry =
                    after.get("/api/v1/review-queue/" + again, PLATFORM.moderator()).json();
            assertThat(entry.get("checks").findValuesAsString("check")).contains("duplicate");
        }
    }

    private static List<JsonNode> findings(String id, String check) {
        return service.get("/api/v1/review-queue/" + id, PLATFORM.moderator())
                .json()
                .get("checks")
                .valueStream()
                .filter(finding -> finding.get("check").stringValue().equals(check))
                .toList();
    }

    private static Platform.Answer merge(String id, String into, String body) {
        String path = "/api/v1/review-queue/" + id;
        return service.post(
                path + "/merge",
                PLATFORM.moderator(),
                body.formatted(into),
                "If-Match",
                service.get(path, PLATFORM.moderator()).etag());
    }

    private static String handIn(String token, String title, String summary, String more) {
        Platform.Answer created =
                service.post(
                        "/api/v1/submissions",
                        token,
                        "{\"title\":\"%s\",\"summary\":\"%s\"%s}".formatted(title, summary, more));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created.id();
    }

    private static String published(String title, String summary, String more) {
        String id = handIn(PLATFORM.contributor(), title, summary, more);
        String path = "/api/v1/review-queue/" + id;
        Platform.Answer approved =
                service.post(
                        path + "/approval",
                        PLATFORM.moderator(),
                        "{\"withoutTags\":true}",
                        "If-Match",
                        service.get(path, PLATFORM.moderator()).etag());
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        return id;
    }
}
