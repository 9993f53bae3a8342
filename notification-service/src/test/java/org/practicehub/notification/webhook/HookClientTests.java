package org.practicehub.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.practicehub.notification.HookSink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class HookClientTests {

    private static final HookMessage MESSAGE =
            new HookMessage("msg_1", "{\"a\":\"é\"}", Map.of("ce-type", "x"));
    private static final SigningSecret SECRET =
            new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null);

    private HookSink sink;

    @BeforeEach
    void start() {
        sink = new HookSink();
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    private static WebhookProperties properties(boolean localTargets, Duration timeout) {
        return new WebhookProperties(
                localTargets,
                4,
                Duration.ofMillis(500),
                timeout,
                List.of(Duration.ofSeconds(1)),
                Duration.ofDays(1),
                Duration.ofHours(1),
                10);
    }

    private static HookResult post(String url, DnsResolver names, boolean localTargets) {
        return post(url, names, properties(localTargets, Duration.ofSeconds(30)));
    }

    private static HookResult post(String url, DnsResolver names, WebhookProperties properties) {
        try (HookClient client = new HookClient(properties, names, Clock.systemUTC())) {
            return client.post(
                    Endpoint.fresh("e", URI.create(url), SECRET, Instant.EPOCH), MESSAGE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HookResult trial(String url) {
        return post(url, SystemDefaultDnsResolver.INSTANCE, true);
    }

    @Test
    void aMessageIsPostedSignedAsItIs() {
        assertThat(trial(sink.url("/hook?x=1"))).isEqualTo(new HookResult.Delivered(204));
        HookSink.Posted posted = sink.posted("/hook").getFirst();
        assertThat(posted.body()).isEqualTo(MESSAGE.body());
        assertThat(posted.header("Content-Type")).startsWith("application/json");
        assertThat(posted.header("ce-type")).isEqualTo("x");
        assertThat(posted.header("webhook-id")).isEqualTo("msg_1");
        assertThat(posted.header("webhook-signature"))
                .isEqualTo(
                        SECRET.sign(
                                "msg_1",
                                Instant.ofEpochSecond(
                                        Long.parseLong(posted.header("webhook-timestamp"))),
                                MESSAGE.body()));
    }

    @Test
    void redirectsAreNotFollowed() {
        sink.answers(new HookSink.Answer(307, Map.of("Location", sink.url("/inside")), ""));
        assertThat(trial(sink.url("/hook")))
                .isEqualTo(new HookResult.Failed("answered 307; redirects are not followed", null));
        assertThat(sink.posted("/inside")).isEmpty();
    }

    @Test
    void aRequestToWaitIsHonouredInBothFormsUpToADay() {
        sink.answers(new HookSink.Answer(503, Map.of("Retry-After", "120"), ""));
        assertThat(trial(sink.url("/")))
                .isEqualTo(new HookResult.Failed("answered 503", Duration.ofSeconds(120)));
        sink.answers(new HookSink.Answer(429, Map.of("Retry-After", "999999999"), ""));
        assertThat(trial(sink.url("/")))
                .isEqualTo(new HookResult.Failed("answered 429", Duration.ofDays(1)));
        sink.answers(
                new HookSink.Answer(
                        429, Map.of("Retry-After", "Fri, 31 Dec 2049 23:59:59 GMT"), ""));
        assertThat(trial(sink.url("/")))
                .isEqualTo(new HookResult.Failed("answered 429", Duration.ofDays(1)));
        sink.answers(new HookSink.Answer(429, Map.of("Retry-After", "soon"), ""));
        assertThat(trial(sink.url("/"))).isEqualTo(new HookResult.Failed("answered 429", null));
        sink.answers(HookSink.Answer.of(410));
        assertThat(trial(sink.url("/"))).isEqualTo(new HookResult.Gone());
    }

    @Test
    void aLongAnswerCountsByItsStatus() {
        sink.answers(new HookSink.Answer(200, Map.of(), "x".repeat(5 << 20)));
        assertThat(trial(sink.url("/"))).isEqualTo(new HookResult.Delivered(200));
    }

    @Test
    void whoAnswersNothingIsLeftInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(
                            post(
                                    "http://localhost:" + silent.getLocalPort() + "/",
                                    SystemDefaultDnsResolver.INSTANCE,
                                    properties(true, Duration.ofSeconds(1))))
                    .isEqualTo(new HookResult.Failed("no answer in time", null));
        }
    }

    @Test
    void addressesThatAreNotPublicAreRefusedHoweverTheyAreWritten() {
        for (String host :
                new String[] {
                    "localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1"
                }) {
            assertThat(
                            post(
                                    "http://" + host + ":" + sink.port() + "/",
                                    SystemDefaultDnsResolver.INSTANCE,
                                    false))
                    .as(host)
                    .isInstanceOf(HookResult.Failed.class);
        }
        assertThat(sink.posted("/")).isEmpty();
    }

    /** Answers with a public address when asked first, and with this machine's ever after. */
    private static final class Rebinding implements DnsResolver {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {
                asked.getAndIncrement() == 0
                        // Public, and nobody's: of the range kept for amateur radio.
                        ? InetAddress.getByAddress(host, new byte[] {44, 127, (byte) 255, 1})
                        : InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})
            };
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Test
    void aNameThatIsReboundBetweenCheckAndConnectGainsNothing() throws Exception {
        Rebinding names = new Rebinding();
        try (HookClient client =
                new HookClient(
                        properties(false, Duration.ofSeconds(30)), names, Clock.systemUTC())) {
            Endpoint endpoint =
                    Endpoint.fresh(
                            "e",
                            URI.create("http://rebinding.example:" + sink.port() + "/"),
                            SECRET,
                            Instant.EPOCH);
            // Resolved once, to what was checked; that address does not answer here.
            assertThat(client.post(endpoint, MESSAGE)).isInstanceOf(HookResult.Failed.class);
            assertThat(names.asked).hasValue(1);
            // The next attempt resolves anew, and is refused.
            assertThat(client.post(endpoint, MESSAGE))
                    .isEqualTo(
                            new HookResult.Failed(
                                    "the address is not one of the public internet", null));
            assertThat(names.asked).hasValue(2);
        }
        assertThat(sink.posted("/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "ftp://example.org/",
                "https://user:word@example.org/",
                "https://example.org/#part",
                "https:///path",
                "https://example.org:0/",
                "https://example.org:99999/",
                "/relative",
                "https://exa mple.org/",
                "javascript:alert(1)"
            })
    void oddTargetsAreRefused(String url) {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetUrl.of(url, false));
    }
}
