package org.practicehub.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;

import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Imports in their three shapes. */
class ImportTests {

    private static final Platform PLATFORM = Platform.shared();
    private static final String IMPORTS = "/api/v1/imports";

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
    void aTableIsImportedRowByRow() {
        String csv =
                """
                externalId,title,summary,kind,topics,countries,organisations,goals,period.from,resources,relations
                c1,"Plan, with a comma","Two
                lines of ""text"".",policy-or-law,a;b,MA:participating;SN,IOM;SDC|funder|CH,gcm:23;sdg:8,2020,https://iom.int/plan The plan,
                c2,No summary,,,,,,,,,
                c3,Part of it,A part.,,,,,,,,part-of external:c1
                """;

        Platform.Answer imported = send("text/csv", csv, "");
        assertThat(imported.status()).as(imported.toString()).isEqualTo(201);
        assertThat(imported.json().get("created").intValue()).isEqualTo(2);
        assertThat(imported.json().get("errors").toString())
                .contains("/summary")
                .doesNotContain("/title");
        JsonNode content = content(imported, "c1");
        assertThat(content.get("title").stringValue()).isEqualTo("Plan, with a comma");
        assertThat(content.get("summary").stringValue()).isEqualTo("Two\nlines of \"text\".");
        assertThat(content.at("/countries/0/role").stringValue()).isEqualTo("participating");
        assertThat(content.at("/organisations/1/country").stringValue()).isEqualTo("CH");
        assertThat(content.at("/resources/0/title").stringValue()).isEqualTo("The plan");
        assertThat(content.get("topics").size()).isEqualTo(2);
        assertThat(content(imported, "c3").at("/relations/0/practice").stringValue())
                .isEqualTo(item(imported, "c1").get("id").stringValue());

        assertThat(send("text/csv", csv, "").json().get("unchanged").intValue()).isEqualTo(2);
    }

    @Test
    void aTableWithAnUnknownColumnIsRefusedAndABrokenOneIsReadUpToTheBreak() {
        Platform.Answer unknown = send("text/csv", "externalId,colour\nx,red\n", "");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.pointers()).containsExactly("/colour");
        assertThat(send("text/csv", "", "").status()).as("a table has a header").isEqualTo(400);
        assertThat(send("text/csv", "externalId,title\n", "").json().get("lines").intValue())
                .isZero();
        Platform.Answer broken =
                send("text/csv", "externalId,title,summary\nb1,T,S\nb2,T,S,too,many\nb3,T,S\n", "");
        assertThat(broken.json().get("created").intValue()).isEqualTo(1);
        assertThat(broken.json().get("failed").intValue()).isEqualTo(1);
    }

    @Test
    void aListingPageIsImportedAndASecondTopicIsAdded() {
        String page = "Bus of Information\n\nSubmitted by Ms. A. Pinzon on\n\nA bus brings news.\n";

        Platform.Answer first = send("text/plain", page + "Subscribe to Roads and Buses", "");
        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(first.json().get("created").intValue()).isEqualTo(1);
        Platform.Answer second = send("text/plain", page + "Subscribe to Cities", "");
        assertThat(second.json().get("updated").intValue()).isEqualTo(1);
        assertThat(
                        send("text/plain", page + "Subscribe to Cities", "")
                                .json()
                                .get("unchanged")
                                .intValue())
                .isEqualTo(1);

        JsonNode content = content(first, "listing:bus-of-information");
        assertThat(content.get("topics").toString()).isEqualTo("[\"roads-and-buses\",\"cities\"]");
        assertThat(content.get("source").stringValue()).isEqualTo("Topic page: Roads and Buses");
        assertThat(content.get("submitter").stringValue()).isEqualTo("Ms. A. Pinzon");
    }

    @Test
    void aDryRunStoresNothing() {
        String lines =
                """
                {"externalId":"d1","title":"T","summary":"S"}
                {"externalId":"d2","title":"T","summary":"S","colour":1}
                """;
        long before = own();

        Platform.Answer rehearsed = send("application/x-ndjson", lines, "?dryRun=true");
        assertThat(rehearsed.status()).as(rehearsed.toString()).isEqualTo(200);
        assertThat(rehearsed.json().get("status").stringValue()).isEqualTo("dry-run");
        assertThat(rehearsed.json().get("created").intValue()).isEqualTo(1);
        assertThat(rehearsed.json().get("failed").intValue()).isEqualTo(1);
        assertThat(item(rehearsed, "d1").get("id").isNull()).isTrue();
        assertThat(own()).isEqualTo(before);
        assertThat(send("application/x-ndjson", lines, "?dryRun=maybe").status()).isEqualTo(400);
    }

    @Test
    void whatACrashInterruptedIsSentAgainUnderTheSameKey() {
        String database = Platform.freshDatabase();
        String lines = "{\"externalId\":\"r1\",\"title\":\"T\",\"summary\":\"S\"}\n";
        try (Platform.Running before = PLATFORM.start(database)) {
            assertThat(
                            before.importLines(
                                            PLATFORM.contributor(), lines, "Idempotency-Key", "k")
                                    .status())
                    .isEqualTo(201);
            // As a crash in the middle would have left it.
            MongoCollection<Document> imports =
                    before.context.getBean(MongoTemplate.class).getCollection("imports");
            imports.updateMany(
                    new Document(), new Document("$set", new Document("status", "running")));
            assertThat(
                            before.importLines(
                                            PLATFORM.contributor(), lines, "Idempotency-Key", "k")
                                    .problem())
                    .isEqualTo("idempotency-in-flight");
        }
        try (Platform.Running after = PLATFORM.start(database)) {
            JsonNode listed = after.get(IMPORTS, PLATFORM.contributor()).json();
            assertThat(listed.at("/items/0/status").stringValue()).isEqualTo("interrupted");
            Platform.Answer again =
                    after.importLines(PLATFORM.contributor(), lines, "Idempotency-Key", "k");
            assertThat(again.status()).as(again.toString()).isEqualTo(201);
            assertThat(again.json().get("unchanged").intValue()).isEqualTo(1);
            assertThat(again.json().get("status").stringValue()).isEqualTo("done");
        }
    }

    @Test
    void importsOfOthersAreNotListed() {
        send(
                "application/x-ndjson",
                "{\"externalId\":\"l1\",\"title\":\"T\",\"summary\":\"S\"}",
                "");

        assertThat(
                        service.get(IMPORTS, PLATFORM.token("eve", "contributor"))
                                .json()
                                .get("items")
                                .size())
                .isZero();
        assertThat(service.get(IMPORTS, PLATFORM.contributor()).json().get("items").size())
                .isPositive();
    }

    private static Platform.Answer send(String type, String body, String query) {
        return service.send(
                service.request(IMPORTS + query, PLATFORM.contributor())
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode item(Platform.Answer imported, String externalId) {
        List<JsonNode> items =
                imported.json()
                        .get("items")
                        .valueStream()
                        .filter(one -> externalId.equals(one.get("externalId").stringValue("")))
                        .toList();
        assertThat(items).as(imported.toString()).hasSize(1);
        return items.getFirst();
    }

    private static JsonNode content(Platform.Answer imported, String externalId) {
        return service.get(
                        "/api/v1/submissions/" + item(imported, externalId).get("id").stringValue(),
                        PLATFORM.contributor())
                .json()
                .get("content");
    }

    private static long own() {
        return service.get("/api/v1/submissions", PLATFORM.contributor())
                .json()
                .get("total")
                .longValue();
    }

    @Test
    void anImportTellsOfEveryLineAndTheSameFileAgainChangesNothing() {
        String token = PLATFORM.token("importer-" + UUID.randomUUID(), "contributor");
        String file =
                """
                {"externalId":"a","title":"A","summary":"s","relations":[{"type":"part-of","practice":"external:c"}]}
                {"externalId":"b","title":"","summary":"s"}
                not json

                {"externalId":"c","title":"C","summary":"s"}
                {"externalId":"d","title":"D","summary":"s","relations":[{"type":"about","practice":"external:e"}]}
                {"externalId":"e","title":"E","summary":"s","relations":[{"type":"about","practice":"external:d"}]}
                {"externalId":"f","title":"F","summary":"s","relations":[{"type":"about","practice":"external:nowhere"}]}
                {"externalId":"c","title":"C twice","summary":"s"}
                {"title":"no id","summary":"s"}
                """;

        Platform.Answer answer = service.importLines(token, file);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        JsonNode report = answer.json();
        assertThat(report.get("status").stringValue()).isEqualTo("done");
        assertThat(report.get("lines").intValue()).isEqualTo(9);
        assertThat(report.get("created").intValue()).as(report.toString()).isEqualTo(4);
        assertThat(report.get("failed").intValue()).isEqualTo(5);
        List<String> errors = new ArrayList<>();
        report.get("errors")
                .forEach(
                        error ->
                                errors.add(
                                        error.get("line").intValue()
                                                + error.get("pointer").stringValue()));
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "2/title", "3", "8/relations", "9/externalId", "10/externalId");
        String a = practiceOf(report, "a");
        assertThat(
                        service.get("/api/v1/submissions" + "/" + a, token)
                                .json()
                                .at("/content/relations/0/practice")
                                .stringValue())
                .isEqualTo(practiceOf(report, "c"));
        assertThat(
                        service.get("/api/v1/submissions/" + practiceOf(report, "e"), token)
                                .json()
                                .at("/content/relations/0/practice")
                                .stringValue())
                .isEqualTo(practiceOf(report, "d"));
        assertThat(service.get(answer.header("Location"), token).json()).isEqualTo(report);

        JsonNode again = service.importLines(token, file).json();
        assertThat(again.get("created").intValue()).isZero();
        assertThat(again.get("unchanged").intValue()).isEqualTo(4);

        JsonNode changed =
                service.importLines(
                                token, file.replace("\"title\":\"C\"", "\"title\":\"C, second\""))
                        .json();
        assertThat(changed.get("updated").intValue()).isEqualTo(1);
        assertThat(changed.get("unchanged").intValue()).isEqualTo(3);
    }

    private static String practiceOf(JsonNode report, String externalId) {
        for (JsonNode item : report.get("items")) {
            if (externalId.equals(item.get("externalId").stringValue(""))
                    && !item.get("id").isNull()) {
                return item.get("id").stringValue();
            }
        }
        throw new AssertionError(externalId + " is not in " + report);
    }
}
