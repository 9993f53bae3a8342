package org.practicehub.outbound;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.practicehub.outbound.UnansweredException.Reason;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;

/**
 * Makes requests to {@linkplain PublicAddresses public addresses}, and wants to know how they are
 * answered, not what is in the answer. Follows no redirect, keeps no cookie, knows no password,
 * uses no proxy, sends nothing twice by itself, reads heads up to 100 lines of 8 KiB, and lets
 * nobody keep it longer than it was told to wait.
 */
public final class OutboundHttp implements AutoCloseable {

    /** The public internet, without what is local, private or for machines only. */
    public static final Predicate<InetAddress> PUBLIC = PublicAddresses::isPublic;

    /** For trials: this machine and private networks too. */
    public static final Predicate<InetAddress> ANYWHERE = _ -> true;

    private static final int MOST_OF_AN_ANSWER = 16 * 1024;
    private static final Http1Config HEADS =
            Http1Config.custom().setMaxLineLength(8 * 1024).setMaxHeaderCount(100).build();

    /**
     * What a caller may use.
     *
     * @param connections at the same time
     * @param perHost of these, to one host and port
     * @param connect how long to wait for the addresses of a name, again for a connection, and
     *     again for each step of making it secure
     * @param keep how long a connection waits for its next use; zero to close it after its answer
     * @param allowed what may be connected to: {@link #PUBLIC}, if others can reach this machine
     */
    public record Limits(
            int connections,
            int perHost,
            Duration connect,
            Duration keep,
            Predicate<InetAddress> allowed) {}

    private final CloseableHttpClient http;
    private final TimelyNames names;
    private final ScheduledThreadPoolExecutor deadlines;
    private final boolean keeps;

    /**
     * @param userAgent who asks, and where more is to be learned of it
     */
    public OutboundHttp(String userAgent, Limits limits, DnsResolver names) {
        this.names = new TimelyNames(names, limits.connect(), limits.connections());
        keeps = limits.keep().isPositive();
        HttpClientBuilder client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(
                                                new PublicAddresses(this.names, limits.allowed()))
                                        .setConnectionFactory(
                                                ManagedHttpClientConnectionFactory.builder()
                                                        .http1Config(HEADS)
                                                        .build())
                                        .setMaxConnTotal(limits.connections())
                                        .setMaxConnPerRoute(limits.perHost())
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(
                                                                Timeout.of(limits.connect()))
                                                        .setSocketTimeout(
                                                                Timeout.of(limits.connect()))
                                                        .setTimeToLive(TimeValue.of(limits.keep()))
                                                        .build())
                                        .build())
                        .setConnectionReuseStrategy(
                                keeps
                                        ? DefaultClientConnectionReuseStrategy.INSTANCE
                                        : (_, _, _) -> false)
                        .setUserAgent(userAgent)
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression();
        http = (keeps ? client.evictExpiredConnections() : client).build();
        deadlines =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("outbound-deadlines").daemon().factory());
        // An answered request and its body would be kept until its deadline.
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Returns or throws within the timeout.
     *
     * @param head makes the answer of its status and headers: they count, whatever follows them
     * @throws UnansweredException for whatever the other side does instead of answering
     */
    public <T> T exchange(
            HttpUriRequestBase request, Duration timeout, Function<HttpResponse, T> head)
            throws UnansweredException {
        request.setConfig(
                RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeout))
                        .setConnectionRequestTimeout(Timeout.of(timeout))
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build());
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        @Nullable T answer = null;
        try (ClassicHttpResponse response = http.executeOpen(null, request, null)) {
            answer = head.apply(response);
            leave(response.getEntity(), request);
            return answer;
        } catch (IOException e) {
            if (answer != null) {
                return answer;
            }
            throw new UnansweredException(request.isCancelled() ? Reason.TOO_LATE : reason(e), e);
        } finally {
            deadline.cancel(false);
        }
    }

    /** A short answer is read, so that its connection can be used again. */
    private void leave(@Nullable HttpEntity entity, HttpUriRequestBase request) {
        if (entity == null) {
            return;
        }
        try {
            InputStream body = entity.getContent();
            if (!keeps || body.readNBytes(MOST_OF_AN_ANSWER).length == MOST_OF_AN_ANSWER) {
                // Closing it would read all the rest.
                request.cancel();
            }
        } catch (IOException e) {
            request.cancel();
        }
    }

    private static Reason reason(IOException e) {
        return switch (e) {
            case PublicAddresses.NotPublicException _ -> Reason.NOT_PUBLIC;
            case TimelyNames.TooLateException _ -> Reason.TOO_LATE;
            case UnknownHostException _ -> Reason.UNKNOWN_NAME;
            case SocketTimeoutException _ -> Reason.TOO_LATE;
            case SSLException _ -> Reason.NOT_SECURE;
            case ConnectException _ -> Reason.NO_CONNECTION;
            default -> Reason.BROKEN;
        };
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        names.close();
        http.close();
    }
}
