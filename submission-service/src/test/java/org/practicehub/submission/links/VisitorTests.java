package org.practicehub.submission.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.practicehub.outbound.OutboundHttp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Visits to a site on this machine. It counts as public here, under the names that end in .site;
 * nothing else on this machine does.
 */
class VisitorTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.2");
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final DnsResolver NAMES =
            new DnsResolver() {
                @Override
                public InetAddress[] resolve(String host) throws UnknownHostException {
                    if (host.equals("inside.site")) {
                        return new InetAddress[] {INSIDE};
                    }
                    if (host.endsWith(".site")) {
                        return new InetAddress[] {HERE};
                    }
                    if (host.endsWith(".nobody")) {
                        throw new UnknownHostException(host);
                    }
                    return new InetAddress[] {InetAddress.ofLiteral(host)};
                }

                @Override
                public String resolveCanonicalHostname(String host) {
                    return host;
                }
            };

    private Site site;

    @BeforeEach
    void open() {
        site = new Site();
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static LinkProperties properties(boolean localTargets, Duration timeout) {
        return new LinkProperties(
                true, localTargets, "https://hub.example", 4, LONG, timeout, Duration.ZERO);
    }

    private static Visit.Made visit(String address, LinkProperties properties) {
        try (Visitor visitor =
                new Visitor(
                        properties,
                        OutboundHttp.PUBLIC.or(HERE::equals),
                        NAMES,
                        Clock.fixed(NOW, ZoneOffset.UTC))) {
            return visitor.visit(Target.of(address).orElseThrow());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Visit.Made visit(String path) {
        return visit(site.url("www.hub.site", path), properties(true, LONG));
    }

    private static Visit.Made opened() {
        return new Visit.Opened(NOW, null);
    }

    @Test
    void whatIsThereIsAskedForItsHeadAndByAnHonestName() {
        assertThat(visit("/report?page=1#part")).isEqualTo(opened());

        assertThat(site.asked()).hasToString("[HEAD /report?page=1]");
        assertThat(site.asked().getFirst().headers())
                .containsEntry("User-agent", List.of("Practice-Hub-Links/1 (+https://hub.example)"))
                .doesNotContainKeys("Authorization", "Cookie", "Referer");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429})
    void whatIsForOthersOrForLaterIsThere(int status) {
        site.with("/closed", status);

        assertThat(visit("/closed")).isEqualTo(opened());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 400, 500, 503})
    void whatIsNotThereIsAnsweredSo(int status) {
        site.with("/gone", status);

        assertThat(visit("/gone")).isEqualTo(new Visit.Answered(NOW, status));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 501})
    void whoDoesNotKnowHeadIsAskedAgain(int status) {
        site.with("/old", status, 200);

        assertThat(visit("/old")).isEqualTo(opened());
        assertThat(site.asked()).hasToString("[HEAD /old, GET /old]");
    }

    @Test
    void whatHasNoEndIsNotRead() {
        site.with(
                "/endless",
                exchange -> {
                    if (Site.isHead(exchange)) {
                        exchange.sendResponseHeaders(405, -1);
                        return;
                    }
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(new byte[4096]);
                    }
                });

        assertThat(visit("/endless")).isEqualTo(opened());
    }

    @Test
    void aRedirectIsFollowedWithoutACookieAndAnotherHostIsNamed() {
        site.redirecting("/short", "/moved%20to?a=b");
        site.redirecting("/moved%20to?a=b", site.url("hub.site", "/here"));
        site.redirecting("/away", site.url("other.site", "/"));

        assertThat(visit("/short")).isEqualTo(opened());
        assertThat(site.asked()).hasToString("[HEAD /short, HEAD /moved%20to?a=b, HEAD /here]");
        assertThat(site.asked()).noneMatch(asked -> asked.headers().containsKey("Cookie"));
        assertThat(visit("/away")).isEqualTo(new Visit.Opened(NOW, new Host("other.site")));
    }

    @Test
    void whoRedirectsInCirclesIsLeftAfterFive() {
        site.redirecting("/a", "/b").redirecting("/b", "/a");

        assertThat(visit("/a")).isEqualTo(new Visit.Unanswered(NOW, "more than 5 redirects"));
        assertThat(site.asked()).hasSize(6);
    }

    @Test
    void aRedirectToWhatIsNotPublicIsNotFollowed() {
        for (String inside :
                Set.of(
                        site.url("inside.site", "/"),
                        site.url("127.0.0.2", "/"),
                        "http://10.0.0.1/",
                        "http://[::1]/",
                        "http://169.254.169.254/latest/meta-data/")) {
            site.redirecting("/in", inside);

            assertThat(visit("/in"))
                    .as(inside)
                    .isEqualTo(
                            new Visit.Refused(
                                    NOW, "the address is not one of the public internet"));
        }
        assertThat(site.asked()).hasToString("[" + "HEAD /in, ".repeat(4) + "HEAD /in]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "ftp://www.hub.site/",
                "http://name:word@www.hub.site/",
                "https:///nowhere"
            })
    void aRedirectToWhatIsNoPageIsNotFollowed(String location) {
        site.redirecting("/odd", location);

        assertThat(visit("/odd"))
                .isEqualTo(new Visit.Refused(NOW, "it redirects to what is no public page"));
    }

    @Test
    void otherPortsAreNotKnockedAt() {
        String port = site.url("www.hub.site", "/");

        assertThat(Target.of(port))
                .hasValueSatisfying(t -> assertThat(t.hasOrdinaryPort()).isFalse());
        assertThat(Target.of("https://www.hub.site:443/"))
                .hasValueSatisfying(t -> assertThat(t.hasOrdinaryPort()).isTrue());
        // As if the site stood at port 80: where it sends us is looked at again.
        site.redirecting("/", site.url("www.hub.site", "/inside"));
        LinkProperties strict = properties(false, LONG);
        assertThat(visit(port, strict))
                .isEqualTo(new Visit.Refused(NOW, "it redirects to what is no public page"));
        assertThat(site.asked()).hasToString("[HEAD /]");
    }

    @Test
    void whoDoesNotAnswerInTimeIsLeft() {
        CountDownLatch over = new CountDownLatch(1);
        site.with("/slow", Site.silentUntil(over));

        assertThat(
                        visit(
                                site.url("www.hub.site", "/slow"),
                                properties(true, Duration.ofMillis(300))))
                .isEqualTo(new Visit.Unanswered(NOW, "no answer in time"));
        over.countDown();
    }

    @Test
    void whoIsNotKnownIsSaidToBe() {
        assertThat(visit("https://www.nobody/", properties(false, LONG)))
                .isEqualTo(new Visit.Unanswered(NOW, "the name is not known"));
    }
}
