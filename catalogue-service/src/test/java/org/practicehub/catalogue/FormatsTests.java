package org.practicehub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;
import static org.practicehub.catalogue.Practices.topic;
import static org.practicehub.catalogue.Practices.withdrawn;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.store.TopicStore;
import org.practicehub.events.RelationType;
import org.w3c.dom.Document;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;

/** What machines read: other forms of a practice, feeds, harvests, exports, numbers. */
class FormatsTests {

    private static final int MANY = 250;

    @TempDir static Path folder;

    static TestBroker broker;
    static TestMongo mongo;
    static TestCatalogue catalogue;

    @BeforeAll
    static void publish() {
        broker = new TestBroker(folder.resolve("broker")).start();
        mongo = new TestMongo();
        catalogue = TestCatalogue.start(broker.address(), mongo.uri(), folder.resolve("data"));
        await().atMost(Duration.ofSeconds(60)).until(() -> catalogue.isReady());
        broker.send(
                aPractice()
                        .numbered(1)
                        .titled("=1+1 & <b>\"Würde\"</b> {x} _y_")
                        .saying(
                                "First \u0000part.\n\nSecond, with \"quotes\"; and 😀."
                                        .replace("\u0000", ""))
                        .about("MA")
                        .tagged("sdg", "10")
                        .tagged("gcm", "23")
                        .by("Ministry of Work & Co")
                        .on("labour")
                        .from("2019", "2021-05")
                        .published(1),
                aPractice()
                        .numbered(2)
                        .titled("Phase two")
                        .related(RelationType.PHASE_OF, 1)
                        .related(RelationType.PART_OF, 3)
                        .published(1),
                aPractice().numbered(3).published(1),
                withdrawn(3, 2, "sent by mistake"),
                topic("labour", "Labour migration"));
        List<org.practicehub.events.HubEvent> many = new ArrayList<>();
        for (int n = 1000; n < 1000 + MANY; n++) {
            many.add(aPractice().numbered(n).titled("Many " + n).about("TN").published(1));
        }
        broker.send(many);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            assertThat(
                                            catalogue
                                                    .json("/api/v1/practices?limit=1")
                                                    .get("total")
                                                    .intValue())
                                    .isEqualTo(MANY + 2);
                            assertThat(
                                            catalogue
                                                    .bean(PracticeStore.class)
                                                    .count(
                                                            org.practicehub.criteria.Criteria
                                                                    .EVERYTHING))
                                    .isEqualTo(MANY + 2);
                            assertThat(catalogue.bean(TopicStore.class).titles())
                                    .containsKey("labour");
                        });
    }

    @AfterAll
    static void stop() {
        catalogue.close();
        mongo.close();
        broker.close();
    }

    @Test
    void aPracticeIsReadInTheFormThatIsAskedFor() {
        String path = "/api/v1/practices/" + id(1);
        for (String[] form :
                new String[][] {
                    {"application/ld+json", "schema.org"},
                    {"text/markdown", "# \\=1\\+1"},
                    {"application/x-bibtex", "@misc{"},
                    {"application/x-research-info-systems", "TY  - ELEC"},
                    {"application/vnd.citationstyles.csl+json", "\"webpage\""},
                    {"application/json", "\"related\""}
                }) {
            HttpResponse<String> response = catalogue.get(path, "Accept", form[0]);
            assertThat(response.statusCode()).as(form[0]).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type").orElseThrow())
                    .startsWith(form[0]);
            if (!form[0].equals("text/markdown")) {
                assertThat(response.body()).contains(form[1]);
            }
            assertThat(response.headers().firstValue("vary")).contains("Accept");
        }
        assertThat(catalogue.get(path, "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(catalogue.get(path, "Accept", "text/markdown;q=0.5, application/ld+json").body())
                .contains("schema.org");
        assertThat(catalogue.get(path + "?format=ris").body())
                .contains("AU  - Ministry of Work & Co");
        assertThat(catalogue.get(path + "?format=png").statusCode()).isEqualTo(400);
        assertThat(catalogue.get(path + "?format=bibtex").body())
                .contains("Work \\& Co", "\\{x\\}");
        assertThat(catalogue.get(path).headers().firstValue("link").orElseThrow())
                .contains("rel=\"cite-as\"", "rel=\"describedby\"", "rel=\"version-history\"");
    }

    @Test
    void whatContributorsWroteIsNoMarkup() {
        String markdown = catalogue.get("/api/v1/practices/" + id(1) + "?format=markdown").body();
        assertThat(markdown).contains("\\<b\\>").doesNotContain("<b>");
        assertThat(catalogue.get("/feeds/practices.rss?country=MA").body()).doesNotContain("<b>");
    }

    @Test
    void relationsAreSeenFromBothSides() {
        JsonNode whole = catalogue.json("/api/v1/practices/" + id(1)).get("related");
        assertThat(whole.size()).isEqualTo(1);
        assertThat(whole.get(0).get("relation").stringValue()).isEqualTo("phase-of");
        assertThat(whole.get(0).get("direction").stringValue()).isEqualTo("from");
        assertThat(whole.get(0).get("practice").get("title").stringValue()).isEqualTo("Phase two");
        JsonNode phase = catalogue.json("/api/v1/practices/" + id(2)).get("related");
        assertThat(phase.size()).as("without the one that was withdrawn").isEqualTo(1);
        assertThat(phase.get(0).get("direction").stringValue()).isEqualTo("to");
        assertThat(phase.get(0).get("practice").get("id").stringValue()).isEqualTo(id(1));
    }

    @Test
    void wordsAreMarkedWhereTheyStand() {
        JsonNode card =
                catalogue
                        .json("/api/v1/practices?q=second+phase&highlight=true&limit=1")
                        .get("items");
        assertThat(card.size()).isZero();
        JsonNode marks =
                catalogue
                        .json("/api/v1/practices?q=second&highlight=true")
                        .get("items")
                        .get(0)
                        .get("highlights");
        String summary = marks.get("summary").stringValue();
        JsonNode span = marks.get("summaryMarks").get(0);
        assertThat(summary.substring(span.get(0).intValue(), span.get(1).intValue()))
                .isEqualTo("Second");
    }

    @Test
    void pagesNeitherSkipNorRepeatWhilePracticesChange() {
        for (String search :
                List.of(
                        "country=TN&sort=newest",
                        "country=TN&sort=title",
                        "country=TN&q=nurses",
                        "country=TN&sort=updated")) {
            List<String> seen = new ArrayList<>();
            String after = null;
            int round = 0;
            do {
                JsonNode page =
                        catalogue.json(
                                "/api/v1/practices?limit=40&"
                                        + search
                                        + (after == null ? "" : "&after=" + after));
                page.get("items").forEach(item -> seen.add(item.get("id").stringValue()));
                JsonNode next = page.get("next");
                after = next.isNull() ? null : next.stringValue();
                int n = 5000 + round++ + search.hashCode() % 1000 * 10;
                broker.send(aPractice().numbered(Math.abs(n)).about("ES").published(1));
            } while (after != null);
            assertThat(seen).doesNotHaveDuplicates().hasSize(MANY);
        }
    }

    @Test
    void feedsAreWellFormedPagedAndTellDeletions() throws Exception {
        HttpResponse<String> response = catalogue.get("/feeds/practices.atom?country=TN&limit=50");
        Document atom = xml(response.body());
        assertThat(atom.getElementsByTagName("entry").getLength()).isEqualTo(50);
        assertThat(response.body())
                .contains(
                        "rel=\"next\"",
                        "rel=\"self\"",
                        "urn:uuid:",
                        "<at:deleted-entry ref=\"urn:uuid:" + id(3));
        String etag = response.headers().firstValue("etag").orElseThrow();
        assertThat(
                        catalogue
                                .get(
                                        "/feeds/practices.atom?country=TN&limit=50",
                                        "If-None-Match",
                                        etag)
                                .statusCode())
                .isEqualTo(304);
        assertThat(
                        xml(catalogue.get("/feeds/practices.rss?q=%22phase+two%22").body())
                                .getElementsByTagName("item")
                                .getLength())
                .isEqualTo(1);
        JsonNode json = catalogue.json("/feeds/practices.json?sdg=10");
        assertThat(json.get("version").stringValue()).contains("jsonfeed.org/version/1.1");
        assertThat(json.get("items").size()).isEqualTo(1);
        assertThat(catalogue.get("/feeds/practices.atom?facets=kind").statusCode()).isEqualTo(400);
    }

    @Test
    void aHarvestTellsEveryRecordOnce() throws Exception {
        assertThat(
                        xml(oai("verb=Identify"))
                                .getElementsByTagName("deletedRecord")
                                .item(0)
                                .getTextContent())
                .isEqualTo("persistent");
        assertThat(
                        xml(oai("verb=ListMetadataFormats"))
                                .getElementsByTagName("metadataFormat")
                                .getLength())
                .isEqualTo(2);
        assertThat(oai("verb=ListSets"))
                .contains("<setSpec>country:MA</setSpec>", "Labour migration");
        List<String> identifiers = new ArrayList<>();
        String query = "verb=ListRecords&metadataPrefix=oai_dc&until=2024-12-31";
        while (query != null) {
            Document page = xml(oai(query));
            var headers = page.getElementsByTagName("header");
            for (int i = 0; i < headers.getLength(); i++) {
                identifiers.add(headers.item(i).getFirstChild().getTextContent());
            }
            var token = page.getElementsByTagName("resumptionToken");
            query =
                    token.getLength() == 0 || token.item(0).getTextContent().isEmpty()
                            ? null
                            : "verb=ListRecords&resumptionToken=" + token.item(0).getTextContent();
        }
        Set<String> distinct = new HashSet<>(identifiers);
        assertThat(distinct).hasSameSizeAs(identifiers);
        assertThat(identifiers.size()).isGreaterThanOrEqualTo(MANY + 3);
        assertThat(oai("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:hub.example:" + id(3)))
                .contains("status=\"deleted\"");
        assertThat(
                        oai(
                                "verb=GetRecord&metadataPrefix=practicehub&identifier=oai:hub.example:"
                                        + id(1)))
                .contains("revision=\"1\"");
        assertThat(oai("verb=ListIdentifiers&metadataPrefix=oai_dc&set=country:MA"))
                .contains(id(1), id(3))
                .doesNotContain(id(2));
        assertThat(
                        catalogue
                                .send(
                                        "POST",
                                        "/oai",
                                        "verb=Identify",
                                        "Content-Type",
                                        "application/x-www-form-urlencoded")
                                .body())
                .contains("<repositoryName>");
    }

    @Test
    void aHarvesterIsToldItsMistakesInTheProtocolsWords() {
        assertThat(oai("")).contains("code=\"badVerb\"");
        assertThat(oai("verb=Sing")).contains("code=\"badVerb\"");
        assertThat(oai("verb=ListRecords")).contains("code=\"badArgument\"");
        assertThat(oai("verb=ListRecords&metadataPrefix=marc")).contains("cannotDisseminateFormat");
        assertThat(oai("verb=ListRecords&resumptionToken=x")).contains("badResumptionToken");
        assertThat(oai("verb=GetRecord&metadataPrefix=oai_dc&identifier=x"))
                .contains("idDoesNotExist");
        assertThat(oai("verb=ListRecords&metadataPrefix=oai_dc&from=2031-01-01"))
                .contains("noRecordsMatch");
        assertThat(oai("verb=ListRecords&metadataPrefix=oai_dc&from=tomorrow"))
                .contains("badArgument");
    }

    @Test
    void exportsHoldWhatTheSearchFinds() throws Exception {
        String csv = catalogue.get("/api/v1/exports/practices.csv?country=TN").body();
        assertThat(csv.split("\r\n")).hasSize(MANY + 1);
        assertThat(csv).startsWith("id,title,summary,");
        String formula = catalogue.get("/api/v1/exports/practices.csv?country=MA").body();
        assertThat(formula).contains(",\"'=1+1 & <b>\"\"Würde\"\"</b> {x} _y_\",");
        assertThat(catalogue.get("/api/v1/exports/practices.jsonl?country=TN").body().lines())
                .hasSize(MANY)
                .allSatisfy(
                        line ->
                                assertThat(JsonMapper.shared().readTree(line).get("id"))
                                        .isNotNull());
        assertThat(
                        JsonMapper.shared()
                                .readTree(
                                        catalogue
                                                .get("/api/v1/exports/practices.jsonld?country=MA")
                                                .body())
                                .get("@graph")
                                .size())
                .isEqualTo(1);
        assertThat(catalogue.get("/api/v1/exports/practices.xlsx").statusCode()).isEqualTo(200);
        assertThat(catalogue.get("/api/v1/exports/practices.csv?limit=3").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSubjectHasItsTitleCountsFeedsAndCriteria() {
        JsonNode topic = catalogue.json("/api/v1/subjects/topic:labour");
        assertThat(topic.get("title").stringValue()).isEqualTo("Labour migration");
        assertThat(topic.get("total").intValue()).isEqualTo(1);
        assertThat(topic.get("criteria").toString()).isEqualTo("{\"all\":[\"topic:labour\"]}");
        assertThat(topic.get("feeds").get("atom").stringValue())
                .isEqualTo("https://hub.example/feeds/practices.atom?topic=labour");
        assertThat(catalogue.json("/api/v1/subjects/country:MA").get("title").stringValue())
                .isEqualTo("Morocco");
        assertThat(catalogue.get("/api/v1/subjects/topic:unknown").statusCode()).isEqualTo(404);
        assertThat(catalogue.json("/api/v1/subjects?scheme=country").get("items").size())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void statisticsCountAndNameTheGaps() {
        JsonNode cells = catalogue.json("/api/v1/statistics/countries-goals-years").get("items");
        assertThat(cells.toString())
                .contains("{\"country\":\"MA\",\"sdg\":\"10\",\"year\":2024,\"count\":1}");
        JsonNode gaps = catalogue.json("/api/v1/statistics/gaps");
        Set<String> goals = new TreeSet<>();
        gaps.get("sdgs").forEach(goal -> goals.add(goal.stringValue()));
        assertThat(goals).hasSize(16).doesNotContain("10");
        assertThat(catalogue.json("/api/v1/statistics/topics-years").get("items").toString())
                .contains("labour");
    }

    @Test
    void crawlersFindTheirWay() throws Exception {
        assertThat(catalogue.get("/robots.txt").body()).contains("https://hub.example/sitemap.xml");
        assertThat(
                        xml(catalogue.get("/sitemap.xml").body())
                                .getElementsByTagName("loc")
                                .getLength())
                .isEqualTo(1);
        assertThat(
                        xml(catalogue.get("/feeds/sitemap-0.xml").body())
                                .getElementsByTagName("url")
                                .getLength())
                .isGreaterThanOrEqualTo(MANY + 2);
        assertThat(
                        xml(catalogue.get("/opensearch.xml").body())
                                .getElementsByTagName("Url")
                                .getLength())
                .isEqualTo(3);
    }

    @Test
    void theApiIsDescribed() {
        JsonNode api = catalogue.json("/openapi");
        assertThat(api.get("openapi").stringValue()).startsWith("3.1");
        assertThat(api.get("paths").get("/api/v1/practices").toString()).contains("\"facets\"");
    }

    private static String oai(String query) {
        HttpResponse<String> response =
                catalogue.get("/oai" + (query.isEmpty() ? "" : "?" + query));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
