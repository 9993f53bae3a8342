package org.practicehub.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;

import org.practicehub.notification.ledger.Gathering;
import org.practicehub.notification.ledger.Lanes;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How attempts end: what is written into the ledger, and when the next attempt is. */
@Component
class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final Duration BREAK = Duration.ofMillis(500);

    private final Ledger ledger;
    private final Gathering gathering;
    private final MeterRegistry meters;
    private final Clock clock;

    Outcomes(Ledger ledger, Gathering gathering, MeterRegistry meters, Clock clock) {
        this.ledger = ledger;
        this.gathering = gathering;
        this.meters = meters;
        this.clock = clock;
    }

    Ledger.Outcome of(Notification notification, State state, String words) {
        Instant now = clock.instant();
        return new Ledger.Outcome(notification, state, now, now, words);
    }

    /**
     * Another attempt by the schedule, a fifth later at most; expired when the schedule is at its
     * end.
     *
     * @param atLeast what the other side asked to wait for
     */
    Ledger.Outcome later(
            Notification notification, List<Duration> schedule, Duration atLeast, String why) {
        if (notification.attempts() >= schedule.size()) {
            return of(notification, State.EXPIRED, why);
        }
        Instant now = clock.instant();
        Duration planned = schedule.get(notification.attempts());
        Duration wait = planned.compareTo(atLeast) < 0 ? atLeast : planned;
        long jitter = ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1);
        return new Ledger.Outcome(
                notification,
                State.PENDING,
                now,
                now.plus(wait).plusMillis(jitter).truncatedTo(ChronoUnit.MILLIS),
                why);
    }

    /** Returns only when the ledger has taken the outcomes: nothing else may be sent before. */
    void settle(
            List<Ledger.Outcome> outcomes,
            Map<Notification, ? extends Letter> letters,
            Lanes lanes,
            CountDownLatch stopping)
            throws InterruptedException {
        while (!outcomes.isEmpty()) {
            try {
                settleGathered(outcomes, letters);
                ledger.record(outcomes);
                break;
            } catch (RuntimeException e) {
                LOG.warn("{} outcomes could not be recorded, again soon", outcomes.size(), e);
                if (stopping.await(BREAK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
        List<String> done = new ArrayList<>();
        for (Ledger.Outcome outcome : outcomes) {
            meters.counter("hub.notifications", "outcome", outcome.state().name()).increment();
            if (outcome.state() == State.PENDING) {
                lanes.again(outcome.notification().postponed(outcome.nextAt(), outcome.words()));
            } else {
                done.add(outcome.notification().id());
            }
        }
        lanes.settled(done);
    }

    /** Before the digest itself, so that a crash in between sends it again, and settles them. */
    private void settleGathered(
            List<Ledger.Outcome> outcomes, Map<Notification, ? extends Letter> letters) {
        for (Ledger.Outcome outcome : outcomes) {
            Letter letter = letters.get(outcome.notification());
            if (letter == null || outcome.state() == State.PENDING) {
                continue;
            }
            gathering.settle(letter.dropped(), State.CANCELLED, outcome.at(), "no longer wanted");
            if (letter instanceof Letter.Written written) {
                gathering.settle(
                        written.carried(),
                        outcome.state(),
                        outcome.at(),
                        "in " + outcome.notification().messageKey());
            }
        }
    }
}
