package org.practicehub.notification.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent over one channel: lanes take turns, so that a job of a million, or an
 * endpoint that is slow, delays nobody else; what was postponed joins its lane when its time has
 * come.
 */
public final class Lanes {

    private static final int SHARES = 8;

    private final Clock clock;
    private final int workersPerLane;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Lane> lanes = new HashMap<>();

    /** The lanes that something may be taken of, whoever's turn it is first. */
    private final Set<Lane> turns = new LinkedHashSet<>();

    private final PriorityQueue<Held> holds =
            new PriorityQueue<>((a, b) -> a.until().compareTo(b.until()));
    private final PriorityQueue<Notification> later =
            new PriorityQueue<>((a, b) -> a.nextAt().compareTo(b.nextAt()));
    private final Set<String> known = new HashSet<>();
    private final List<Note> notes = new ArrayList<>();

    /** What was settled since some moment. */
    static final class Note {
        private final Set<String> settled = new HashSet<>();
    }

    private static final class Lane {
        private final String name;
        private final Deque<Notification> waiting = new ArrayDeque<>();
        private int workers;
        private Instant heldUntil = Instant.MIN;

        Lane(String name) {
            this.name = name;
        }
    }

    /** That a lane may not be held any more after that. */
    private record Held(Lane lane, Instant until) {}

    /**
     * @param workersPerLane how many may work on one lane at the same time
     */
    Lanes(Clock clock, int workersPerLane) {
        this.clock = clock;
        this.workersPerLane = workersPerLane;
    }

    /** Begins to note what is settled: to be closed by {@link #offer}. */
    Note note() {
        Note note = new Note();
        lock.lock();
        try {
            notes.add(note);
        } finally {
            lock.unlock();
        }
        return note;
    }

    /**
     * Takes what is not in here already, waiting or in work.
     *
     * @param note what has been settled since the notifications were looked up
     */
    void offer(Collection<Notification> notifications, Note note) {
        lock.lock();
        try {
            notes.remove(note);
            for (Notification notification : notifications) {
                if (!note.settled.contains(notification.id()) && known.add(notification.id())) {
                    place(notification);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Up to {@code most} notifications of one lane, whose turn it is. They stay known until {@link
     * #settled} or {@link #again}; the lane counts one worker more until {@link #released}.
     *
     * @return empty when nothing was due within {@code patience}
     */
    public List<Notification> take(int most, Duration patience) throws InterruptedException {
        Instant until = clock.instant().plus(patience);
        lock.lockInterruptibly();
        try {
            while (true) {
                Instant now = clock.instant();
                promote(now);
                if (!turns.isEmpty()) {
                    return next(most, now);
                }
                if (!now.isBefore(until)) {
                    return List.of();
                }
                long nanos = Duration.between(now, wake(until)).toNanos();
                changed.awaitNanos(Math.clamp(nanos, 1_000_000L, TimeUnit.SECONDS.toNanos(60)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The worker that took these has turned to something else. */
    public void released(List<Notification> taken) {
        if (taken.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            Lane lane = lanes.get(taken.getFirst().lane());
            if (lane != null) {
                lane.workers--;
                arrange(lane, clock.instant());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing of this lane is taken before that time. */
    public void hold(String name, Instant until) {
        lock.lock();
        try {
            Lane lane = lanes.get(name);
            if (lane != null) {
                lane.heldUntil = until;
                holds.add(new Held(lane, until));
                arrange(lane, clock.instant());
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Done with: may be offered anew. */
    public void settled(Collection<String> ids) {
        lock.lock();
        try {
            known.removeAll(ids instanceof Set ? ids : new HashSet<>(ids));
            notes.forEach(each -> each.settled.addAll(ids));
        } finally {
            lock.unlock();
        }
    }

    /** Not done yet: to be tried again at its {@code nextAt}. */
    public void again(Notification notification) {
        lock.lock();
        try {
            known.add(notification.id());
            place(notification);
        } finally {
            lock.unlock();
        }
    }

    /** How many wait in a lane for their turn. */
    public int waiting(String name) {
        lock.lock();
        try {
            Lane lane = lanes.get(name);
            return lane == null ? 0 : lane.waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waiting, postponed and in work together. */
    public int size() {
        lock.lock();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }

    private void place(Notification notification) {
        Instant now = clock.instant();
        if (notification.nextAt().isAfter(now)) {
            later.add(notification);
            // Somebody who waits is to know of a time that may be earlier than all others.
            changed.signal();
        } else {
            enqueue(notification, now);
        }
    }

    private void enqueue(Notification notification, Instant now) {
        Lane lane = lanes.computeIfAbsent(notification.lane(), Lane::new);
        lane.waiting.add(notification);
        arrange(lane, now);
    }

    /** Gives a lane its place among the turns, or takes it away. */
    private void arrange(Lane lane, Instant now) {
        boolean held = lane.heldUntil.isAfter(now);
        if (!lane.waiting.isEmpty() && lane.workers < workersPerLane && !held) {
            if (turns.add(lane)) {
                changed.signal();
            }
            return;
        }
        turns.remove(lane);
        if (lane.waiting.isEmpty() && lane.workers == 0 && !held) {
            // Nothing is to be remembered of it.
            lanes.remove(lane.name, lane);
        }
    }

    /** Whose time has come. */
    private void promote(Instant now) {
        for (@Nullable Notification first = later.peek();
                first != null && !first.nextAt().isAfter(now);
                first = later.peek()) {
            enqueue(later.remove(), now);
        }
        for (@Nullable Held first = holds.peek();
                first != null && !first.until().isAfter(now);
                first = holds.peek()) {
            arrange(holds.remove().lane(), now);
        }
    }

    /** When {@link #promote} has something to do, at the latest at that time. */
    private Instant wake(Instant until) {
        Instant wake = until;
        @Nullable Notification first = later.peek();
        if (first != null && first.nextAt().isBefore(wake)) {
            wake = first.nextAt();
        }
        @Nullable Held held = holds.peek();
        return held != null && held.until().isBefore(wake) ? held.until() : wake;
    }

    private List<Notification> next(int most, Instant now) {
        // Few short lanes are shared among the workers, so that their messages leave side by side.
        int busy = turns.size();
        Lane lane = turns.iterator().next();
        turns.remove(lane);
        int share = Math.clamp((long) lane.waiting.size() * busy / SHARES, 1, most);
        List<Notification> taken = new ArrayList<>(share);
        while (taken.size() < share && !lane.waiting.isEmpty()) {
            taken.add(lane.waiting.remove());
        }
        lane.workers++;
        arrange(lane, now);
        if (!later.isEmpty() || !holds.isEmpty()) {
            // This one may have been the only one who knew of a time to wake.
            changed.signal();
        }
        return taken;
    }
}
