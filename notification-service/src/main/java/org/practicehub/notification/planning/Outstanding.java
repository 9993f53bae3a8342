package org.practicehub.notification.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The slices of each job that were made and are not yet entered into the ledger, as far as this
 * instance made them. A job has few of them at a time, so that the slices of others never stand
 * behind a long row of its own. For one thread.
 */
final class Outstanding {

    /** Slices of one job on their way at the same time; enough to keep every partition busy. */
    static final int MOST = 6;

    /** After so long without any being entered, more are made: some may have been lost. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Slices entries;
    private final Clock clock;
    private final Map<String, Made> byJob = new HashMap<>();

    private static final class Made {
        private final Set<Integer> slices = new LinkedHashSet<>();
        private Instant progressAt;

        Made(Instant now) {
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
        if (made == null || made.slices.size() < MOST) {
            return true;
        }
        Instant now = clock.instant();
        if (made.slices.removeAll(entries.entered(job, made.slices))) {
            made.progressAt = now;
        } else if (made.progressAt.plus(PATIENCE).isBefore(now)) {
            made.slices.clear();
            made.progressAt = now;
        }
        return made.slices.size() < MOST;
    }
}
