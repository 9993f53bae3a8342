package org.practicehub.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The whole way of a practice, from outside, through the launcher. */
class JourneyTests {

    private static final int SEEDS = 19;

    @TempDir Path data;

    @ParameterizedTest(name = "own processes: {0}")
    @ValueSource(booleans = {false, true})
    void aPracticeGoesFromAContributorToReadersAndASubscriberAndOutlivesARestart(
            boolean ownProcesses) throws Exception {
        try (var hub = Hub.start(data, ownProcesses)) {
            var planted = hub.plantSeeds();
            assertThat(planted.problems()).isEmpty();
            assertThat(planted.practices()).isEqualTo(SEEDS);
            assertThat(planted.approved()).isEqualTo(SEEDS);
            soon().untilAsserted(() -> assertThat(hub.found("limit=1")).isEqualTo(SEEDS));

            var word = "walk" + UUID.randomUUID().toString().replace("-", "");
            var reader = word + "@example.org";
            confirmedSubscription(hub, reader);

            var submission = submission(word);
            var key = Map.of("Idempotency-Key", word);
            var created = hub.post("/api/v1/submissions", "contributor", key, submission);
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            var id = Hub.json(created).get("id").asString();
            soon().untilAsserted(() -> assertThat(tags(hub, id)).contains("country:BT", "sdg:8"));
            assertThat(hub.found("q=" + word)).as("before approval").isZero();

            var item = hub.get("/api/v1/review-queue/" + id, "moderator");
            var etag = item.headers().firstValue("ETag").orElseThrow();
            var approval =
                    hub.post(
                            "/api/v1/review-queue/" + id + "/approval",
                            "moderator",
                            Map.of("If-Match", etag),
                            Map.of());
            assertThat(approval.statusCode()).as(approval.body()).isEqualTo(200);

            soon().untilAsserted(() -> assertThat(hub.found("country=BT&q=" + word)).isOne());
            assertThat(hub.found("country=PE&q=" + word)).isZero();
            soon().untilAsserted(() -> assertThat(mailsAbout(hub, reader, id)).hasSize(1));

            hub.restart();

            soon().untilAsserted(() -> assertThat(hub.found("country=BT&q=" + word)).isOne());
            assertThat(hub.found("limit=1")).isEqualTo(SEEDS + 1);
            var again = hub.post("/api/v1/submissions", "contributor", key, submission);
            assertThat(Hub.json(again).get("id").asString())
                    .as("the same key gives the same submission")
                    .isEqualTo(id);
            assertThat(hub.plantSeeds().approved()).as("seeds are planted once").isZero();
            assertThat(hub.found("limit=1")).isEqualTo(SEEDS + 1);
            assertThat(mailsAbout(hub, reader, id)).hasSize(1);
        }
    }

    private static void confirmedSubscription(Hub hub, String reader) throws Exception {
        var answer =
                hub.postAnonymously(
                        "/api/v1/subscriptions",
                        Map.of(
                                "criteria",
                                Map.of("all", List.of("country:BT")),
                                "channel",
                                Map.of("type", "email", "address", reader),
                                "cadence",
                                "immediate",
                                "language",
                                "en"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        soon().untilAsserted(() -> assertThat(hub.mails(reader)).hasSize(1));
        var text = hub.mails(reader).getFirst().get("text").asString();
        var link = Pattern.compile("http\\S+/subscriptions/confirm\\?token=\\S+").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        var page = URI.create(link.group());
        assertThat(hub.get(page).statusCode()).as("the page asks").isEqualTo(200);
        assertThat(hub.press(page).statusCode()).as("the button confirms").isEqualTo(200);
    }

    private static Map<String, Object> submission(String word) {
        return Map.of(
                "title",
                "Return desks of " + word,
                "summary",
                "In Bhutan, the municipality of Thimphu opened a desk for returning"
                        + " migrants, in line with SDG 8 and target 10.7.",
                "kind",
                "practice",
                "language",
                "en");
    }

    private static Set<String> tags(Hub hub, String id) throws Exception {
        var submission = Hub.json(hub.get("/api/v1/submissions/" + id, "contributor"));
        assertThat(submission.at("/tagging/status").asString()).isEqualTo("done");
        return StreamSupport.stream(submission.get("tags").spliterator(), false)
                .map(tag -> tag.get("scheme").asString() + ":" + tag.get("code").asString())
                .collect(Collectors.toSet());
    }

    private static List<String> mailsAbout(Hub hub, String reader, String id) throws Exception {
        return hub.mails(reader).stream()
                .filter(mail -> mail.get("text").asString().contains("/practices/" + id))
                .map(mail -> mail.get("messageId").asString())
                .toList();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
