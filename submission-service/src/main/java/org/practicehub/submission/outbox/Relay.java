package org.practicehub.submission.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Outgoing;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.practicehub.submission.practice.Submissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
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

    /** States held in memory while the broker is away; beyond that they are read again. */
    private static final int STATES_IN_MEMORY = 3_000;

    private static final int REMOVALS_AT_ONCE = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Submissions submissions;
    private final Archive archive;
    private final Wire wire;
    private final Leases leases;
    private final RelayProperties properties;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moreToSend = lock.newCondition();
    private final Condition stopping = lock.newCondition();

    /** Everything with something pending, guarded by the lock. */
    private final Map<PracticeId, Lane> lanes = new HashMap<>();

    private final ArrayDeque<PracticeId> toSend = new ArrayDeque<>();
    private final PriorityQueue<Removal> toRemove =
            new PriorityQueue<>(Comparator.comparingLong(Removal::notBefore));

    /** How far finished lanes got: news of an older state may still be on its way. */
    private final Cache<PracticeId, Long> finished =
            Caffeine.newBuilder()
                    .maximumSize(200_000)
                    .expireAfterWrite(Duration.ofMinutes(5))
                    .build();

    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean running;
    private volatile boolean stopRequested;

    /** Set when nothing more is sent: only then the last removals are known. */
    private volatile boolean sendingOver;

    private final List<Thread> threads = new ArrayList<>();

    /** What is known of one practice with something pending. */
    private static final class Lane {

        /** The newest state heard of; null when all of it is sent, or it has to be read. */
        @Nullable Submission newest;

        long version;

        /** The last sequence the broker has acknowledged. */
        long acknowledged;

        boolean queued;
        boolean removing;

        /** When, if at all; {@link System#nanoTime}. */
        long removeAt;
    }

    private record Removal(PracticeId id, long notBefore) {}

    Relay(
            Submissions submissions,
            Archive archive,
            Wire wire,
            Leases leases,
            RelayProperties properties) {
        this.submissions = submissions;
        this.archive = archive;
        this.wire = wire;
        this.leases = leases;
        this.properties = properties;
    }

    @Override
    public void written(Submission submission) {
        PracticeId id = submission.id();
        lock.lock();
        try {
            Lane lane = lanes.get(id);
            if (lane != null && lane.version > submission.version()) {
                return;
            }
            if (submission.pending().isEmpty()) {
                if (lane != null) {
                    lanes.remove(id);
                    finished.put(id, lane.acknowledged);
                }
                return;
            }
            if (!submission.relay().map(leases::isMine).orElse(true)) {
                return;
            }
            if (lane == null) {
                lane = new Lane();
                Long before = finished.getIfPresent(id);
                lane.acknowledged = before == null ? 0 : before;
                lanes.put(id, lane);
            }
            lane.version = submission.version();
            lane.newest = toSend.size() < STATES_IN_MEMORY ? submission : null;
            schedule(id, lane, submission);
        } finally {
            lock.unlock();
        }
    }

    private void schedule(PracticeId id, Lane lane, Submission submission) {
        if (submission.pending().getLast().sequence() > lane.acknowledged) {
            if (!lane.queued) {
                lane.queued = true;
                toSend.add(id);
                moreToSend.signal();
            }
        } else {
            lane.newest = null;
            removeAfter(
                    submission.isRemovedByAnswer()
                            ? properties.answerDelay()
                            : properties.removalDelay(),
                    id,
                    lane);
        }
    }

    /** Then, or earlier if that is planned already. */
    private void removeAfter(Duration delay, PracticeId id, Lane lane) {
        long at = System.nanoTime() + delay.toNanos();
        if (!lane.removing || at - lane.removeAt < 0) {
            lane.removing = true;
            lane.removeAt = at;
            toRemove.add(new Removal(id, at));
        }
    }

    @Override
    public void start() {
        running = true;
        stopRequested = false;
        sendingOver = false;
        threads.add(Thread.ofPlatform().daemon().name("outbox-send").start(this::sendAll));
        threads.add(Thread.ofPlatform().daemon().name("outbox-remove").start(this::removeAll));
        threads.add(Thread.ofVirtual().name("outbox-sweep").start(this::sweepAll));
    }

    /** Sends what it still can: after the web server has stopped, before the store is closed. */
    @Override
    public void stop() {
        stopRequested = true;
        lock.lock();
        try {
            moreToSend.signalAll();
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
        lock.lock();
        try {
            return lanes.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many of them have something to send. */
    int unsent() {
        lock.lock();
        try {
            return toSend.size();
        } finally {
            lock.unlock();
        }
    }

    long sent() {
        return sent.sum();
    }

    long failed() {
        return failed.sum();
    }

    private void sendAll() {
        try {
            sendUntilStopped();
        } finally {
            sendingOver = true;
        }
    }

    private void sendUntilStopped() {
        Duration pause = SHORTEST_PAUSE;
        boolean complained = false;
        while (true) {
            List<PracticeId> batch = nextBatch();
            if (batch.isEmpty()) {
                if (stopRequested) {
                    return;
                }
                continue;
            }
            boolean progress = false;
            String why = "the broker is away";
            try {
                if (wire.isReady() && leases.isLongEnoughToSend()) {
                    progress = sendBatch(batch);
                }
            } catch (RuntimeException e) {
                why = e.toString();
            } finally {
                requeueUnsent(batch);
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

    private List<PracticeId> nextBatch() {
        lock.lock();
        try {
            while (toSend.isEmpty() && !stopRequested) {
                moreToSend.await();
            }
            List<PracticeId> batch = new ArrayList<>();
            while (!toSend.isEmpty() && batch.size() < properties.batch()) {
                batch.add(toSend.poll());
            }
            return batch;
        } catch (InterruptedException e) {
            stopRequested = true;
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /** One entry on its way, to nowhere when it went to the archive only. */
    private record OnItsWay(Outgoing outgoing, CompletableFuture<?> acknowledgement) {}

    /**
     * @return whether anything was acknowledged, or there was nothing to send
     */
    private boolean sendBatch(List<PracticeId> batch) {
        Map<PracticeId, Submission> states = states(batch);
        Map<PracticeId, List<Outgoing>> unsent = new HashMap<>();
        List<Archive.Entry> entries = new ArrayList<>();
        lock.lock();
        try {
            states.forEach(
                    (id, state) -> {
                        Lane lane = lanes.get(id);
                        if (lane != null) {
                            List<Outgoing> rest = new ArrayList<>(state.pending());
                            rest.removeIf(entry -> entry.sequence() <= lane.acknowledged);
                            unsent.put(id, rest);
                            rest.forEach(entry -> entries.add(new Archive.Entry(id, entry)));
                        }
                    });
        } finally {
            lock.unlock();
        }
        archive.keep(entries);
        Map<PracticeId, List<OnItsWay>> underWay = new HashMap<>();
        boolean open = true;
        for (Map.Entry<PracticeId, List<Outgoing>> practice : unsent.entrySet()) {
            if (!open) {
                break;
            }
            List<OnItsWay> events = new ArrayList<>(practice.getValue().size());
            for (Outgoing outgoing : practice.getValue()) {
                CompletableFuture<?> acknowledgement = send(practice.getKey(), outgoing);
                events.add(new OnItsWay(outgoing, acknowledgement));
                if (acknowledgement.isCompletedExceptionally()) {
                    open = false;
                    break;
                }
            }
            underWay.put(practice.getKey(), events);
        }
        long deadline = System.nanoTime() + properties.sendTimeout().toNanos();
        boolean progress = unsent.values().stream().allMatch(List::isEmpty);
        for (Map.Entry<PracticeId, List<OnItsWay>> practice : underWay.entrySet()) {
            long acknowledged = 0;
            for (OnItsWay event : practice.getValue()) {
                if (!isAcknowledged(event.acknowledgement(), deadline)) {
                    break;
                }
                acknowledged = event.outgoing().sequence();
            }
            if (acknowledged > 0) {
                progress = true;
                acknowledged(practice.getKey(), acknowledged);
            }
        }
        return progress;
    }

    private CompletableFuture<?> send(PracticeId practice, Outgoing outgoing) {
        try {
            return switch (outgoing) {
                case Outgoing.Event event -> wire.send(Messages.of(event.topic(), event.event()));
                case Outgoing.Tombstone(String topic, long _) ->
                        wire.send(new ProducerRecord<>(topic, practice.value(), null));
                case Outgoing.OldStep _ -> CompletableFuture.completedFuture(null);
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean isAcknowledged(CompletableFuture<?> acknowledgement, long deadline) {
        try {
            acknowledgement.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            sent.increment();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            failed.increment();
            LOG.debug("An event was not acknowledged", e);
            return false;
        } catch (InterruptedException e) {
            stopRequested = true;
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The newest states: those at hand, the others from the store. */
    private Map<PracticeId, Submission> states(Collection<PracticeId> ids) {
        Map<PracticeId, Submission> states = new HashMap<>();
        List<PracticeId> toRead = new ArrayList<>();
        lock.lock();
        try {
            for (PracticeId id : ids) {
                Lane lane = lanes.get(id);
                if (lane != null && lane.newest != null) {
                    states.put(id, lane.newest);
                } else if (lane != null) {
                    toRead.add(id);
                }
            }
        } finally {
            lock.unlock();
        }
        for (Submission read : submissions.findAll(toRead)) {
            states.put(read.id(), read);
        }
        return states;
    }

    private void acknowledged(PracticeId id, long sequence) {
        lock.lock();
        try {
            Lane lane = lanes.get(id);
            if (lane == null) {
                finished.put(id, sequence);
            } else {
                lane.acknowledged = Math.max(lane.acknowledged, sequence);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What of the batch has still something to send goes to the end of the queue. */
    private void requeueUnsent(List<PracticeId> batch) {
        lock.lock();
        try {
            for (PracticeId id : batch) {
                Lane lane = lanes.get(id);
                if (lane != null) {
                    lane.queued = false;
                    Submission newest = lane.newest;
                    if (newest != null) {
                        schedule(id, lane, newest);
                    } else if (lane.acknowledged == 0) {
                        lane.queued = true;
                        toSend.add(id);
                    } else {
                        // Read again before anything is removed; what is unsent shows then.
                        removeAfter(Duration.ZERO, id, lane);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void removeAll() {
        while (true) {
            try {
                List<PracticeId> due = dueRemovals();
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

    private List<PracticeId> dueRemovals() {
        lock.lock();
        try {
            List<PracticeId> due = new ArrayList<>();
            // A stop does not wait, but leaves to the machine's answers what they will remove.
            long until =
                    System.nanoTime() + (stopRequested ? properties.removalDelay().toNanos() : 0);
            while (due.size() < REMOVALS_AT_ONCE) {
                Removal first = toRemove.peek();
                if (first == null || first.notBefore() - until > 0) {
                    break;
                }
                toRemove.poll();
                Lane lane = lanes.get(first.id());
                if (lane != null && lane.removing) {
                    lane.removing = false;
                    due.add(first.id());
                }
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    private void remove(List<PracticeId> due) {
        Map<PracticeId, Submission> states;
        try {
            states = submissions.recall(due);
        } catch (RuntimeException e) {
            due.forEach(this::tryRemovalAgain);
            throw e;
        }
        List<Submission> without = new ArrayList<>(states.size());
        for (Map.Entry<PracticeId, Submission> entry : states.entrySet()) {
            long acknowledged = acknowledged(entry.getKey());
            Submission copy = entry.getValue().copy();
            copy.sent(acknowledged);
            if (copy.pending().size() < entry.getValue().pending().size()) {
                without.add(copy);
            } else {
                hear(entry.getValue());
            }
        }
        Set<PracticeId> unclear;
        try {
            unclear = submissions.removeSent(without);
        } catch (RuntimeException e) {
            due.forEach(this::tryRemovalAgain);
            throw e;
        }
        if (!unclear.isEmpty()) {
            submissions.findAll(unclear).forEach(this::hear);
        }
    }

    /** Takes a state that was read, not heard of: it is the newest there is. */
    private void hear(Submission read) {
        lock.lock();
        try {
            Lane lane = lanes.get(read.id());
            if (lane != null && lane.version <= read.version()) {
                lane.version = read.version();
            }
        } finally {
            lock.unlock();
        }
        written(read);
    }

    private void tryRemovalAgain(PracticeId id) {
        lock.lock();
        try {
            Lane lane = lanes.get(id);
            if (lane != null) {
                removeAfter(properties.removalDelay(), id, lane);
            }
        } finally {
            lock.unlock();
        }
    }

    private long acknowledged(PracticeId id) {
        lock.lock();
        try {
            Lane lane = lanes.get(id);
            return lane == null ? 0 : lane.acknowledged;
        } finally {
            lock.unlock();
        }
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
