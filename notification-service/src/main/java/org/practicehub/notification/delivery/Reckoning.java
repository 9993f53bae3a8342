package org.practicehub.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.planning.Slices;
import org.practicehub.notification.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Compares what a job owes with what the ledger has, some time after its last slice was made, and
 * enters what is missing. It should never find anything: {@code hub.notifications.missing} counts
 * what it did find.
 */
@Component
class Reckoning extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Reckoning.class);

    private final Jobs jobs;
    private final Slices slices;
    private final SliceIntake intake;
    private final Instance instance;
    private final Properties properties;
    private final Clock clock;
    private final Counter missing;

    /**
     * @param after how long after its last slice a job is checked
     * @param every how often jobs are looked for
     */
    @ConfigurationProperties("notification.reckoning")
    record Properties(@DefaultValue("2m") Duration after, @DefaultValue("1m") Duration every) {}

    Reckoning(
            Jobs jobs,
            Slices slices,
            SliceIntake intake,
            Outbound outbound,
            Instance instance,
            Properties properties,
            MeterRegistry meters,
            Clock clock) {
        super("reckoning", properties.every(), "The check of what is owed failed, again soon");
        this.jobs = jobs;
        this.slices = slices;
        this.intake = intake;
        this.instance = instance;
        this.properties = properties;
        this.clock = clock;
        missing = meters.counter("hub.notifications.missing");
        meters.gauge("hub.notifications.waiting", outbound, Outbound::size);
    }

    @Override
    protected void round() {
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
        for (int number = 0; number < job.slices(); number++) {
            SliceIntake.Slice slice =
                    new SliceIntake.Slice(job, number, slices.people(job.id(), number));
            int lost = intake.missing(slice);
            if (lost > 0) {
                found += lost;
                intake.enter(List.of(slice));
            }
        }
        if (found > 0) {
            missing.increment(found);
            LOG.warn("{} notifications of {} had not been entered", found, job.id());
        }
    }
}
