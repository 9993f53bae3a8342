package org.practicehub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;
import static org.practicehub.catalogue.Practices.merged;
import static org.practicehub.catalogue.Practices.withdrawn;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Kind;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** A reader's view of the whole service, with a real broker. */
class CatalogueTests {

    @TempDir static Path folder;

    static TestBroker broker;
    static TestMongo mongo;
    static TestCatalogue catalogue;

    @BeforeAll
    static void publish() {
        broker = new TestBroker(folder.resolve("broker")).start();
        mongo = new TestMongo();
        catalogue = TestCatalogue.start(broker.address(), mongo.uri(), folder.resolve("data"));
        await().atMost(Duration.ofSeconds(40)).until(() -> catalogue.isReady());
        broker.send(
                aPractice().about("MA").tagged("sdg", "10").on("labour").published(1),
                aPractice()
                        .numbered(2)
                        .titled("Formation pour les infirmières")
                        .saying("Elles apprennent avant le départ.")
                        .in("fr")
                        .about("TN")
                        .country("MA", CountryRole.FUNDER)
                        .tagged("gcm", "23")
                        .ofKind(Kind.PROGRAMME)
                        .published(1),
                aPractice().numbered(3).about("MA").published(1),
                withdrawn(3, 2, "sent by mistake"),
                aPractice().numbered(4).about("MA").published(1),
                merged(4, 2, 1));
        await().until(() -> catalogue.ids("/api/v1/practices").size() == 2);
        await().until(() -> catalogue.get("/api/v1/practices/" + id(4)).statusCode() == 308);
    }

    @AfterAll
    static void stop() {
        catalogue.close();
        mongo.close();
        broker.close();
    }

    @Test
    void aPracticeIsFoundByItsCountryAndNotByAnother() {
        assertThat(catalogue.ids("/api/v1/practices?country=MA")).containsExactly(id(1));
        assertThat(catalogue.ids("/api/v1/practices?country=ES")).isEmpty();
        assertThat(catalogue.ids("/api/v1/practices?country=MA&country.role=funder"))
                .containsExactly(id(2));
    }

    @Test
    void aCardHasWhatAListShows() {
        var page = catalogue.json("/api/v1/practices?country=MA&facets=country,sdg");
        assertThat(page.toString())
                .isEqualTo(
                        """
                        {"items":[{"id":"01900000-0000-7000-8000-000000000001",\
                        "title":"Skills partnerships for nurses",\
                        "summary":"Nurses are trained before they leave and after they return.",\
                        "kind":"practice","language":"en","topics":["labour"],"countries":["MA"],\
                        "tags":["country:MA","sdg:10"],"revision":1,\
                        "publishedAt":"2024-03-05T10:00:00Z","revisedAt":"2024-03-05T10:00:00Z",\
                        "url":"https://hub.example/practices/01900000-0000-7000-8000-000000000001"}],\
                        "total":1,\
                        "facets":{"country":[{"value":"MA","count":1}],\
                        "sdg":[{"value":"10","count":1}]},"next":null}\
                        """);
    }

    @Test
    void wordsAreFoundWhateverTheirEnding() {
        assertThat(catalogue.ids("/api/v1/practices?q=nurse+partnership")).containsExactly(id(1));
        assertThat(catalogue.ids("/api/v1/practices?q=INFIRMIERES")).containsExactly(id(2));
        assertThat(catalogue.ids("/api/v1/practices?q=%22skills+partnerships%22"))
                .containsExactly(id(1));
        assertThat(catalogue.ids("/api/v1/practices?q=-nurses")).containsExactly(id(2));
    }

    @Test
    void monthsAreCountedInTheOrderOfTime() {
        assertThat(catalogue.json("/api/v1/practices?facets=month").get("facets").toString())
                .isEqualTo("{\"month\":[{\"value\":\"2024-03\",\"count\":2}]}");
    }

    @Test
    void whatIsBeingTypedIsCompletedToNamesAndTitles() {
        assertThat(catalogue.json("/api/v1/practices/suggestions?q=moro").toString())
                .isEqualTo(
                        "{\"items\":[{\"kind\":\"country\",\"value\":\"MA\",\"label\":\"Morocco\","
                                + "\"count\":1}]}");
        assertThat(catalogue.json("/api/v1/practices/suggestions?q=skills+part").toString())
                .contains("\"kind\":\"practice\"", "Skills partnerships for nurses");
        assertThat(catalogue.json("/api/v1/practices/suggestions?q=%22-*").get("items").size())
                .isZero();
        assertThat(catalogue.get("/api/v1/practices/suggestions?what=x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSearchThatFindsNothingIsToldWhatToLeaveOut() {
        assertThat(catalogue.ids("/api/v1/practices?q=nurses+zebra&country=MA")).isEmpty();
        assertThat(
                        catalogue
                                .json("/api/v1/practices/relaxations?q=nurses+zebra&country=MA")
                                .toString())
                .isEqualTo(
                        "{\"items\":[{\"parameter\":\"q\",\"value\":\"nurses zebra\",\"total\":1},"
                                + "{\"parameter\":\"q\",\"value\":\"zebra\",\"total\":1}]}");
    }

    @Test
    void aSearchWithASlipIsToldWhatItMayHaveMeant() {
        assertThat(catalogue.ids("/api/v1/practices?q=nurzes+skils&country=MA")).isEmpty();
        assertThat(
                        catalogue
                                .json("/api/v1/practices/corrections?q=nurzes+skils&country=MA")
                                .toString())
                .isEqualTo(
                        "{\"items\":[{\"q\":\"nurses skills\",\"total\":1,"
                                + "\"changed\":{\"skils\":\"skills\",\"nurzes\":\"nurses\"}}]}");
        for (String none :
                new String[] {"nurses", "-nurzes", "nurz*", "zzzzzz", "", "nurzes&country=JO"}) {
            assertThat(
                            catalogue
                                    .json("/api/v1/practices/corrections?q=" + none)
                                    .get("items")
                                    .size())
                    .as(none)
                    .isZero();
        }
        assertThat(catalogue.get("/api/v1/practices/corrections?q=x&limit=3").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aFoundPracticeSaysWhy() {
        var why =
                catalogue.json(
                        "/api/v1/practices/"
                                + id(2)
                                + "/explanation?q=infirmieres+-zebra&country=TN&country=ES"
                                + "&region=002&kind=programme&published.from=2024");
        assertThat(why.get("found").booleanValue()).isTrue();
        var reasons = why.get("reasons");
        assertThat(reasons.size()).isEqualTo(6);
        assertThat(reasons.get(0).toString())
                .isEqualTo(
                        "{\"condition\":\"words\",\"asked\":[\"infirmieres\"],\"met\":true,"
                                + "\"places\":[{\"field\":\"title\",\"start\":19,\"end\":30,"
                                + "\"text\":\"infirmières\"}],\"tags\":[]}");
        assertThat(reasons.get(1).get("condition").stringValue()).isEqualTo("not");
        assertThat(reasons.get(2).get("asked").toString()).isEqualTo("[\"kind:programme\"]");
        assertThat(reasons.get(2).get("places").toString())
                .isEqualTo("[{\"field\":\"kind\",\"text\":\"programme\"}]");
        assertThat(reasons.get(3).get("asked").toString()).isEqualTo("[\"region:002\"]");
        assertThat(reasons.get(3).get("tags").toString())
                .contains("\"code\":\"TN\"", "\"evidence\":[{")
                .doesNotContain("\"MA\"");
        assertThat(reasons.get(4).get("asked").toString())
                .isEqualTo("[\"country:ES\",\"country:TN\"]");
        assertThat(reasons.get(5).get("condition").stringValue()).isEqualTo("published");
    }

    @Test
    void aPracticeThatIsNotFoundSaysWhatIsAmiss() {
        var why =
                catalogue.json(
                        "/api/v1/practices/"
                                + id(1)
                                + "/explanation?q=nurses+zebra&not=country:MA&period.from=2020"
                                + "&origin=moderator");
        assertThat(why.get("found").booleanValue()).isFalse();
        assertThat(why.get("reasons").valueStream().map(reason -> reason.get("met").asBoolean()))
                .containsExactly(true, false, false, false, false);
        assertThat(catalogue.get("/api/v1/practices/" + id(3) + "/explanation?q=x").statusCode())
                .isEqualTo(410);
        assertThat(catalogue.get("/api/v1/practices/" + id(99) + "/explanation").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anUnknownPracticeHasNothingRelated() {
        assertThat(catalogue.json("/api/v1/practices/" + id(1) + "/related").get("items").size())
                .isZero();
        assertThat(catalogue.get("/api/v1/practices/" + id(99) + "/related").statusCode())
                .isEqualTo(404);
        assertThat(catalogue.get("/api/v1/practices/" + id(3) + "/related").statusCode())
                .isEqualTo(410);
        assertThat(catalogue.get("/api/v1/practices/" + id(1) + "/related?x=1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void oddInputIsNoError() {
        for (String odd :
                new String[] {
                    "%22",
                    "*",
                    "-",
                    "%22%22%22-*",
                    "a*%20-",
                    "%00",
                    "%F0%9F%98%80",
                    "(AND OR)",
                    "%D8%A7%D9%84%D9%87%D8%AC%D8%B1%D8%A9",
                    "x".repeat(4000),
                    "%ED%A0%80",
                    "%5C"
                }) {
            assertThat(catalogue.get("/api/v1/practices?q=" + odd.replace(" ", "%20")).statusCode())
                    .as(odd)
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(catalogue.get("/api/v1/practices?colour=red").statusCode()).isEqualTo(400);
        for (String wrong :
                new String[] {
                    "country=ZZ",
                    "sdg=18",
                    "limit=0",
                    "limit=101",
                    "limit=x",
                    "after=nonsense",
                    "facets=colour",
                    "sort=colour",
                    "kind=colour",
                    "published.from=tomorrow",
                    "period.from=2020&period.to=2019",
                    "not=colour",
                    "country=MA&country.role=x"
                }) {
            HttpResponse<String> response = catalogue.get("/api/v1/practices?" + wrong);
            assertThat(response.statusCode()).as(wrong).isEqualTo(400);
            assertThat(response.headers().firstValue("content-type"))
                    .contains("application/problem+json");
            assertThat(response.body()).contains("urn:practicehub:problem:", "\"pointer\"");
        }
    }

    @Test
    void anUnchangedPracticeIsNotSentAgain() {
        HttpResponse<String> first = catalogue.get("/api/v1/practices/" + id(1));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("\"evidence\"", "\"title\":\"Skills");
        String etag = first.headers().firstValue("etag").orElseThrow();
        assertThat(catalogue.get("/api/v1/practices/" + id(1), "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        assertThat(
                        catalogue
                                .get(
                                        "/api/v1/practices/" + id(1),
                                        "If-Modified-Since",
                                        first.headers().firstValue("last-modified").orElseThrow())
                                .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aWithdrawnPracticeIsGoneWithTheReason() {
        HttpResponse<String> gone = catalogue.get("/api/v1/practices/" + id(3));
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("sent by mistake", "urn:practicehub:problem:gone");
    }

    @Test
    void aMergedPracticeLeadsToTheOther() {
        HttpResponse<String> moved = catalogue.get("/api/v1/practices/" + id(4));
        assertThat(moved.headers().firstValue("location")).contains("/api/v1/practices/" + id(1));
    }

    @Test
    void anUnknownPracticeIsNotFound() {
        assertThat(catalogue.get("/api/v1/practices/" + id(99)).statusCode()).isEqualTo(404);
        assertThat(catalogue.get("/api/v1/practices/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNotPublicNeedsAToken() {
        assertThat(catalogue.send("POST", "/api/v1/practices", "{}").statusCode()).isEqualTo(401);
        assertThat(catalogue.get("/api/v1/projections").statusCode()).isEqualTo(401);
        assertThat(
                        catalogue
                                .get("/api/v1/projections", "Authorization", "Bearer nonsense")
                                .statusCode())
                .isEqualTo(401);
    }
}
