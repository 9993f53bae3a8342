package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What moderators see of the queue and do at the desk, over HTTP. */
class DeskTests {

    private static final Platform PLATFORM = Platform.shared();
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
    void theQueueIsSortedAndFilteredByAge() {
        String first = handIn("Sorted one", "sorting");
        String second = handIn("Sorted two", "sorting");

        assertThat(listed("?topic=sorting")).containsExactly(first, second);
        assertThat(listed("?topic=sorting&sort=newest")).containsExactly(second, first);
        assertThat(listed("?topic=sorting&age.from=PT1H")).isEmpty();
        assertThat(listed("?topic=sorting&age.to=PT1H")).containsExactly(first, second);
        JsonNode page = list("?topic=sorting&sort=newest&limit=1").json();
        String cursor = page.get("next").stringValue();
        assertThat(listed("?topic=sorting&sort=newest&limit=1&after=" + cursor))
                .containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=best",
                "age.from=yesterday",
                "age.to=-P1D",
                "confidence.from=2",
                "confidence.to=much",
                "after=%21"
            })
    void aFilterThatIsNoneIsRefused(String query) {
        Platform.Answer answer = list("?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly(query.substring(0, query.indexOf('=')));
    }

    @Test
    void theQueueIsCountedAndAnEntrySaysWhereItStands() {
        JsonNode before = counts();
        String id = handIn("Counted", "counting");

        JsonNode after = counts();
        assertThat(after.get("waiting").longValue())
                .isEqualTo(before.get("waiting").longValue() + 1);
        assertThat(after.at("/byTopic/counting").longValue()).isEqualTo(1);
        assertThat(Instant.parse(after.get("oldest").stringValue()))
                .isBeforeOrEqualTo(Instant.now());
        JsonNode entry = service.get("/api/v1/submissions/" + id, PLATFORM.contributor()).json();
        assertThat(entry.at("/queue/position").longValue())
                .isEqualTo(after.get("waiting").longValue());

        approve(id);

        JsonNode decided = counts();
        assertThat(decided.get("decided").intValue())
                .isEqualTo(before.get("decided").intValue() + 1);
        assertThat(Duration.parse(decided.get("medianTimeToDecision").stringValue()))
                .isLessThan(Duration.ofMinutes(5));
        assertThat(decided.get("waiting").longValue()).isEqualTo(before.get("waiting").longValue());
        assertThat(
                        service.get("/api/v1/submissions/" + id, PLATFORM.contributor())
                                .json()
                                .has("queue"))
                .isFalse();
    }

    @Test
    void aRejectionHasAReasonFromTheList() {
        String id = handIn("To be rejected", "desk");

        Platform.Answer free = decide(id, "rejection", "{\"reason\":\"I do not like it\"}");
        assertThat(free.status()).isEqualTo(400);
        assertThat(free.pointers()).containsExactly("/reason");
        Platform.Answer silent = decide(id, "rejection", "{\"reason\":\"other\"}");
        assertThat(silent.pointers()).containsExactly("/message");

        Platform.Answer rejected =
                decide(id, "rejection", "{\"reason\":\"duplicate\",\"message\":\"See M4SD\"}");
        assertThat(rejected.status()).as(rejected.toString()).isEqualTo(200);
        assertThat(rejected.json().at("/closing/reason").stringValue()).isEqualTo("duplicate");
        assertThat(rejected.json().at("/closing/message").stringValue()).isEqualTo("See M4SD");
    }

    @Test
    void commentsNameFieldsThatExist() {
        String id = handIn("To be changed", "desk");

        assertThat(
                        decide(
                                        id,
                                        "changes-request",
                                        """
                                        {"comments":[{"field":"/colour","text":"x"},
                                          {"field":"/title/deep/er/still","text":"x"}]}
                                        """)
                                .pointers())
                .containsExactly("/comments/0/field", "/comments/1/field");
        Platform.Answer asked =
                decide(
                        id,
                        "changes-request",
                        """
                        {"comments":[{"field":"summary","text":"Longer"},
                          {"field":"/countries/0/role","text":"Which?"},
                          {"field":"","text":"Nice"}]}
                        """);
        assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
        assertThat(asked.json().get("comments").findValuesAsString("field"))
                .containsExactly("/summary", "/countries/0/role", "");
    }

    @Test
    void whoDeclaresAConflictDoesNotDecideAndTheContributorDoesNotReadWhy() {
        String id = handIn("Close to Mona", "desk");
        String path = QUEUE + "/" + id;
        assertThat(
                        service.post(
                                        path + "/conflict-of-interest",
                                        PLATFORM.moderator(),
                                        "{\"reason\":\"My sister runs it\"}")
                                .status())
                .isEqualTo(200);

        Platform.Answer refused = decide(id, "approval", "{\"withoutTags\":true}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("conflict-of-interest");
        assertThat(service.get(path, PLATFORM.token("max", "moderator")).toString())
                .contains("My sister runs it");
        assertThat(service.get("/api/v1/submissions/" + id, PLATFORM.contributor()).toString())
                .doesNotContain("My sister runs it");
    }

    @Test
    void aClaimIsPassedOnAndAnAdministratorMayTakeItFromAnybody() {
        String id = handIn("Passed on", "desk");
        String path = QUEUE + "/" + id;
        String max = PLATFORM.token("max", "moderator");
        service.post(path + "/claim", PLATFORM.moderator(), "");

        Platform.Answer taken =
                service.post(path + "/assignment", max, "{\"subject\":\"max\",\"name\":\"Max\"}");
        assertThat(taken.problem()).isEqualTo("claimed-by-another");
        Platform.Answer given =
                service.post(
                        path + "/assignment",
                        PLATFORM.moderator(),
                        "{\"subject\":\"max\",\"name\":\"Max\"}");
        assertThat(given.json().at("/claim/subject").stringValue()).isEqualTo("max");
        assertThat(listed("?assignee=max")).contains(id);
        Platform.Answer moved =
                service.post(
                        path + "/assignment",
                        PLATFORM.administrator(),
                        "{\"subject\":\"mona\",\"name\":\"Mona\"}");
        assertThat(moved.json().at("/claim/subject").stringValue()).isEqualTo("mona");
        assertThat(
                        service.post(
                                        path + "/assignment",
                                        PLATFORM.administrator(),
                                        "{\"subject\":\"ada\",\"name\":\"Ada\"}")
                                .problem())
                .isEqualTo("own-submission");
    }

    @Test
    void aLongQueueIsListedPageByPageAndCounted() {
        try (Platform.Running busy = PLATFORM.start(Platform.freshDatabase())) {
            int waiting = 1_000;
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < waiting; i++) {
                lines.append(
                        "{\"externalId\":\"q%d\",\"title\":\"Practice %d\",\"summary\":\"s\"}%n"
                                .formatted(i, i));
            }
            Platform.Answer imported = busy.importLines(PLATFORM.contributor(), lines.toString());
            assertThat(imported.json().get("created").intValue()).isEqualTo(waiting);

            String token = PLATFORM.moderator();
            Set<String> seen = new HashSet<>();
            String after = "";
            do {
                JsonNode page = busy.get(QUEUE + "?limit=100" + after, token).json();
                page.get("items").forEach(item -> seen.add(item.get("id").stringValue()));
                JsonNode next = page.get("next");
                after = next == null || next.isNull() ? null : "&after=" + next.stringValue();
            } while (after != null);
            assertThat(seen).hasSize(waiting);
            assertThat(busy.get(QUEUE + "/counts", token).json().get("waiting").intValue())
                    .isEqualTo(waiting);
        }
    }

    private static String handIn(String title, String topic) {
        return service.post(
                        "/api/v1/submissions",
                        PLATFORM.contributor(),
                        "{\"title\":\"%s\",\"summary\":\"s\",\"topics\":[\"%s\"]}"
                                .formatted(title, topic))
                .id();
    }

    private static void approve(String id) {
        assertThat(decide(id, "approval", "{\"withoutTags\":true}").status()).isEqualTo(200);
    }

    private static Platform.Answer decide(String id, String decision, String body) {
        String seen = service.get(QUEUE + "/" + id, PLATFORM.moderator()).etag();
        return service.post(
                QUEUE + "/" + id + "/" + decision, PLATFORM.moderator(), body, "If-Match", seen);
    }

    private static Platform.Answer list(String query) {
        return service.get(QUEUE + query, PLATFORM.moderator());
    }

    private static List<String> listed(String query) {
        Platform.Answer page = list(query);
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page.json().get("items").findValuesAsString("id");
    }

    private static JsonNode counts() {
        return list("/counts").json();
    }
}
