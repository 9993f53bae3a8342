package org.practicehub.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Compares what a job owes with what the ledger has, some time after its last slice was made, and
 * enters what is missing. It should never find anything: {@code hub.notifications.missing} counts
 * what it did find.
 */
@Component
class Reckoning implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Reckoning.class);

    private final Jobs jobs;
    private final SliceIntake slices;
    private final Instance instance;
    private final Properties properties;
    private final Clock clock;
    private final Counter missing;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /**
     * @param after how long after its last slice a job is checked
     * @param every how often jobs are looked for
     */
    @ConfigurationProperties("notification.reckoning")
    record Properties(@DefaultValue("2m") Duration after, @DefaultValue("1m") Duration every) {}

    Reckoning(
            Jobs jobs,
            SliceIntake slices,
            Outbound outbound,
            Instance instance,
            Properties properties,
            MeterRegistry meters,
            Clock clock) {
        this.jobs = jobs;
        this.slices = slices;
        this.instance = instance;
        this.properties = properties;
        this.clock = clock;
        missing = meters.counter("hub.notifications.missing");
        meters.gauge("hub.notifications.waiting", outbound, Outbound::size);
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofVirtual().name("reckoning").start(this::run);
    }

    @Override
    public void stop() {
        stopping.countDown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!stopping.await(properties.every().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    round();
                } catch (RuntimeException e) {
                    LOG.warn("The check of what is owed failed, again soon: {}", e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        for (Jobs.Open open : jobs.open()) {
            if (open.plannedAt() != null
                    && open.owner().equals(instance.id())
                    && open.plannedAt().plus(properties.after()).isBefore(clock.instant())) {
                Optional<FanOutJob> job = jobs.byId(open.id());
                job.ifPresent(this::check);
                jobs.forget(open.id());
            }
        }
    }

    private void check(FanOutJob job) {
        int found = 0;
        for (int slice = 0; slice < job.slices(); slice++) {
            List<String> people = jobs.slice(job.id(), slice);
            int lost = slices.missing(job, people);
            if (lost > 0) {
                found += lost;
                slices.enter(job, slice, people);
            }
        }
        if (found > 0) {
            missing.increment(found);
            LOG.warn("{} notifications of {} had not been entered", found, job.id());
        }
    }
}
