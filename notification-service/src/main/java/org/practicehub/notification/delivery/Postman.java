package org.practicehub.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;

import org.practicehub.notification.instance.Instances;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.ledger.State;
import org.practicehub.notification.mail.MailProperties;
import org.practicehub.notification.mail.SendResult;
import org.practicehub.notification.mail.SmtpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
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

/**
 * The workers that send, each over a session of its own. What a worker took is written into the
 * ledger before it takes more: a crash repeats at most the few messages each worker held, under the
 * Message-ID they had.
 */
@Component
class Postman implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int HANDFUL = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BREAK = Duration.ofMillis(500);

    private final Outbound outbound;
    private final Ledger ledger;
    private final Writer writer;
    private final Instances instances;
    private final Outage outage;
    private final MailProperties mail;
    private final DeliveryProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final List<Thread> workers = new ArrayList<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    Postman(
            Outbound outbound,
            Ledger ledger,
            Writer writer,
            Instances instances,
            Outage outage,
            MailProperties mail,
            DeliveryProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.outbound = outbound;
        this.ledger = ledger;
        this.writer = writer;
        this.instances = instances;
        this.outage = outage;
        this.mail = mail;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        for (int i = 0; i < mail.connections(); i++) {
            workers.add(Thread.ofPlatform().name("postman-" + i).daemon().start(this::run));
        }
    }

    /** Lets each worker finish the messages it holds. */
    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        for (Thread worker : workers) {
            try {
                worker.join(mail.timeout());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 20_000;
    }

    private void run() {
        try (SmtpSession session = new SmtpSession(mail, clock)) {
            while (running) {
                Duration pause = instances.trusted() ? outage.pause() : BREAK;
                if (pause.isPositive()) {
                    rest(pause);
                    continue;
                }
                List<Notification> taken = outbound.take(HANDFUL, PATIENCE);
                if (!taken.isEmpty()) {
                    deliver(taken, session);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(List<Notification> taken, SmtpSession session)
            throws InterruptedException {
        Map<Notification, Letter> letters;
        try {
            letters = writer.write(taken);
        } catch (RuntimeException e) {
            LOG.warn("{} messages could not be written, again in a while", taken.size(), e);
            Instant later = clock.instant().plus(PATIENCE.multipliedBy(5));
            taken.forEach(notification -> outbound.again(notification.notBefore(later)));
            return;
        }
        List<Ledger.Outcome> outcomes = new ArrayList<>();
        for (Notification notification : taken) {
            switch (letters.get(notification)) {
                case null -> throw new IllegalStateException("a notification without a letter");
                case Letter.Unwanted(String why, _) ->
                        outcomes.add(outcome(notification, State.CANCELLED, why));
                case Letter.Written(var message, _, _) -> {
                    // What is left when the server went away keeps its place for later.
                    SendResult result =
                            outage.pause().isPositive()
                                    ? new SendResult.Unreachable("the mail server is away")
                                    : session.send(message);
                    note(notification, result, outcomes);
                }
            }
        }
        settle(outcomes, letters);
    }

    private void note(Notification notification, SendResult result, List<Ledger.Outcome> outcomes) {
        switch (result) {
            case SendResult.Delivered(String reply) -> {
                if (outage.over()) {
                    LOG.info("The mail server is back");
                }
                outcomes.add(outcome(notification, State.SENT, reply));
            }
            case SendResult.Refused(String why) -> {
                LOG.info("{} was refused: {}", notification.messageKey(), why);
                outcomes.add(outcome(notification, State.REFUSED, why));
            }
            case SendResult.RetryLater(String why) ->
                    outcomes.add(
                            notification.attempts() < properties.retries().size()
                                    ? later(notification, why)
                                    : outcome(notification, State.EXPIRED, why));
            case SendResult.Unreachable(String why) -> {
                if (outage.seen()) {
                    LOG.warn("The mail server is away: {}", why);
                }
                outbound.again(notification.notBefore(clock.instant().plus(outage.pause())));
            }
        }
    }

    /** Returns only when the ledger has taken the outcomes: nothing else may be sent before. */
    private void settle(List<Ledger.Outcome> outcomes, Map<Notification, Letter> letters)
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
                outbound.again(outcome.notification().postponed(outcome.nextAt(), outcome.words()));
            } else {
                done.add(outcome.notification().id());
            }
        }
        outbound.settled(done);
    }

    /** Before the digest itself, so that a crash in between sends it again, and settles them. */
    private void settleGathered(List<Ledger.Outcome> outcomes, Map<Notification, Letter> letters) {
        for (Ledger.Outcome outcome : outcomes) {
            Letter letter = letters.get(outcome.notification());
            if (letter == null || outcome.state() == State.PENDING) {
                continue;
            }
            ledger.settleGathered(
                    letter.dropped(), State.CANCELLED, outcome.at(), "no longer wanted");
            if (letter instanceof Letter.Written written) {
                ledger.settleGathered(
                        written.carried(),
                        outcome.state(),
                        outcome.at(),
                        "in " + outcome.notification().messageKey());
            }
        }
    }

    private Ledger.Outcome outcome(Notification notification, State state, String words) {
        Instant now = clock.instant();
        return new Ledger.Outcome(notification, state, now, now, words);
    }

    private Ledger.Outcome later(Notification notification, String why) {
        Instant now = clock.instant();
        Duration wait = properties.retries().get(notification.attempts());
        long jitter = ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1);
        return new Ledger.Outcome(
                notification,
                State.PENDING,
                now,
                now.plus(wait).plusMillis(jitter).truncatedTo(ChronoUnit.MILLIS),
                why);
    }

    private void rest(Duration pause) throws InterruptedException {
        if (stopping.await(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS)) {
            LOG.debug("A postman stops");
        }
    }
}
