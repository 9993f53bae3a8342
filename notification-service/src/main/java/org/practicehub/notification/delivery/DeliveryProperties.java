package org.practicehub.notification.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;
import java.util.List;

/**
 * How patient sending is.
 *
 * @param retries how long to wait after the first, second, … attempt that a server put off; after
 *     the last one the message has expired. Four days together by default.
 * @param domains whose mail servers are to be spared; none by default
 */
@Validated
@ConfigurationProperties("notification.delivery")
record DeliveryProperties(
        @NotEmpty @DefaultValue({"1m", "5m", "15m", "1h", "3h", "6h", "12h", "24h", "24h", "24h"})
                List<Duration> retries,
        @Valid @DefaultValue List<DomainLimit> domains) {}
