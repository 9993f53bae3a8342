package org.practicehub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

class ManagingTests {

    private static final String API = "/api/v1/subscriptions";
    private static final String PAGE = "/subscriptions/manage";
    private static final String SESSION = "eyJz.c2ln-_";
    private static final String ITEMS =
            """
            {"items":[
              {"id":"s-1","status":"active","cadence":"weekly","hour":6,
               "zone":"Africa/Casablanca","weekday":"thursday","language":"fr",
               "address":"r•••@example.org",
               "criteria":{"all":["country:MA@funder","language:en"],
                 "any":[["sdg:8","sdg:10"]],"not":["kind:news"],"words":"<b>health</b>",
                 "period":{"from":"2019","to":"2023"}}},
              {"id":"s-2","status":"unconfirmed","cadence":"immediate","language":"en",
               "address":"r•••@example.org","criteria":{}}]}
            """;

    private final RunningGateway gateway = RunningGateway.INSTANCE;
    private final RunningGateway.Browser browser = RunningGateway.browser();

    @BeforeEach
    void fresh() {
        gateway.reset();
        gateway.notification.on(
                "POST " + API + "/manage-session",
                StubService.json(
                        200,
                        "{\"session\":\""
                                + SESSION
                                + "\",\"expiresAt\":\""
                                + Instant.now().plus(30, ChronoUnit.MINUTES)
                                + "\",\"items\":[]}"));
        gateway.notification.on("GET " + API + "/own", StubService.json(200, ITEMS));
    }

    @Test
    void lookingAtAMailedLinkChangesNothingAndItsButtonOpensTheSession() {
        Document link = read(browser.visit(PAGE + "?token=t.1"));
        assertThat(gateway.notification.seen()).isEmpty();

        Element form = link.select("form:has(#open)").first();
        assertThat(form.attr("action")).isEqualTo(PAGE);
        var opened =
                browser.send(
                        "POST",
                        PAGE,
                        fields(form),
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(gateway.notification.last().text()).isEqualTo("{\"token\":\"t.1\"}");
        assertThat(opened.statusCode()).isEqualTo(302);
        assertThat(opened.headers().firstValue("Location").orElseThrow()).endsWith(PAGE);
        assertThat(opened.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("hub_subscriber="))
                .singleElement()
                .asString()
                .contains("Path=" + PAGE, "HttpOnly", "SameSite=Strict")
                .containsPattern("Max-Age=1(79\\d|800)");
        assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void theSubscriptionsStandThereInWords() {
        Document page = opened();

        assertThat(gateway.notification.last().header("Subscription-Session")).isEqualTo(SESSION);
        assertThat(page.select(".subscription h2").eachText())
                .containsExactly(
                        "Morocco (as funder), in English, SDG 8 or SDG 10, the words"
                                + " “<b>health</b>”, period from 2019 to 2023, but not News",
                        "Every practice");
        assertThat(page.select(".subscription .state").eachText())
                .containsExactly("Active", "Not confirmed yet");
        assertThat(page.select("select[name=cadence] option[selected]").eachAttr("value"))
                .containsExactly("weekly", "immediate");
        assertThat(page.select("select[name=weekday] option[selected]").eachAttr("value"))
                .containsExactly("thursday");
        assertThat(page.select("select[name=hour] option[selected]").eachText())
                .containsExactly("06:00");
        assertThat(page.select("label[for^=hour]").eachText())
                .containsExactly("Time (Africa/Casablanca)");
        assertThat(page.text()).contains("r•••@example.org");
        assertThat(page.html()).doesNotContain(SESSION);
        assertThat(page.select("form[method=post]"))
                .allMatch(form -> !form.select("[name=_csrf]").attr("value").isEmpty());
    }

    @Test
    void whenItIsToldIsChangedWithTheSessionAndTheZoneStays() {
        Document page = opened();
        gateway.notification.on("PUT " + API + "/own/s-1", StubService.json(200, "{}"));

        var after =
                browser.submit(
                        PAGE + "/s-1/timing",
                        fields(page.select("form[action$=/s-1/timing]").first())
                                + "&cadence=weekly&weekday=friday&hour=6&language=es");

        var sent = sent("PUT");
        assertThat(sent.header("Subscription-Session")).isEqualTo(SESSION);
        assertThat(sent.text())
                .contains("\"cadence\":\"weekly\"")
                .contains("\"language\":\"es\"")
                .contains("\"hour\":6", "\"weekday\":\"friday\"")
                .doesNotContain("zone");
        assertThat(notice(after)).isEqualTo("Your change is kept.");
    }

    @Test
    void aSubscriptionIsEndedAndEndingItAgainIsNoError() {
        Document page = opened();
        String form = fields(page.select("form[action$=/s-2/end]").first());
        gateway.notification.on(
                "DELETE " + API + "/own/s-2", StubService.answer(204, "text/plain", ""));
        assertThat(notice(browser.submit(PAGE + "/s-2/end", form)))
                .isEqualTo("The subscription is ended.");
        assertThat(sent("DELETE").header("Subscription-Session")).isEqualTo(SESSION);

        gateway.notification.on(
                "DELETE " + API + "/own/s-2", StubService.problem(404, "not-found"));
        assertThat(notice(browser.submit(PAGE + "/s-2/end", form)))
                .isEqualTo("The subscription is ended.");
    }

    @Test
    void allAreEndedEvenWhenNobodyIsLeftAfterwards() {
        Document page = opened();
        gateway.notification.on(
                "DELETE " + API + "/own", StubService.answer(204, "text/plain", ""));
        gateway.notification.on("GET " + API + "/own", StubService.problem(410, "gone"));

        var after = browser.submit(PAGE + "/end-all", fields(page.select("form#end-all").first()));

        assertThat(sent("DELETE").target()).isEqualTo(API + "/own");
        assertThat(notice(after)).isEqualTo("All your subscriptions are ended.");
        assertThat(read(after).select("form#manage-link")).isNotEmpty();
    }

    @Test
    void whatIsKeptOfAPersonIsDownloaded() {
        Document page = opened();
        gateway.notification.on(
                API + "/own/data", StubService.json(200, "{\"address\":\"reader@example.org\"}"));

        var data = browser.send("GET", page.select("a#data").attr("href"), null);

        assertThat(data.statusCode()).isEqualTo(200);
        assertThat(data.body()).isEqualTo("{\"address\":\"reader@example.org\"}");
        assertThat(data.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", "my-practice-hub-data.json");
        assertThat(data.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(gateway.notification.last().header("Subscription-Session")).isEqualTo(SESSION);
    }

    @Test
    void aPersonIsErasedOnlyWhenSureAndTheSessionEndsWithIt() {
        Document page = opened();
        String form = fields(page.select("form#erasure").first());
        gateway.notification.on(
                "POST " + API + "/own/erasure", StubService.answer(204, "text/plain", ""));

        assertThat(browser.submit(PAGE + "/erasure", form).statusCode()).isEqualTo(400);
        assertThat(gateway.notification.last().target()).doesNotContain("erasure");

        var after = browser.submit(PAGE + "/erasure", form + "&sure=true");
        assertThat(sent("POST", API + "/own/erasure").header("Subscription-Session"))
                .isEqualTo(SESSION);
        assertThat(notice(after)).contains("is erased");
        int calls = gateway.notification.seen().size();
        browser.visit(PAGE);
        assertThat(gateway.notification.seen()).hasSize(calls);
    }

    @Test
    void closingForgetsTheSessionOnThisDevice() {
        Document page = opened();
        int calls = gateway.notification.seen().size();

        var after = browser.submit(PAGE + "/close", fields(page.select("form#close").first()));

        assertThat(read(after).select("form#manage-link")).isNotEmpty();
        assertThat(gateway.notification.seen()).hasSize(calls);
    }

    @Test
    void aSessionThatIsOverLeadsToANewLink() {
        Document page = opened();
        gateway.notification.on("GET " + API + "/own", StubService.problem(410, "gone"));
        gateway.notification.on("DELETE " + API + "/own", StubService.problem(410, "gone"));

        var after = browser.submit(PAGE + "/end-all", fields(page.select("form#end-all").first()));

        assertThat(notice(after)).contains("Nothing was changed");
        assertThat(read(after).select("form#manage-link")).isNotEmpty();
    }

    @Test
    void aLinkThatWasUsedLeadsToANewOne() {
        gateway.notification.on(
                "POST " + API + "/manage-session", StubService.problem(410, "gone"));
        Document link = read(browser.visit(PAGE + "?token=used"));

        var answer = browser.submit(PAGE, fields(link.select("form:has(#open)").first()));

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(read(answer).select("h1").text()).isEqualTo("This link does not work any more");
        assertThat(read(answer).select("form#manage-link")).isNotEmpty();
    }

    @Test
    void aDeadNotificationServiceIsSaidHonestly() {
        opened();
        gateway.notification.on("GET " + API + "/own", StubService.json(500, "{}"));

        assertThat(browser.visit(PAGE).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/s-1/timing", "/s-1/end", "/end-all", "/erasure", "/close", "/link"})
    void aFormOfAnotherSiteDoesNothing(String path) {
        opened();
        int calls = gateway.notification.seen().size();

        var answer =
                browser.submit(
                        PAGE + path, "token=t&cadence=daily&sure=true&address=a%40example.org");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(gateway.notification.seen()).hasSize(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s-1/timing", "/s-1/end", "/end-all", "/erasure"})
    void withoutASessionNothingIsAsked(String path) {
        Document page = read(browser.visit(PAGE));

        var answer =
                browser.submit(
                        PAGE + path,
                        fields(page.select("form#manage-link").first())
                                + "&cadence=daily&sure=true");

        assertThat(notice(answer)).contains("Nothing was changed");
        assertThat(gateway.notification.seen()).isEmpty();
    }

    @Test
    void theSearchPageSendsALinkWithoutSayingWhetherTheAddressIsKnown() {
        gateway.catalogue.on(
                "/api/v1/practices",
                StubService.json(200, "{\"items\":[],\"total\":0,\"facets\":{},\"next\":null}"));
        gateway.notification.on(
                "POST " + API + "/manage-link", StubService.json(202, "{\"status\":\"accepted\"}"));
        Document search = read(browser.visit("/search"));
        Element form = search.select("form#manage-link").first();

        var answer =
                browser.submit(
                        form.attr("action"),
                        fields(form) + "&address=+reader%40example.org&language=ar");

        assertThat(gateway.notification.last().text())
                .contains("\"address\":\"reader@example.org\"")
                .contains("\"language\":\"ar\"");
        assertThat(read(answer).select("main").text()).contains("If there are subscriptions");
    }

    @Test
    void anAddressThatIsNoneIsSaidToBeSo() {
        gateway.notification.on(
                "POST " + API + "/manage-link", StubService.problem(400, "validation-failed"));
        Document page = read(browser.visit(PAGE));

        var answer =
                browser.submit(
                        PAGE + "/link",
                        fields(page.select("form#manage-link").first()) + "&address=x");

        assertThat(read(answer).select(".note.bad").text()).contains("must not be empty");
        assertThat(read(answer).select("form#manage-link")).isNotEmpty();
    }

    private Document opened() {
        Document link = read(browser.visit(PAGE + "?token=t.1"));
        var list = browser.submit(PAGE, fields(link.select("form:has(#open)").first()));
        assertThat(list.statusCode()).isEqualTo(200);
        return read(list);
    }

    private StubService.Seen sent(String method) {
        return gateway.notification.seen().stream()
                .filter(seen -> seen.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private StubService.Seen sent(String method, String target) {
        return gateway.notification.seen().stream()
                .filter(seen -> seen.method().equals(method) && seen.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static String notice(HttpResponse<String> page) {
        return read(page).select(".note.good").text();
    }

    private static Document read(HttpResponse<String> page) {
        return Jsoup.parse(page.body());
    }

    private static String fields(Element form) {
        return form.select("input[type=hidden]").stream()
                .map(
                        input ->
                                input.attr("name")
                                        + "="
                                        + URLEncoder.encode(
                                                input.attr("value"), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
