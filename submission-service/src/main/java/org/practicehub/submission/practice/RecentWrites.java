package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this instance wrote last, to spare reads before guarded writes; about 7 kB each. May be
 * outdated: never shown to anybody.
 *
 * <p>Those written longest ago go first. A cache that keeps what is asked for often would keep what
 * is done and turn away what has just come.
 */
final class RecentWrites {

    /** Enough for what is between being handed in and being tagged. */
    private static final int MOST = 2_000;

    private final Map<PracticeId, Submission> states = new LinkedHashMap<>();

    synchronized void put(Submission submission) {
        // A new place at the end, not the old one.
        states.remove(submission.id());
        states.put(submission.id(), submission);
        if (states.size() > MOST) {
            states.remove(states.keySet().iterator().next());
        }
    }

    synchronized @Nullable Submission get(PracticeId id) {
        return states.get(id);
    }

    synchronized void forget(PracticeId id) {
        states.remove(id);
    }
}
