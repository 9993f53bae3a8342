package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.submission.links.Site;

import java.time.Duration;
import java.util.List;

/** Links are visited, and what was found is shown with the entry. */
class BrokenLinksTests {

    private static final Platform PLATFORM = Platform.shared();

    private static Site site;
    private static Platform.Running service;

    @BeforeAll
    static void start() {
        site = new Site().with("/gone", 404).with("/drafted", 404);
        service =
                PLATFORM.start(
                        Platform.freshDatabase(),
                        "--submission.links.visit=true",
                        "--submission.links.local-targets=true",
                        "--submission.links.pause=PT0S");
    }

    @AfterAll
    static void stop() {
        service.close();
        site.close();
    }

    @Test
    void anEntryOpenedOnTheDeskShowsABrokenLink() {
        String id = handIn("/gone", "");

        String warning = "warning " + site.url("localhost", "/gone") + " answers 404 (visited ";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(shown("/api/v1/review-queue/", id, PLATFORM.moderator()))
                                        .anyMatch(finding -> finding.startsWith(warning)));
        assertThat(shown("/api/v1/submissions/", id, PLATFORM.contributor()))
                .anyMatch(finding -> finding.startsWith(warning));
        assertThat(visits("/gone")).isEqualTo(2);
    }

    @Test
    void aDraftIsVisitedWhenItsOwnerLooksAndNotBefore() {
        String id = handIn("/drafted", "?draft=true");
        String later = handIn("/after-the-draft", "");
        await().atMost(Duration.ofSeconds(30)).until(() -> visits("/after-the-draft") == 1);
        assertThat(visits("/drafted")).isZero();
        assertThat(later).isNotEqualTo(id);

        assertThat(shown("/api/v1/submissions/", id, PLATFORM.contributor()))
                .anyMatch(finding -> finding.contains("still to be visited"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                shown(
                                                        "/api/v1/submissions/",
                                                        id,
                                                        PLATFORM.contributor()))
                                        .anyMatch(finding -> finding.contains("answers 404")));
    }

    @Test
    void whatIsImportedIsNotVisitedUntilSomebodyLooks() {
        Platform.Answer imported =
                service.importLines(
                        PLATFORM.contributor(),
                        "{\"externalId\":\"l1\",\"title\":\"T\",\"summary\":\"s\",\"source\":\"%s\"}%n"
                                .formatted(site.url("localhost", "/imported")));
        assertThat(imported.json().get("created").intValue()).isEqualTo(1);
        handIn("/after-the-import", "");

        await().atMost(Duration.ofSeconds(30)).until(() -> visits("/after-the-import") == 1);
        assertThat(visits("/imported")).isZero();
        shown(
                "/api/v1/review-queue/",
                imported.json().at("/items/0/id").stringValue(),
                PLATFORM.moderator());
        await().atMost(Duration.ofSeconds(30)).until(() -> visits("/imported") == 1);
    }

    private static String handIn(String path, String query) {
        Platform.Answer answer =
                service.post(
                        "/api/v1/submissions" + query,
                        PLATFORM.contributor(),
                        "{\"title\":\"T\",\"summary\":\"s\",\"source\":\"%s\"}"
                                .formatted(site.url("localhost", path)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.id();
    }

    /** Severity and message of each finding. */
    private static List<String> shown(String where, String id, String token) {
        return service.get(where + id, token)
                .json()
                .get("checks")
                .valueStream()
                .map(
                        finding ->
                                finding.get("severity").stringValue()
                                        + " "
                                        + finding.get("message").stringValue())
                .toList();
    }

    private static long visits(String path) {
        return site.asked().stream().filter(asked -> asked.path().equals(path)).count();
    }
}
