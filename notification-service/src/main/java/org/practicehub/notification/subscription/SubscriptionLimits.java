package org.practicehub.notification.subscription;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one address may have; beyond it requests are accepted and dropped, so that the answer tells
 * nothing.
 *
 * @param perAddress subscriptions of one address, unconfirmed ones included
 * @param requestsPerHour confirmation mails to one address: strangers cannot flood it
 */
@Validated
@ConfigurationProperties("notification.limits")
public record SubscriptionLimits(
        @Positive @DefaultValue("100") int perAddress,
        @Positive @DefaultValue("10") int requestsPerHour) {}
