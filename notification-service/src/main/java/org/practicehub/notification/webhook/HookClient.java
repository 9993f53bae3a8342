package org.practicehub.notification.webhook;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.practicehub.outbound.OutboundHttp;
import org.practicehub.outbound.UnansweredException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Posts one message, signed by <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a>. Follows no redirect, keeps no cookie, uses no proxy, sends nothing twice by itself,
 * and lets nobody keep it longer than the timeout.
 */
@Component
public class HookClient implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration KEEP = Duration.ofSeconds(60);
    private static final int GONE = 410;

    private final OutboundHttp http;
    private final Duration timeout;
    private final Clock clock;

    @Autowired
    HookClient(WebhookProperties properties, Clock clock) {
        this(properties, SystemDefaultDnsResolver.INSTANCE, clock);
    }

    HookClient(WebhookProperties properties, DnsResolver names, Clock clock) {
        this.clock = clock;
        timeout = properties.timeout();
        http =
                new OutboundHttp(
                        "Practice-Hub-Webhooks/1",
                        new OutboundHttp.Limits(
                                properties.workers() * 2,
                                properties.workers(),
                                properties.connectTimeout(),
                                KEEP,
                                properties.localTargets()
                                        ? OutboundHttp.ANYWHERE
                                        : OutboundHttp.PUBLIC),
                        names);
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
        try {
            return http.exchange(request, timeout, this::result);
        } catch (UnansweredException e) {
            return new HookResult.Failed(e.reason().words(), null);
        }
    }

    private HookResult result(HttpResponse response) {
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

    private @Nullable Duration retryAfter(HttpResponse response) {
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

    @Override
    public void close() throws IOException {
        http.close();
    }
}
