package org.practicehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.practicehub.outbound.UnansweredException.Reason;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

class OutboundHttpTests {

    private static final DnsResolver SYSTEM = SystemDefaultDnsResolver.INSTANCE;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void theHeadIsTheAnswerHoweverMuchFollows() throws IOException {
        try (Peer endless =
                new Peer(
                        to -> {
                            to.write(
                                    ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
                            while (true) {
                                to.write(ascii("1000\r\n" + "x".repeat(4096) + "\r\n"));
                            }
                        })) {
            assertThat(status(endless.url("http"), Duration.ZERO)).isEqualTo(200);
            assertThat(status(endless.url("http"), LONG)).isEqualTo(200);
        }
    }

    @Test
    void aHeadWithoutAnEndIsNotRead() throws IOException {
        try (Peer lines =
                        new Peer(
                                to -> {
                                    to.write(ascii("HTTP/1.1 200 OK\r\n"));
                                    while (true) {
                                        to.write(ascii("X-More: of it\r\n"));
                                    }
                                });
                Peer line =
                        new Peer(
                                to -> {
                                    to.write(ascii("HTTP/1.1 200 OK\r\nX-Long: "));
                                    while (true) {
                                        to.write(ascii("x".repeat(4096)));
                                    }
                                })) {
            assertThat(reason(lines.url("http"), LONG)).isEqualTo(Reason.BROKEN);
            assertThat(reason(line.url("http"), LONG)).isEqualTo(Reason.BROKEN);
        }
    }

    @Test
    void whoSaysABitNowAndThenIsLeftInTime() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (Peer silent = new Peer(_ -> await(over));
                Peer slow =
                        new Peer(
                                to -> {
                                    to.write(ascii("HTTP/1.1 200 OK\r\n"));
                                    await(over);
                                })) {
            assertThat(reason(silent.url("http"), SHORT)).isEqualTo(Reason.TOO_LATE);
            assertThat(reason(slow.url("http"), SHORT)).isEqualTo(Reason.TOO_LATE);
            over.countDown();
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerIsNotWaitedFor() {
        CountDownLatch over = new CountDownLatch(1);
        DnsResolver silent =
                Peer.names(
                        host -> {
                            await(over);
                            throw new UnknownHostException(host);
                        });
        assertThat(reason("http://slow.example/", limits(SHORT, OutboundHttp.PUBLIC), silent, LONG))
                .isEqualTo(Reason.TOO_LATE);
        over.countDown();
    }

    @Test
    void aNameThatNobodyKnowsIsOne() {
        DnsResolver empty =
                Peer.names(
                        host -> {
                            throw new UnknownHostException(host);
                        });
        assertThat(
                        reason(
                                "https://nobody.example/",
                                limits(LONG, OutboundHttp.PUBLIC),
                                empty,
                                LONG))
                .isEqualTo(Reason.UNKNOWN_NAME);
    }

    @Test
    void whatIsNotPublicIsNotAsked() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        try (Peer inside = new Peer(_ -> asked.countDown())) {
            assertThat(reason(inside.url("http"), limits(LONG, OutboundHttp.PUBLIC), SYSTEM, LONG))
                    .isEqualTo(Reason.NOT_PUBLIC);
            assertThat(asked.getCount()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotSecureIsToldFromWhatIsNotThere() throws IOException {
        try (Peer plain = new Peer(to -> to.write(ascii("HTTP/1.1 400 Bad Request\r\n\r\n")))) {
            assertThat(reason(plain.url("https"), LONG)).isEqualTo(Reason.NOT_SECURE);
        }
        int nobody;
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = door.getLocalPort();
        }
        assertThat(reason("http://localhost:" + nobody + "/", LONG))
                .isEqualTo(Reason.NO_CONNECTION);
    }

    private static OutboundHttp.Limits limits(Duration connect, Predicate<InetAddress> allowed) {
        return new OutboundHttp.Limits(2, 2, connect, Duration.ZERO, allowed);
    }

    private static int status(String url, Duration keep) throws IOException {
        try (OutboundHttp http =
                new OutboundHttp(
                        "Test/1",
                        new OutboundHttp.Limits(2, 2, LONG, keep, OutboundHttp.ANYWHERE),
                        SYSTEM)) {
            return http.exchange(new HttpGet(url), LONG, HttpResponse::getCode);
        }
    }

    private static Reason reason(String url, Duration timeout) {
        return reason(url, limits(LONG, OutboundHttp.ANYWHERE), SYSTEM, timeout);
    }

    private static Reason reason(
            String url, OutboundHttp.Limits limits, DnsResolver names, Duration timeout) {
        UnansweredException thrown =
                catchThrowableOfType(
                        UnansweredException.class,
                        () -> {
                            try (OutboundHttp http = new OutboundHttp("Test/1", limits, names)) {
                                http.exchange(new HttpGet(url), timeout, HttpResponse::getCode);
                            }
                        });
        assertThat(thrown).as(url).isNotNull();
        return thrown.reason();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
