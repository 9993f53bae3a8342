package org.practicehub.notification.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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
 * What this instance has to send, in memory: lanes take turns, so that a job of a million delays
 * nobody else's; what was postponed joins its lane when its time has come. The ledger is what
 * counts; this is rebuilt from it.
 */
@Component
public class Outbound {

    private static final int SHARES = 8;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Deque<Notification>> lanes = new LinkedHashMap<>();
    private final PriorityQueue<Notification> later =
            new PriorityQueue<>((a, b) -> a.nextAt().compareTo(b.nextAt()));
    private final Set<String> known = new HashSet<>();

    public Outbound(Clock clock) {
        this.clock = clock;
    }

    /** Takes what is not in here already, waiting or in work. */
    public void offer(Collection<Notification> notifications) {
        lock.lock();
        try {
            for (Notification notification : notifications) {
                if (known.add(notification.id())) {
                    place(notification);
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Up to {@code most} notifications of one lane, whose turn it is; stays {@code known} until
     * {@link #settled} or {@link #again}.
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
                if (!lanes.isEmpty()) {
                    return next(most);
                }
                Instant wake = until;
                @Nullable Notification first = later.peek();
                if (first != null && first.nextAt().isBefore(wake)) {
                    wake = first.nextAt();
                }
                long nanos = Duration.between(now, wake).toNanos();
                if (!now.isBefore(until)) {
                    return List.of();
                }
                changed.awaitNanos(Math.clamp(nanos, 1_000_000L, TimeUnit.SECONDS.toNanos(60)));
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
            lanes.computeIfAbsent(notification.lane(), _ -> new ArrayDeque<>()).add(notification);
        }
    }

    private void promote(Instant now) {
        for (@Nullable Notification first = later.peek();
                first != null && !first.nextAt().isAfter(now);
                first = later.peek()) {
            Notification due = later.remove();
            lanes.computeIfAbsent(due.lane(), _ -> new ArrayDeque<>()).add(due);
        }
    }

    private List<Notification> next(int most) {
        String lane = lanes.keySet().iterator().next();
        Deque<Notification> waiting = lanes.remove(lane);
        // A short lane is shared among the workers, so that its messages leave side by side.
        int share = Math.clamp(waiting.size() / SHARES, 1, most);
        List<Notification> taken = new ArrayList<>(share);
        while (taken.size() < share && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        if (!waiting.isEmpty()) {
            lanes.put(lane, waiting);
        }
        return taken;
    }
}
