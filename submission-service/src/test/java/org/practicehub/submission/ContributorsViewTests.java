package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What contributors see happen to their work. */
class ContributorsViewTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String SUBMISSIONS = "/api/v1/submissions/";

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
    void theStatusIsWatched() throws Exception {
        String id = handIn("Watched", "s");
        try (HttpClient http = HttpClient.newHttpClient();
                Watched watched = new Watched(http, id)) {
            watched.awaits("event:status", "\"status\":\"submitted\"", "id:1");
            service.post("/api/v1/review-queue/" + id + "/claim", PLATFORM.moderator(), "");
            watched.awaits("\"status\":\"in-review\"");
            decide(id, "changes-request", "{\"message\":\"Longer, please\"}");
            watched.awaits("\"status\":\"changes-requested\"", "id:2");
        }
    }

    @Test
    void nobodyWatchesTheWorkOfOthersAndNobodyTooMuch() {
        String id = handIn("Watched by one", "s");
        assertThat(
                        service.get(
                                        SUBMISSIONS + id + "/events",
                                        PLATFORM.token("eve", "contributor"))
                                .status())
                .isEqualTo(404);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 10; i++) {
                open(http, id, PLATFORM.token("max", "moderator"));
            }
            assertThat(
                            service.get(
                                            SUBMISSIONS + id + "/events",
                                            PLATFORM.token("max", "moderator"))
                                    .problem())
                    .isEqualTo("rate-limited");
            http.shutdownNow();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatARevisionChangesIsShownFieldByField() {
        String id = handIn("Skills for returning migrants", "It runs in Morocco since 2019.");
        assertThat(service.get(SUBMISSIONS + id + "/changes", PLATFORM.contributor()).problem())
                .isEqualTo("wrong-state");
        String seen = decide(id, "approval", "{\"withoutTags\":true}").etag();
        Platform.Answer revised =
                service.put(
                        SUBMISSIONS + id,
                        PLATFORM.contributor(),
                        """
                        {"title":"Skills for returning migrants",
                         "summary":"It runs in Morocco and Senegal since 2020.",
                         "topics":["skills"]}
                        """,
                        "If-Match",
                        seen);
        assertThat(revised.status()).as(revised.toString()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                service.get(SUBMISSIONS + id + "/changes", PLATFORM.contributor())
                                                .status()
                                        == 200);
        JsonNode waiting =
                service.get(SUBMISSIONS + id + "/changes", PLATFORM.contributor()).json();
        assertThat(waiting.get("changes").findValuesAsString("pointer"))
                .containsExactly("/summary", "/topics");
        assertThat(waiting.at("/changes/0/edits").toString())
                .isEqualTo(
                        "[{\"at\":19,\"removed\":\"\",\"added\":\"and Senegal \"},"
                                + "{\"at\":25,\"removed\":\"2019.\",\"added\":\"2020.\"}]");
        assertThat(waiting.at("/changes/1/before").isNull()).isTrue();

        decide(id, "approval", "{\"withoutTags\":true,\"silent\":true}");
        String revisions = "/api/v1/practices/" + id + "/revisions/";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.get(revisions + "2/changes", "").status() == 200);
        assertThat(service.get(revisions + "2/changes", "").json().get("changes"))
                .isEqualTo(waiting.get("changes"));
        assertThat(service.get(revisions + "2/changes?since=2", "").json().get("changes").size())
                .isZero();
        assertThat(service.get(revisions + "2/changes?since=9", "").status()).isEqualTo(400);
        assertThat(service.get(revisions + "9/changes", "").status()).isEqualTo(404);
    }

    @Test
    void aWithdrawalLeavesItsReason() {
        String id = handIn("To be withdrawn", "s");
        decide(id, "approval", "{\"withoutTags\":true}");
        service.post(
                SUBMISSIONS + id + "/withdrawal",
                PLATFORM.contributor(),
                "{\"reason\":\"It has ended\"}");

        assertThat(
                        service.get(SUBMISSIONS + id, PLATFORM.contributor())
                                .json()
                                .at("/closing/message")
                                .stringValue())
                .isEqualTo("It has ended");
        Platform.Answer gone = service.get("/api/v1/practices/" + id + "/revisions", "");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.json().get("detail").stringValue()).isEqualTo("It has ended");
    }

    private static final class Watched implements AutoCloseable {

        private final InputStream in;
        private final StringBuilder seen = new StringBuilder();

        Watched(HttpClient http, String id) throws IOException, InterruptedException {
            in = open(http, id, PLATFORM.contributor());
        }

        void awaits(String... words) throws IOException {
            byte[] buffer = new byte[8192];
            while (!Arrays.stream(words).allMatch(word -> seen.indexOf(word) >= 0)) {
                int read = in.read(buffer);
                assertThat(read).as(seen.toString()).isPositive();
                seen.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static InputStream open(HttpClient http, String id, String token)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(
                        service.request(SUBMISSIONS + id + "/events", token).GET().build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        return response.body();
    }

    private static String handIn(String title, String summary) {
        return service.post(
                        "/api/v1/submissions",
                        PLATFORM.contributor(),
                        "{\"title\":\"%s\",\"summary\":\"%s\"}".formatted(title, summary))
                .id();
    }

    private static Platform.Answer decide(String id, String decision, String body) {
        String path = "/api/v1/review-queue/" + id;
        Platform.Answer answer =
                service.post(
                        path + "/" + decision,
                        PLATFORM.moderator(),
                        body,
                        "If-Match",
                        service.get(path, PLATFORM.moderator()).etag());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    @Test
    void ownSubmissionsAreListedNewestFirst() {
        String token = PLATFORM.token("lister-" + UUID.randomUUID(), "contributor");
        String mine = "/api/v1/submissions";
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(service.post(mine, token, body("L" + i)).id());
        }

        JsonNode first = service.get(mine + "?limit=2", token).json();
        JsonNode rest =
                service.get(mine + "?limit=2&after=" + first.get("next").stringValue(), token)
                        .json();

        assertThat(items(first)).isEqualTo(ids.subList(0, 2));
        assertThat(items(rest)).isEqualTo(ids.subList(2, 3));
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(rest.get("total").intValue()).isEqualTo(3);
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
