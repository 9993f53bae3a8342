package org.practicehub.notification.ledger;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final PriorityQueue<Notification> later =
            new PriorityQueue<>((a, b) -> a.nextAt().compareTo(b.nextAt()));
    private final Set<String> known = new HashSet<>();
    private final List<Note> notes = new ArrayList<>();

    /** What was settled since some moment. */
    static final class Note {
        private final Set<String> settled = new HashSet<>();
    }

    private static final class Lane {
        private final Deque<Notification> waiting = new ArrayDeque<>();
        private int workers;
        private Instant heldUntil = Instant.MIN;

        /** Nothing is to be remembered of it, not even that it is held. */
        boolean idle(Instant now) {
            return waiting.isEmpty() && workers == 0 && !heldUntil.isAfter(now);
        }
    }

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
            changed.signalAll();
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
                lanes.values().removeIf(lane -> lane.idle(now));
                promote(now);
                Instant wake = until;
                for (Map.Entry<String, Lane> each : lanes.entrySet()) {
                    Lane lane = each.getValue();
                    if (lane.waiting.isEmpty() || lane.workers >= workersPerLane) {
                        continue;
                    }
                    if (!lane.heldUntil.isAfter(now)) {
                        return next(each.getKey(), lane, most);
                    }
                    wake = lane.heldUntil.isBefore(wake) ? lane.heldUntil : wake;
                }
                @Nullable Notification first = later.peek();
                if (first != null && first.nextAt().isBefore(wake)) {
                    wake = first.nextAt();
                }
                if (!now.isBefore(until)) {
                    return List.of();
                }
                long nanos = Duration.between(now, wake).toNanos();
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
            String name = taken.getFirst().lane();
            Lane lane = lanes.get(name);
            if (lane != null) {
                lane.workers--;
                changed.signalAll();
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
                changed.signalAll();
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
            changed.signalAll();
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
        if (notification.nextAt().isAfter(clock.instant())) {
            later.add(notification);
        } else {
            lane(notification).waiting.add(notification);
        }
    }

    private void promote(Instant now) {
        for (@Nullable Notification first = later.peek();
                first != null && !first.nextAt().isAfter(now);
                first = later.peek()) {
            Notification due = later.remove();
            lane(due).waiting.add(due);
        }
    }

    private Lane lane(Notification notification) {
        return lanes.computeIfAbsent(notification.lane(), _ -> new Lane());
    }

    private List<Notification> next(String name, Lane lane, int most) {
        // To the end of the turns.
        lanes.remove(name);
        lanes.put(name, lane);
        lane.workers++;
        // A short lane is shared among the workers, so that its messages leave side by side.
        int share = Math.clamp(lane.waiting.size() / SHARES, 1, most);
        List<Notification> taken = new ArrayList<>(share);
        while (taken.size() < share && !lane.waiting.isEmpty()) {
            taken.add(lane.waiting.remove());
        }
        return taken;
    }
}
