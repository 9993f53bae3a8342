package org.practicehub.notification.webhook;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;
import java.util.List;

/**
 * How messages are posted to endpoints.
 *
 * @param localTargets for trials: allows http, and addresses of this machine and of private
 *     networks. Never on a machine that others can reach.
 * @param workers messages on their way side by side
 * @param connectTimeout for one address
 * @param timeout for one attempt altogether
 * @param retries how long to wait after the first, second, … attempt that failed, before jitter;
 *     after the last one the message has expired
 * @param disableAfter how long an endpoint may fail without a single success
 * @param overlap how long a secret goes on signing after it was replaced
 * @param perAccount endpoints of one account
 */
@Validated
@ConfigurationProperties("notification.webhooks")
public record WebhookProperties(
        @DefaultValue("false") boolean localTargets,
        @Positive @DefaultValue("48") int workers,
        @NotNull @DefaultValue("5s") Duration connectTimeout,
        @NotNull @DefaultValue("15s") Duration timeout,
        @NotEmpty @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
                List<Duration> retries,
        @NotNull @DefaultValue("3d") Duration disableAfter,
        @NotNull @DefaultValue("24h") Duration overlap,
        @Positive @DefaultValue("10") int perAccount) {

    public WebhookProperties {
        retries = List.copyOf(retries);
    }
}
