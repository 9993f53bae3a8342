package org.practicehub.submission.outbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Outgoing;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which practices have something pending, what of it the broker has, and whose turn it is: first to
 * send, a while later to remove what was sent. In memory only; the store has the truth.
 */
final class Backlog {

    /** States held in memory while the broker is away; beyond that they are read again. */
    private static final int STATES_IN_MEMORY = 3_000;

    private final Duration removalDelay;
    private final Duration answerDelay;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moreToSend = lock.newCondition();
    private final Map<PracticeId, Lane> lanes = new HashMap<>();
    private final ArrayDeque<PracticeId> toSend = new ArrayDeque<>();
    private final PriorityQueue<Removal> toRemove =
            new PriorityQueue<>(Comparator.comparingLong(Removal::notBefore));
    private boolean closed;

    /** How far finished lanes got: news of an older state may still be on its way. */
    private final Cache<PracticeId, Long> finished =
            Caffeine.newBuilder()
                    .maximumSize(200_000)
                    .expireAfterWrite(Duration.ofMinutes(5))
                    .build();

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

    /** The states that are at hand, and those that have to be read. */
    record States(Map<PracticeId, Submission> atHand, List<PracticeId> toRead) {}

    /**
     * @param removalDelay how long a sent event may stay in its document
     * @param answerDelay how long, when an answer to it is to remove it
     */
    Backlog(Duration removalDelay, Duration answerDelay) {
        this.removalDelay = removalDelay;
        this.answerDelay = answerDelay;
    }

    /**
     * News of a state, which may be older than what is known.
     *
     * @param own whether this instance has to send what is pending
     */
    void heard(Submission submission, boolean own) {
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
            if (!own) {
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

    /** As {@link #heard}, of a state that was read: it is the newest there is. */
    void read(Submission submission, boolean own) {
        lock.lock();
        try {
            Lane lane = lanes.get(submission.id());
            if (lane != null && lane.version <= submission.version()) {
                lane.version = submission.version();
            }
            heard(submission, own);
        } finally {
            lock.unlock();
        }
    }

    private void schedule(PracticeId id, Lane lane, Submission submission) {
        if (submission.pending().getLast().sequence() > lane.acknowledged) {
            if (!lane.queued) {
                queue(id, lane);
                moreToSend.signal();
            }
        } else {
            lane.newest = null;
            removeAfter(submission.isRemovedByAnswer() ? answerDelay : removalDelay, id, lane);
        }
    }

    private void queue(PracticeId id, Lane lane) {
        lane.queued = true;
        toSend.add(id);
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

    /**
     * Whose turn it is to send; waits until there is somebody.
     *
     * @return empty only after {@link #close}
     */
    List<PracticeId> nextToSend(int most) throws InterruptedException {
        lock.lock();
        try {
            while (toSend.isEmpty() && !closed) {
                moreToSend.await();
            }
            List<PracticeId> batch = new ArrayList<>();
            while (!toSend.isEmpty() && batch.size() < most) {
                batch.add(toSend.poll());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Nobody waits for more from now on, and what was sent may be removed at once; what an answer
     * will remove is left to it.
     */
    void close() {
        lock.lock();
        try {
            closed = true;
            moreToSend.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Begins anew after {@link #close}. */
    void open() {
        lock.lock();
        try {
            closed = false;
        } finally {
            lock.unlock();
        }
    }

    States states(Collection<PracticeId> ids) {
        Map<PracticeId, Submission> atHand = new HashMap<>();
        List<PracticeId> toRead = new ArrayList<>();
        lock.lock();
        try {
            for (PracticeId id : ids) {
                Lane lane = lanes.get(id);
                if (lane != null && lane.newest != null) {
                    atHand.put(id, lane.newest);
                } else if (lane != null) {
                    toRead.add(id);
                }
            }
        } finally {
            lock.unlock();
        }
        return new States(atHand, toRead);
    }

    /** What the broker has not acknowledged yet, in order, by practice. */
    Map<PracticeId, List<Outgoing>> unsent(Map<PracticeId, Submission> states) {
        Map<PracticeId, List<Outgoing>> unsent = new HashMap<>();
        lock.lock();
        try {
            states.forEach(
                    (id, state) -> {
                        Lane lane = lanes.get(id);
                        if (lane != null) {
                            List<Outgoing> rest = new ArrayList<>(state.pending());
                            rest.removeIf(entry -> entry.sequence() <= lane.acknowledged);
                            unsent.put(id, rest);
                        }
                    });
        } finally {
            lock.unlock();
        }
        return unsent;
    }

    /** The broker has everything of the practice up to the sequence. */
    void acknowledged(PracticeId id, long sequence) {
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

    long acknowledged(PracticeId id) {
        lock.lock();
        try {
            Lane lane = lanes.get(id);
            return lane == null ? 0 : lane.acknowledged;
        } finally {
            lock.unlock();
        }
    }

    /** What of the batch has still something to send goes to the end of the queue. */
    void hadTheirTurn(List<PracticeId> batch) {
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
                        queue(id, lane);
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

    /** What was sent long enough ago to be removed from the documents. */
    List<PracticeId> nextToRemove(int most) {
        lock.lock();
        try {
            List<PracticeId> due = new ArrayList<>();
            long until = System.nanoTime() + (closed ? removalDelay.toNanos() : 0);
            while (due.size() < most) {
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

    /** It could not be removed this time. */
    void removeLater(List<PracticeId> ids) {
        lock.lock();
        try {
            for (PracticeId id : ids) {
                Lane lane = lanes.get(id);
                if (lane != null) {
                    removeAfter(removalDelay, id, lane);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many practices have something to send or to remove. */
    int size() {
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
}
