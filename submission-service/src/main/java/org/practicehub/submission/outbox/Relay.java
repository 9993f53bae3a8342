package org.practicehub.submission.outbox;

import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.practicehub.submission.practice.Submissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries pending entries to Kafka and the archive. One thread sends: events of one practice leave
 * in order, those of many practices together; a batch is acknowledged before anything of it counts
 * as sent. Another thread removes what was sent from the documents, a while later and many at once.
 *
 * <p>It hears of work from every write of this instance, finds what was left behind at the start,
 * and takes over from instances that fell silent. It never looks through the store while serving.
 *
 * <p>What was sent and not yet removed when the process dies is sent again, in order, so that the
 * newest event of a practice is the last in its topic.
 */
@Component
class Relay implements SubmissionListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private static final int REMOVALS_AT_ONCE = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Submissions submissions;
    private final Wire wire;
    private final Leases leases;
    private final RelayProperties properties;
    private final Backlog backlog;
    private final Dispatch dispatch;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private volatile boolean running;
    private volatile boolean stopRequested;

    /** Set when nothing more is sent: only then the last removals are known. */
    private volatile boolean sendingOver;

    private final List<Thread> threads = new ArrayList<>();

    Relay(
            Submissions submissions,
            Archive archive,
            Wire wire,
            Leases leases,
            RelayProperties properties) {
        this.submissions = submissions;
        this.wire = wire;
        this.leases = leases;
        this.properties = properties;
        this.backlog = new Backlog(properties.removalDelay(), properties.answerDelay());
        this.dispatch = new Dispatch(archive, wire, properties.sendTimeout());
    }

    @Override
    public void written(Submission submission) {
        backlog.heard(submission, isOwn(submission));
    }

    private boolean isOwn(Submission submission) {
        return submission.relay().map(leases::isMine).orElse(true);
    }

    @Override
    public void start() {
        running = true;
        stopRequested = false;
        sendingOver = false;
        backlog.open();
        threads.add(Thread.ofPlatform().daemon().name("outbox-send").start(this::sendAll));
        threads.add(Thread.ofPlatform().daemon().name("outbox-remove").start(this::removeAll));
        threads.add(Thread.ofVirtual().name("outbox-sweep").start(this::sweepAll));
    }

    /** Sends what it still can: after the web server has stopped, before the store is closed. */
    @Override
    public void stop() {
        stopRequested = true;
        backlog.close();
        lock.lock();
        try {
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            for (Thread thread : threads) {
                thread.join(DRAIN.plus(properties.sendTimeout()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** How many practices have something to send or to remove. */
    int backlog() {
        return backlog.size();
    }

    /** How many of them have something to send. */
    int unsent() {
        return backlog.unsent();
    }

    long sent() {
        return dispatch.sent();
    }

    long failed() {
        return dispatch.failed();
    }

    private void sendAll() {
        try {
            sendUntilStopped();
        } catch (InterruptedException e) {
            stopRequested = true;
            backlog.close();
            Thread.currentThread().interrupt();
        } finally {
            sendingOver = true;
        }
    }

    private void sendUntilStopped() throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        boolean complained = false;
        while (true) {
            List<PracticeId> batch = backlog.nextToSend(properties.batch());
            if (batch.isEmpty()) {
                return;
            }
            boolean progress = false;
            String why = "the broker is away";
            try {
                if (wire.isReady() && leases.isLongEnoughToSend()) {
                    progress = send(batch);
                }
            } catch (RuntimeException e) {
                why = e.toString();
            } finally {
                backlog.hadTheirTurn(batch);
            }
            if (progress) {
                if (complained) {
                    LOG.info("Events leave again; {} practices wait.", backlog());
                    complained = false;
                }
                pause = SHORTEST_PAUSE;
            } else {
                if (!complained) {
                    LOG.warn("Events can't leave and wait in the store: {}", why);
                    complained = true;
                }
                if (stopRequested) {
                    return;
                }
                sleep(pause);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }
    }

    /**
     * @return whether anything was acknowledged, or there was nothing to send
     */
    private boolean send(List<PracticeId> batch) throws InterruptedException {
        var unsent = backlog.unsent(states(batch));
        Map<PracticeId, Long> acknowledged = dispatch.send(unsent);
        acknowledged.forEach(backlog::acknowledged);
        return !acknowledged.isEmpty() || unsent.values().stream().allMatch(List::isEmpty);
    }

    /** The newest states: those at hand, the others from the store. */
    private Map<PracticeId, Submission> states(Collection<PracticeId> ids) {
        Backlog.States known = backlog.states(ids);
        Map<PracticeId, Submission> states = new HashMap<>(known.atHand());
        for (Submission read : submissions.findAll(known.toRead())) {
            states.put(read.id(), read);
        }
        return states;
    }

    private void removeAll() {
        while (true) {
            try {
                List<PracticeId> due = backlog.nextToRemove(REMOVALS_AT_ONCE);
                if (!due.isEmpty()) {
                    remove(due);
                } else if (sendingOver) {
                    return;
                } else {
                    pause(properties.removalDelay().dividedBy(4));
                }
            } catch (RuntimeException e) {
                LOG.warn("Sent events stay in the store for now: {}", e.toString());
                if (stopRequested) {
                    return;
                }
                sleep(LONGEST_PAUSE);
            }
        }
    }

    private void remove(List<PracticeId> due) {
        Set<PracticeId> unclear;
        try {
            unclear = submissions.removeSent(withoutWhatWasSent(due));
        } catch (RuntimeException e) {
            backlog.removeLater(due);
            throw e;
        }
        if (!unclear.isEmpty()) {
            submissions.findAll(unclear).forEach(this::read);
        }
    }

    private List<Submission> withoutWhatWasSent(List<PracticeId> due) {
        List<Submission> without = new ArrayList<>(due.size());
        submissions
                .recall(due)
                .forEach(
                        (id, state) -> {
                            Submission copy = state.copy();
                            copy.sent(backlog.acknowledged(id));
                            if (copy.pending().size() < state.pending().size()) {
                                without.add(copy);
                            } else {
                                read(state);
                            }
                        });
        return without;
    }

    private void read(Submission submission) {
        backlog.read(submission, isOwn(submission));
    }

    private void sweepAll() {
        while (!stopRequested) {
            try {
                sweep();
            } catch (RuntimeException e) {
                LOG.warn("The lease could not be renewed: {}", e.toString());
            }
            sleep(properties.sweep());
        }
    }

    /** Says that this instance is alive, and takes over from those that are not. */
    void sweep() {
        leases.renew();
        for (String silent : leases.silent()) {
            List<PracticeId> left = new ArrayList<>();
            submissions.readPendingOf(silent, submission -> left.add(submission.id()));
            LOG.info("Taking over {} practices from {}, which fell silent.", left.size(), silent);
            left.forEach(id -> submissions.takeOver(id, silent));
            leases.forget(silent);
        }
    }

    /** Short, and not cut short by a stop: the sender may still be at its last batch. */
    private void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(time.toNanos(), SHORTEST_PAUSE.toNanos()));
        } catch (InterruptedException e) {
            sendingOver = true;
            Thread.currentThread().interrupt();
        }
    }

    private void sleep(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && !stopRequested) {
                left = stopping.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            stopRequested = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
