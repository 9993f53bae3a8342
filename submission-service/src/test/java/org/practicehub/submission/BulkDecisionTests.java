package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.practicehub.events.Topics;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One decision on many submissions: each is decided on by itself. */
class BulkDecisionTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String QUEUE = "/api/v1/review-queue";
    private static final String DECISIONS = QUEUE + "/decisions";

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
    void eachIsDecidedByItselfAndADryRunChangesNothing() {
        String free = handIn(PLATFORM.contributor());
        String changed = handIn(PLATFORM.contributor());
        String own = handIn(PLATFORM.token("mona", "contributor"));
        String claimed = handIn(PLATFORM.contributor());
        service.post(QUEUE + "/" + claimed + "/claim", PLATFORM.token("max", "moderator"), "");
        String nowhere = "00000000-0000-7000-8000-000000000000";
        String items =
                "%s,%s,%s,%s,%s"
                        .formatted(
                                item(free, 1),
                                item(changed, 7),
                                item(own, 1),
                                item(claimed, 1),
                                item(nowhere, 1));

        JsonNode dry =
                decide("{\"decision\":\"rejection\",\"reason\":\"not-eligible\"", true, items);
        assertThat(dry.get("dryRun").booleanValue()).isTrue();
        assertThat(outcomes(dry))
                .containsExactly(
                        "rejected", "stale", "own-submission", "claimed-by-another", "not-found");
        assertThat(status(free)).isEqualTo("submitted");
        assertThat(service.get(QUEUE + "/" + free, PLATFORM.moderator()).etag()).isEqualTo("\"1\"");

        JsonNode wet =
                decide("{\"decision\":\"rejection\",\"reason\":\"not-eligible\"", false, items);
        assertThat(outcomes(wet)).isEqualTo(outcomes(dry));
        assertThat(wet.get("decided").intValue()).isEqualTo(1);
        assertThat(wet.get("refused").intValue()).isEqualTo(4);
        assertThat(wet.at("/items/0/etag").stringValue())
                .isEqualTo(service.get(QUEUE + "/" + free, PLATFORM.moderator()).etag());
        assertThat(wet.at("/items/1/problem/status").intValue()).isEqualTo(412);
        assertThat(status(free)).isEqualTo("rejected");
        assertThat(status(changed)).isEqualTo("submitted");

        JsonNode again =
                decide("{\"decision\":\"rejection\",\"reason\":\"not-eligible\"", false, items);
        assertThat(outcomes(again)).startsWith("stale");
    }

    @Test
    void whatTheQueueListsCanBeApprovedTogetherAndIsToldOnce() {
        String topic = "bulk-topic";
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(
                    service.post(
                                    "/api/v1/submissions",
                                    PLATFORM.contributor(),
                                    "{\"title\":\"B\",\"summary\":\"s\",\"topics\":[\"bulk-topic\"]}")
                            .id());
        }
        StringBuilder items = new StringBuilder();
        service.get(QUEUE + "?limit=100&topic=" + topic, PLATFORM.moderator())
                .json()
                .get("items")
                .forEach(
                        item ->
                                items.append(items.isEmpty() ? "" : ",")
                                        .append(
                                                item(
                                                        item.get("id").stringValue(),
                                                        item.get("etag").stringValue())));

        JsonNode early = decide("{\"decision\":\"approval\"", false, items.toString());
        assertThat(outcomes(early)).containsOnly("not-tagged-yet").hasSize(20);
        JsonNode approved =
                decide("{\"decision\":\"approval\",\"withoutTags\":true", false, items.toString());
        assertThat(outcomes(approved)).containsOnly("approved").hasSize(20);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(ids)
                                        .allSatisfy(
                                                id ->
                                                        assertThat(
                                                                        PLATFORM.events(
                                                                                Topics.PRACTICES,
                                                                                id))
                                                                .hasSize(1)));
    }

    @Test
    void changesAreAskedForTogether() {
        String one = handIn(PLATFORM.contributor());
        String two = handIn(PLATFORM.contributor());

        JsonNode asked =
                decide(
                        "{\"decision\":\"changes-request\",\"comments\":[{\"field\":\"/summary\",\"text\":\"More\"}]",
                        false,
                        item(one, 1) + "," + item(two, 1));

        assertThat(outcomes(asked)).containsExactly("changes-requested", "changes-requested");
        assertThat(
                        service.get("/api/v1/submissions/" + two, PLATFORM.contributor())
                                .json()
                                .at("/comments/0/text")
                                .stringValue())
                .isEqualTo("More");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'decision':'approval'}|/items",
                "{'decision':'approval','items':[]}|/items",
                "{'decision':'praise','items':[{'id':'ID','etag':'1'}]}|/decision",
                "{'items':[{'id':'ID','etag':'1'}]}|/decision",
                "{'decision':'approval','items':[{'id':'x','etag':'1'}]}|/items/0/id",
                "{'decision':'approval','items':[{'id':'ID'}]}|/items/0/etag",
                "{'decision':'approval','items':[{'id':'ID','etag':'1','x':1}]}|/items/0/x",
                "{'decision':'approval','items':[{'id':'ID','etag':'1'},{'id':'ID','etag':'1'}]}|/items/1/id",
                "{'decision':'approval','reason':'not-eligible','items':[{'id':'ID','etag':'1'}]}|/reason",
                "{'decision':'rejection','items':[{'id':'ID','etag':'1'}]}|/reason",
                "{'decision':'rejection','reason':'other','items':[{'id':'ID','etag':'1'}]}|/message",
                "{'decision':'changes-request','items':[{'id':'ID','etag':'1'}]}|/message",
                "{'decision':'approval','dryRun':'yes','items':[{'id':'ID','etag':'1'}]}|/dryRun"
            })
    void whatIsNoDecisionIsRefused(String body, String pointer) {
        Platform.Answer answer =
                service.post(
                        DECISIONS,
                        PLATFORM.moderator(),
                        body.replace('\'', '"')
                                .replace("ID", "00000000-0000-7000-8000-000000000000"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.pointers()).contains(pointer);
    }

    @Test
    void noMoreThanAPageIsDecidedAtOnce() {
        String items =
                IntStream.range(0, 101)
                        .mapToObj(i -> item("00000000-0000-7000-8000-%012d".formatted(i), 1))
                        .collect(Collectors.joining(","));

        Platform.Answer answer =
                service.post(
                        DECISIONS,
                        PLATFORM.moderator(),
                        "{\"decision\":\"approval\",\"items\":[" + items + "]}");

        assertThat(answer.pointers()).containsExactly("/items");
    }

    private static JsonNode decide(String begin, boolean dryRun, String items) {
        Platform.Answer answer =
                service.post(
                        DECISIONS,
                        PLATFORM.moderator(),
                        begin + ",\"dryRun\":" + dryRun + ",\"items\":[" + items + "]}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /** The new status of each, or the name of its problem. */
    private static List<String> outcomes(JsonNode report) {
        List<String> outcomes = new ArrayList<>();
        for (JsonNode item : report.get("items")) {
            outcomes.add(
                    item.get("outcome").stringValue().equals("decided")
                            ? item.get("status").stringValue()
                            : item.at("/problem/type")
                                    .stringValue()
                                    .replace("urn:practicehub:problem:", ""));
        }
        return outcomes;
    }

    private static String item(String id, int edit) {
        return item(id, "\"" + edit + "\"");
    }

    private static String item(String id, String etag) {
        return "{\"id\":\"%s\",\"etag\":\"%s\"}".formatted(id, etag.replace("\"", "\\\""));
    }

    private static String handIn(String token) {
        return service.post("/api/v1/submissions", token, "{\"title\":\"T\",\"summary\":\"s\"}")
                .id();
    }

    private static String status(String id) {
        return service.get("/api/v1/submissions/" + id, PLATFORM.moderator())
                .json()
                .get("status")
                .stringValue();
    }
}
