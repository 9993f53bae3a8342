package org.practicehub.notification.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The slices of each job that were made and are not yet entered into the ledger, as far as this
 * instance made them. A job has few of them at a time, as many as are entered in a moment, so that
 * the slices of others never stand behind a long row of its own. For one thread a job.
 */
final class Outstanding {

    /** Slices of one job on their way at the same time: one being entered, and the next. */
    static final int LEAST = 2;

    /** Enough to keep every partition busy. */
    static final int MOST = 12;

    /** About so long the slices of others wait for those of a job. */
    private static final Duration TURN = Duration.ofMillis(500);

    /** After so long without any being entered, more are made: some may have been lost. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Slices entries;
    private final Clock clock;
    private final Map<String, Made> byJob = new ConcurrentHashMap<>();

    private static final class Made {
        private final Set<Integer> slices = new LinkedHashSet<>();
        private Instant progressAt;
        private int room = LEAST;

        Made(Instant now) {
            progressAt = now;
        }

        void entered(Set<Integer> some, Instant now) {
            slices.removeAll(some);
            long nanos = Math.max(1, Duration.between(progressAt, now).toNanos());
            room = Math.clamp(some.size() * TURN.toNanos() / nanos, LEAST, MOST);
            progressAt = now;
        }
    }

    Outstanding(Slices entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    void made(String job, int slice) {
        byJob.computeIfAbsent(job, _ -> new Made(clock.instant())).slices.add(slice);
    }

    void forget(String job) {
        byJob.remove(job);
    }

    /** Whether another slice of the job may be made now. */
    boolean hasRoom(String job) {
        Made made = byJob.get(job);
        if (made == null || made.slices.size() < made.room) {
            return true;
        }
        Set<Integer> entered = entries.entered(job, made.slices);
        Instant now = clock.instant();
        if (!entered.isEmpty()) {
            made.entered(entered, now);
        } else if (made.progressAt.plus(PATIENCE).isBefore(now)) {
            made.slices.clear();
            made.progressAt = now;
        }
        return made.slices.size() < made.room;
    }
}
