package org.practicehub.notification.webhook;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.net.ssl.SSLException;

/**
 * Posts one message, signed by <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a>. Follows no redirect, keeps no cookie, uses no proxy, sends nothing twice by itself,
 * and lets nobody keep it longer than the timeout.
 */
@Component
public class HookClient implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int MOST_OF_AN_ANSWER = 16 * 1024;
    private static final TimeValue KEEP = TimeValue.ofSeconds(60);
    private static final int GONE = 410;

    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines;
    private final Duration timeout;
    private final Clock clock;

    @Autowired
    HookClient(WebhookProperties properties, Clock clock) {
        this(properties, SystemDefaultDnsResolver.INSTANCE, clock);
    }

    HookClient(WebhookProperties properties, DnsResolver names, Clock clock) {
        this.clock = clock;
        timeout = properties.timeout();
        Timeout limit = Timeout.of(timeout);
        http =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(
                                                new PublicAddresses(
                                                        names, properties.localTargets()))
                                        .setMaxConnTotal(properties.workers() * 2)
                                        .setMaxConnPerRoute(properties.workers())
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(
                                                                Timeout.of(
                                                                        properties
                                                                                .connectTimeout()))
                                                        .setSocketTimeout(limit)
                                                        .setTimeToLive(KEEP)
                                                        .build())
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setResponseTimeout(limit)
                                        .setConnectionRequestTimeout(limit)
                                        .setRedirectsEnabled(false)
                                        .setAuthenticationEnabled(false)
                                        .setProtocolUpgradeEnabled(false)
                                        .build())
                        .setUserAgent("Practice-Hub-Webhooks/1")
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .evictExpiredConnections()
                        .build();
        ThreadFactory daemons = Thread.ofPlatform().name("hook-deadlines").daemon().factory();
        deadlines = Executors.newSingleThreadScheduledExecutor(daemons);
    }

    /** Returns within the timeout, and never throws for what the other side does. */
    public HookResult post(Endpoint endpoint, HookMessage message) {
        HttpPost request = new HttpPost(endpoint.url());
        Instant now = clock.instant();
        message.headers().forEach(request::setHeader);
        request.setHeader("webhook-id", message.id());
        request.setHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()));
        request.setHeader(
                "webhook-signature",
                endpoint.secrets().stream()
                        .filter(secret -> secret.validAt(now))
                        .map(secret -> secret.sign(message.id(), now, message.body()))
                        .collect(Collectors.joining(" ")));
        request.setEntity(new StringEntity(message.body(), ContentType.APPLICATION_JSON));
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        @Nullable HookResult result = null;
        try (ClassicHttpResponse response = http.executeOpen(null, request, null)) {
            result = result(response);
            drain(response.getEntity(), request);
            return result;
        } catch (IOException e) {
            return result != null
                    ? result
                    : new HookResult.Failed(
                            request.isCancelled() ? "no answer in time" : words(e), null);
        } finally {
            deadline.cancel(false);
        }
    }

    private HookResult result(ClassicHttpResponse response) {
        int status = response.getCode();
        if (status / 100 == 2) {
            return new HookResult.Delivered(status);
        }
        return status == GONE
                ? new HookResult.Gone()
                : new HookResult.Failed(
                        status / 100 == 3
                                ? "answered " + status + "; redirects are not followed"
                                : "answered " + status,
                        retryAfter(response));
    }

    /** So that the connection can be used again; the status counts, whatever follows it. */
    private static void drain(@Nullable HttpEntity entity, HttpPost request) {
        if (entity == null) {
            return;
        }
        try {
            InputStream body = entity.getContent();
            if (body.readNBytes(MOST_OF_AN_ANSWER).length == MOST_OF_AN_ANSWER) {
                // Closing it would read all the rest.
                request.cancel();
            }
        } catch (IOException e) {
            request.cancel();
        }
    }

    private @Nullable Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = header.getValue().strip();
        Duration wait;
        if (value.matches("\\d{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(value));
        } else {
            Instant date = DateUtils.parseStandardDate(value);
            if (date == null) {
                return null;
            }
            wait = Duration.between(clock.instant(), date);
        }
        if (wait.isNegative()) {
            return null;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** For the owner of the endpoint, who need not learn what else can be reached from here. */
    private static String words(IOException e) {
        return switch (e) {
            case PublicAddresses.NotPublicException refused -> String.valueOf(refused.getMessage());
            case UnknownHostException _ -> "the name is not known";
            case SocketTimeoutException _ -> "no answer in time";
            case SSLException _ -> "no secure connection could be agreed on";
            case ConnectException _ -> "no connection";
            default -> "the connection broke";
        };
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
