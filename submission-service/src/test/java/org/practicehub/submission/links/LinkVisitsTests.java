package org.practicehub.submission.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Content;
import org.practicehub.outbound.OutboundHttp;
import org.practicehub.submission.content.ContentReader;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class LinkVisitsTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Visit DUE = new Visit.Due();
    private static final Visit OMITTED = new Visit.Omitted();

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Site site;
    private LinkVisits visits;

    @BeforeEach
    void open() {
        site = new Site();
        visits = visits(true, true);
    }

    @AfterEach
    void close() throws IOException {
        visits.close();
        site.close();
    }

    private LinkVisits visits(boolean visit, boolean localTargets) {
        InstantSource instants = now::get;
        Clock clock = instants.withZone(ZoneOffset.UTC);
        LinkProperties properties =
                new LinkProperties(
                        visit,
                        localTargets,
                        "https://hub.example",
                        2,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ZERO);
        return new LinkVisits(
                properties,
                new Visitor(
                        properties,
                        OutboundHttp.ANYWHERE,
                        SystemDefaultDnsResolver.INSTANCE,
                        clock),
                meters,
                clock);
    }

    private Visit.Made made(String path) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> visits.of(here(path)) instanceof Visit.Made);
        return (Visit.Made) visits.of(here(path));
    }

    private String here(String path) {
        return site.url("localhost", path);
    }

    private static Content content(String fields) {
        return ContentReader.read(
                JsonMapper.shared().readTree("{\"title\":\"T\",%s}".formatted(fields)));
    }

    @Test
    void whatIsAskedIsKnownALittleLater() {
        assertThat(visits.of(here("/"))).isEqualTo(DUE);

        assertThat(made("/")).isEqualTo(new Visit.Opened(NOW, null));
        assertThat(visits.haveReachedSomebody()).isTrue();
        assertThat(meters.counter("submission.links.visits", "outcome", "opened").count())
                .isEqualTo(1);
    }

    @Test
    void goodOnesAreRememberedForAWeekAndOthersForAnHour() {
        site.with("/gone", 404);
        made("/");
        made("/gone");

        now.set(NOW.plus(Duration.ofMinutes(59)));
        assertThat(visits.of(here("/gone"))).isEqualTo(new Visit.Answered(NOW, 404));
        now.set(NOW.plus(Duration.ofMinutes(61)));
        assertThat(visits.of(here("/gone"))).isEqualTo(DUE);
        now.set(NOW.plus(Duration.ofDays(6)));
        assertThat(visits.of(here("/"))).isEqualTo(new Visit.Opened(NOW, null));
        now.set(NOW.plus(Duration.ofDays(8)));
        assertThat(visits.of(here("/"))).isEqualTo(DUE);
    }

    @Test
    void whatIsHandedInIsVisitedUpToFiftyLinks() {
        String resources =
                IntStream.range(0, 60)
                        .mapToObj(i -> "{\"title\":\"r\",\"url\":\"" + here("/r" + i) + "\"}")
                        .collect(Collectors.joining(","));
        visits.expect(
                content(
                        "\"summary\":\"See %s.\",\"resources\":[%s]"
                                .formatted(here("/text"), resources)));
        visits.expect(content("\"summary\":\"See %s.\"".formatted(here("/text2"))));

        await().atMost(Duration.ofSeconds(30)).until(() -> site.asked().size() == 51);
        assertThat(site.asked())
                .extracting(Site.Asked::path)
                .contains("/r0", "/r49", "/text2")
                .doesNotContain("/r50", "/text");
    }

    @Test
    void whoAsksFindsRoomWhenHandingInHasNoneAndNobodyWaits() {
        CountDownLatch over = new CountDownLatch(1);
        site.with("/slow", Site.silentUntil(over));
        visits.of(here("/slow"));
        for (int i = 0; i < 20; i++) {
            int part = i;
            String many =
                    IntStream.range(0, 50)
                            .mapToObj(n -> here("/" + part + "-" + n))
                            .collect(Collectors.joining(" "));
            visits.expect(content("\"summary\":\"%s\"".formatted(many)));
        }
        assertThat(meters.counter("submission.links.visits", "outcome", "no-room").count())
                .isEqualTo(501);
        assertThat(visits.of(here("/asked"))).isEqualTo(DUE);
        assertThat(meters.counter("submission.links.visits", "outcome", "no-room").count())
                .isEqualTo(501);
        for (int i = 0; i < 1_000; i++) {
            visits.of(here("/more" + i));
        }
        assertThat(meters.counter("submission.links.visits", "outcome", "no-room").count())
                .isEqualTo(1_002);

        over.countDown();
        assertThat(made("/asked")).isEqualTo(new Visit.Opened(NOW, null));
    }

    @Test
    void whatCanBeSeenToBeBadIsNotVisited() throws IOException {
        try (LinkVisits strict = visits(true, false)) {
            for (String address :
                    new String[] {
                        "javascript:alert(1)",
                        "not an address",
                        "https://10.0.0.1/",
                        "https://[::1]/",
                        "https://intranet/",
                        "https://wiki.local/",
                        "https://name:word@iom.int/",
                        "https://iom.int:8443/",
                        here("/")
                    }) {
                assertThat(strict.of(address)).as(address).isEqualTo(OMITTED);
            }
        }
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void whoWantsNoVisitsMakesNone() throws IOException {
        try (LinkVisits off = visits(false, true)) {
            off.expect(content("\"summary\":\"See %s.\"".formatted(here("/"))));
            assertThat(off.of(here("/"))).isEqualTo(OMITTED);
        }
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void whereNobodyAnswersNobodyWasReached() {
        site.close();

        assertThat(made("/")).isEqualTo(new Visit.Unanswered(NOW, "no connection"));
        assertThat(visits.haveReachedSomebody()).isFalse();
    }
}
