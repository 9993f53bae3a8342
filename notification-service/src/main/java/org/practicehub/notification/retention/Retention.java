package org.practicehub.notification.retention;

import jakarta.validation.constraints.NotNull;

import org.practicehub.notification.idempotency.Keys;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.rounds.Rounds;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets what is old: messages that are done with, jobs, wishes nobody confirmed, used keys. */
@Component
class Retention extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Ledger ledger;
    private final Jobs jobs;
    private final Subscribers subscribers;
    private final Keys keys;
    private final Properties properties;
    private final Clock clock;

    /**
     * @param messages how long it can be said who was told of what, and why
     * @param keys how long a repeated request is recognised
     * @param every how often old things are looked for; the first time one such span after start
     */
    @Validated
    @ConfigurationProperties("notification.retention")
    record Properties(
            @NotNull @DefaultValue("400d") Duration messages,
            @NotNull @DefaultValue("1d") Duration keys,
            @NotNull @DefaultValue("6h") Duration every) {}

    Retention(
            Ledger ledger,
            Jobs jobs,
            Subscribers subscribers,
            Keys keys,
            Properties properties,
            Clock clock) {
        super("retention", properties.every(), "Old things could not be forgotten, again later");
        this.ledger = ledger;
        this.jobs = jobs;
        this.subscribers = subscribers;
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected void round() {
        Instant now = clock.instant();
        long messages = ledger.forgetBefore(now.minus(properties.messages()));
        int old = jobs.forgetBefore(now.minus(properties.messages()));
        int wishes = subscribers.forgetUnconfirmed(now.minus(Subscriber.PATIENCE));
        long used = keys.forgetBefore(now.minus(properties.keys()));
        if (messages + old + wishes + used > 0) {
            LOG.info(
                    "Forgot {} messages, {} jobs, {} people who never confirmed, {} keys",
                    messages,
                    old,
                    wishes,
                    used);
        }
    }
}
