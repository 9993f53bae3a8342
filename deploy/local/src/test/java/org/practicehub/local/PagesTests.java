package org.practicehub.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A moderator at a browser: signs in at the identity provider, approves, finds what was approved.
 */
class PagesTests {

    @TempDir Path data;

    @Test
    void aModeratorSignsInApprovesAndFindsThePractice() throws Exception {
        var browserPath = browser();
        Assumptions.assumeTrue(browserPath.isPresent(), "no Chromium or Chrome on this machine");
        var word = "page" + UUID.randomUUID().toString().replace("-", "");
        try (var hub = Hub.start(data, false);
                var playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser =
                        playwright
                                .chromium()
                                .launch(
                                        new BrowserType.LaunchOptions()
                                                .setExecutablePath(browserPath.get())
                                                .setArgs(List.of("--no-sandbox"))
                                                .setTimeout(120_000))) {
            var created =
                    hub.post(
                            "/api/v1/submissions",
                            "contributor",
                            Map.of("Idempotency-Key", word),
                            Map.of(
                                    "title", "Return desks <b>" + word + "</b>",
                                    "summary", "In Bhutan, Thimphu opened a desk for returnees.",
                                    "kind", "practice",
                                    "language", "en"));
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            var id = Hub.json(created).get("id").asString();
            await().atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    Hub.json(hub.get("/api/v1/submissions/" + id, "contributor"))
                                            .at("/tagging/status")
                                            .asString()
                                            .equals("done"));

            var page = browser.newPage();
            page.setDefaultTimeout(60_000);
            page.navigate(hub.address() + "/review/" + id);
            page.getByLabel("Name").fill("moderator");
            page.getByLabel("Password").fill("moderator");
            button(page, "Sign in").click();
            page.waitForURL(Pattern.compile(".*/review/" + id + ".*"));
            assertThat(page.getByRole(AriaRole.HEADING, heading(word))).isVisible();
            assertThat(page.locator("h1 b").count()).as("a title is text").isZero();

            button(page, "Approve").click();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(hub.found("q=" + word)).isOne());

            page.navigate(hub.address() + "/search?q=" + word);
            assertThat(page.getByText(word).first()).isVisible();
        }
    }

    private static Page.GetByRoleOptions heading(String text) {
        return new Page.GetByRoleOptions().setName(Pattern.compile(".*" + text + ".*")).setLevel(1);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^" + name + ".*")))
                .first();
    }

    private static Optional<Path> browser() {
        return Stream.of(
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/opt/google/chrome/chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
