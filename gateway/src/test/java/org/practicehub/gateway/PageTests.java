package org.practicehub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

class PageTests {

    private final RunningGateway gateway = RunningGateway.INSTANCE;
    private final RunningGateway.Browser browser = RunningGateway.browser();

    @BeforeEach
    void fresh() {
        gateway.reset();
        gateway.catalogue.on("/api/v1/practices", StubService.json(200, data("results.json")));
        gateway.catalogue.on(
                "/api/v1/practices/0199-1",
                StubService.json(200, data("practice.json"), "ETag", "\"3\""));
        gateway.submission.on("/api/v1/topics", StubService.json(200, data("topics.json")));
        gateway.submission.on("/api/v1/review-queue", StubService.json(200, data("queue.json")));
        gateway.submission.on(
                "/api/v1/review-queue/counts", StubService.json(200, data("counts.json")));
        gateway.submission.on(
                "GET /api/v1/review-queue/0199-9",
                StubService.json(200, data("submission.json"), "ETag", "\"7\""));
        gateway.submission.on(
                "GET /api/v1/submissions/0199-9",
                StubService.json(200, data("submission.json"), "ETag", "\"7\""));
        gateway.submission.on("GET /api/v1/submissions", StubService.json(200, data("queue.json")));
        gateway.tagging.on(
                "/api/v1/vocabularies/sdgs",
                StubService.json(
                        200,
                        "{\"items\":[{\"code\":\"10\",\"labels\":{\"en\":\"Reduced"
                                + " inequalities\"}}]}"));
    }

    @Test
    void theFrontPageShowsTheLatestPracticesTheTopicsAndTheNumbers() {
        Document page = page("/", "home");

        assertThat(page.select(".numbers dd").first().text()).isEqualTo("1,019");
        assertThat(page.select(".card h3 a").eachAttr("href")).contains("/practices/0199-1");
        assertThat(page.select(".tiles a").eachText()).contains("Cities and Municipalities");
        assertThat(page.select("input[name=q]")).isNotEmpty();
    }

    @Test
    void theSearchPagePassesOnWhatWasChosenAndOffersFacets() {
        Document page = page("/search?q=health+care&country=MA&sdg=10", "search");

        assertThat(gateway.catalogue.last().target())
                .contains("q=health%20care", "country=MA", "sdg=10", "facets=");
        assertThat(page.select(".chips.on .chip").eachText().toString())
                .contains("Morocco", "SDG 10 · Reduced inequalities");
        assertThat(page.select(".filter a").eachText()).contains("Morocco", "Ecuador");
        assertThat(page.select(".pager a[rel=next]").attr("href")).contains("after=");
        assertThat(page.select("form[action=/subscriptions] input[type=hidden]").eachAttr("name"))
                .contains("q", "country", "sdg", "_csrf");
    }

    @Test
    void aPracticeShowsWhichWordsSpeakForWhichTag() {
        Document page = page("/practices/0199-1", "practice");

        assertThat(page.select(".prose mark").eachText().toString()).contains("Morocco");
        assertThat(page.select(".prose mark a").first().attr("href")).startsWith("#tag-");
        assertThat(page.select("#tag-1 q").text()).contains("Morocco");
        assertThat(page.select("a[href^=javascript]")).isEmpty();
        assertThat(page.select(".links a").eachAttr("rel"))
                .contains("noopener ugc nofollow")
                .doesNotContain("noopener");
    }

    @Test
    void textOfContributorsIsNeverMarkup() {
        String page = browser.visit("/practices/0199-1").body();

        assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    }

    @Test
    void aDeadCatalogueIsSaidHonestly() {
        gateway.catalogue.on("/api/v1/practices", StubService.json(500, "{}"));

        assertThat(page("/", "home-down").select(".note").text())
                .contains("not available right now");
        var search = browser.visit("/search");
        assertThat(search.statusCode()).isEqualTo(503);
        assertThat(Jsoup.parse(search.body()).select("h1").text())
                .contains("The catalogue is not available right now");
        save(search, "down");
    }

    @Test
    void aWithdrawnPracticeIsGone() {
        gateway.catalogue.on("/api/v1/practices/0199-2", StubService.problem(410, "gone"));

        var response = browser.visit("/practices/0199-2");

        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).contains("This practice was withdrawn");
    }

    @Test
    void theReviewDeskNeedsSignInAndTheRole() {
        var anonymous = browser.send("GET", "/review", null, "Accept", "text/html");
        assertThat(anonymous.statusCode()).isEqualTo(302);
        assertThat(anonymous.headers().firstValue("Location").orElseThrow())
                .endsWith("/oauth2/authorization/hub");

        gateway.identity.signsInAs("Ada Contributor", "contributor");
        var contributor = RunningGateway.browser().visit("/review");
        assertThat(contributor.statusCode()).isEqualTo(403);
        save(contributor, "forbidden");
    }

    @Test
    void aModeratorSeesTheQueueAndDecidesOnWhatWasSeen() {
        gateway.identity.signsInAs("Mo Derator", "moderator");
        Document queue = page("/review", "review-queue");
        assertThat(queue.select("tbody a[href]").eachAttr("href")).contains("/review/0199-9");
        assertThat(gateway.submission.last().header("Authorization")).startsWith("Bearer ");

        Document entry = page("/review/0199-9", "review-entry");
        var form = entry.select("form[action=/review/0199-9/approval]");
        assertThat(form.select("[name=etag]").attr("value")).isEqualTo("\"7\"");

        gateway.submission.on(
                "POST /api/v1/review-queue/0199-9/approval",
                StubService.json(200, data("submission.json")));
        var done = browser.submit("/review/0199-9/approval", fields(form.first()));

        var sent = posted();
        assertThat(sent.header("If-Match")).isEqualTo("\"7\"");
        assertThat(Jsoup.parse(done.body()).select(".note.good").text()).contains("Approved");
    }

    @Test
    void theQueueIsNarrowedByWhatIsChosenAndKeepsItOnTheNextPage() {
        gateway.identity.signsInAs("Mo Derator", "moderator");
        Document queue =
                page("/review?topic=cities-and-municipalities&sort=confidence&kind=&x=y", "chosen");

        assertThat(gateway.submission.seen())
                .filteredOn(seen -> seen.target().startsWith("/api/v1/review-queue?"))
                .singleElement()
                .satisfies(
                        seen ->
                                assertThat(seen.target())
                                        .contains("topic=cities-and-municipalities")
                                        .contains("sort=confidence")
                                        .doesNotContain("kind=", "x="));
        assertThat(queue.select("#topic option[selected]").attr("value"))
                .isEqualTo("cities-and-municipalities");
        assertThat(queue.select(".pager a").attr("href"))
                .isEqualTo("/review?topic=cities-and-municipalities&sort=confidence&after=b2xkZXI");
        assertThat(queue.select(".desknumbers").text())
                .contains("waiting", "4", "20 November 2026", "50 minutes");
    }

    @Test
    void theQueueIsShownEvenWhileItsNumbersAreNot() {
        gateway.identity.signsInAs("Mo Derator", "moderator");
        gateway.submission.on("/api/v1/review-queue/counts", StubService.problem(503, "away"));

        Document queue = page("/review", "review-queue-uncounted");

        assertThat(queue.select("tbody a[href]").eachAttr("href")).contains("/review/0199-9");
        assertThat(queue.select(".desknumbers")).isEmpty();
    }

    @Test
    void whatTheChecksFoundIsShownAndADuplicateCanBeMerged() {
        gateway.identity.signsInAs("Mo Derator", "moderator");
        Document entry = page("/review/0199-9", "review-entry-checks");
        assertThat(entry.select(".checked .warning").text()).contains("93%");
        assertThat(entry.select(".checked .info code").text()).isEqualTo("/summary");
        var form = entry.select("form[action=/review/0199-9/merge]");
        assertThat(form).hasSize(1);
        gateway.submission.on(
                "POST /api/v1/review-queue/0199-9/merge",
                StubService.json(200, data("submission.json")));

        var done = browser.submit("/review/0199-9/merge", fields(form.first()));

        assertThat(posted().text()).isEqualTo("{\"into\":\"0199-1\"}");
        assertThat(posted().header("If-Match")).isEqualTo("\"7\"");
        assertThat(Jsoup.parse(done.body()).select(".note.good").text()).contains("Merged");
    }

    @Test
    void aModeratorWhoIsTooCloseLeavesItToOthers() {
        gateway.identity.signsInAs("Mo Derator", "moderator");
        Document entry = page("/review/0199-9", "review-entry");
        gateway.submission.on(
                "POST /api/v1/review-queue/0199-9/conflict-of-interest",
                StubService.json(200, data("submission.json")));

        var form = entry.select("form[action=/review/0199-9/conflict-of-interest]").first();
        var done =
                browser.submit(
                        "/review/0199-9/conflict-of-interest",
                        fields(form) + "&reason=My+former+office");

        assertThat(posted().text()).isEqualTo("{\"reason\":\"My former office\"}");
        assertThat(Jsoup.parse(done.body()).select(".note.good").text())
                .contains("somebody else decides");
    }

    @Test
    void aContributorSeesThePlaceInTheQueueAndWhatTheChecksFound() {
        gateway.identity.signsInAs("Ada Contributor", "contributor");

        Document mine = page("/my-submissions/0199-9", "my-submission-waiting");

        assertThat(mine.select(".note").text()).contains("Number 2 of 5", "within 3 days");
        assertThat(mine.select(".checked a").attr("href")).isEqualTo("/practices/0199-1");
        assertThat(mine.select("form[action$=/merge]")).isEmpty();
    }

    @Test
    void aStaleDecisionIsExplainedAndTheNewStateShown() {
        gateway.identity.signsInAs("Mo Derator", "moderator");
        Document entry = page("/review/0199-9", "review-entry");
        gateway.submission.on(
                "POST /api/v1/review-queue/0199-9/approval", StubService.problem(412, "stale"));

        var response =
                browser.submit(
                        "/review/0199-9/approval",
                        fields(entry.select("form[action=/review/0199-9/approval]").first()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(response.body()).select(".note.bad").text())
                .contains("nothing was decided");
        save(response, "stale");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        gateway.identity.signsInAs("Mo Derator", "moderator");
        page("/review/0199-9", "review-entry");

        var response = browser.submit("/review/0199-9/approval", "etag=%227%22");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(gateway.submission.seen()).noneMatch(seen -> seen.method().equals("POST"));
    }

    @Test
    void aContributorHandsInAPracticeOnce() {
        gateway.identity.signsInAs("Ada Contributor", "contributor");
        Document form = page("/submit", "submit");
        assertThat(form.select("[name=key]").attr("value")).isNotEmpty();
        gateway.submission.on(
                "POST /api/v1/submissions",
                StubService.json(201, data("submission.json"), "ETag", "\"1\""));

        var done =
                browser.submit(
                        "/submit",
                        fields(form.select("form[action=/submit]").first())
                                + "&title=Caf%C3%A9&summary=One%0D%0A%0D%0ATwo&countries=MA&goals=sdg%3A8"
                                + "&organisations=Ministry%3B+partner%3B+MA&resources=https%3A%2F%2Fexample.org%3B+Report");

        var sent = posted();
        assertThat(sent.header("Idempotency-Key"))
                .isEqualTo(form.select("[name=key]").attr("value"));
        assertThat(sent.text())
                .contains("\"title\":\"Café\"")
                .contains("One\\n\\nTwo")
                .contains("{\"code\":\"MA\",\"role\":\"about\"}")
                .contains("\"goals\":[\"sdg:8\"]")
                .contains("{\"name\":\"Ministry\",\"role\":\"partner\",\"country\":\"MA\"}")
                .contains("{\"url\":\"https://example.org\",\"title\":\"Report\"}");
        assertThat(done.body()).contains("handed in and waits for review");
        save(done, "my-submission");
    }

    @Test
    void aRefusedContributionKeepsWhatWasWritten() {
        gateway.identity.signsInAs("Ada Contributor", "contributor");
        Document form = page("/submit", "submit");
        gateway.submission.on(
                "POST /api/v1/submissions", StubService.problem(400, "validation-failed"));

        var back =
                browser.submit(
                        "/submit",
                        fields(form.select("form[action=/submit]").first())
                                + "&title=+&summary=Kept+text");

        assertThat(back.body()).contains("Kept text").contains("must not be empty");
        save(back, "submit-refused");
    }

    @Test
    void aSearchBecomesASubscription() {
        Document search = page("/search?country=MA&country=EC&q=health", "search");
        gateway.notification.on(
                "POST /api/v1/subscriptions",
                StubService.json(202, "{\"id\":\"s\",\"status\":\"unconfirmed\"}"));

        var asked =
                browser.submit(
                        "/subscriptions",
                        fields(search.select("form[action=/subscriptions]").first())
                                + "&address=reader%40example.org&cadence=daily");

        assertThat(gateway.notification.last().text())
                .contains("\"any\":[[\"country:MA\",\"country:EC\"]]")
                .contains("\"words\":\"health\"")
                .contains("\"address\":\"reader@example.org\"")
                .contains("\"cadence\":\"daily\"");
        assertThat(asked.body()).contains("Please look into your mail");
    }

    @Test
    void lookingAtAConfirmationLinkChangesNothingAndItsButtonDoes() {
        gateway.notification.on(
                "POST /api/v1/subscriptions/confirmation", StubService.json(200, "{}"));

        Document page = page("/subscriptions/confirm?token=t-1", "confirm");
        assertThat(gateway.notification.seen()).isEmpty();
        assertThat(page.select("form [name=token]").attr("value")).isEqualTo("t-1");

        var plain = gateway.send("POST", "/subscriptions/confirm?token=t-1", null);
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(gateway.notification.last().text()).isEqualTo("{\"token\":\"t-1\"}");
    }

    @Test
    void unsubscribingWorksTheSameWay() {
        gateway.notification.on(
                "POST /api/v1/subscriptions/unsubscription",
                StubService.answer(204, "text/plain", ""));

        page("/subscriptions/unsubscribe?token=t-2", "unsubscribe");
        assertThat(gateway.notification.seen()).isEmpty();
        var done = browser.submit("/subscriptions/unsubscribe", "token=t-2");

        assertThat(done.body()).contains("You are unsubscribed");
    }

    @Test
    void anUnknownAddressIsAPageForPeople() {
        var response = browser.visit("/no/such/page");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Jsoup.parse(response.body()).select("h1").text())
                .isEqualTo("There is nothing here");
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
        save(response, "missing");
    }

    @Test
    void everyPageHasAStrictContentPolicyAndNoInlineScriptOrStyle() {
        var response = browser.visit("/");

        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        Document page = Jsoup.parse(response.body());
        assertThat(page.select("script:not([src]), style, [style], [onclick]")).isEmpty();
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(response.headers().allValues("Set-Cookie"))
                .noneMatch(c -> c.startsWith("hub_session"));
    }

    private Document page(String path, String name) {
        var response = browser.visit(path);
        save(response, name);
        assertThat(response.statusCode()).as(name).isEqualTo(200);
        return Jsoup.parse(response.body(), gateway.at(path).toString());
    }

    private StubService.Seen posted() {
        return gateway.submission.seen().stream()
                .filter(seen -> seen.method().equals("POST"))
                .findFirst()
                .orElseThrow();
    }

    private static String fields(org.jsoup.nodes.Element form) {
        return form.select("input[type=hidden]").stream()
                .map(input -> input.attr("name") + "=" + encoded(input.attr("value")))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Kept below target, to be looked at. */
    private static void save(HttpResponse<String> response, String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target/pages"));
            Files.writeString(
                    folder.resolve(name + ".html"),
                    response.body().replace("/assets/", "../classes/gateway/static/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String data(String name) {
        try (var in = PageTests.class.getResourceAsStream("/gateway-data/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
