package org.practicehub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** How long it takes until everything submitted is tagged and the tags have reached the desk. */
final class Drain {

    private static final String SUBMITTED = "practice-submissions";
    private static final String TAGGED = "practice-tags";
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration QUIET = Duration.ofMillis(500);

    private final Backlog backlog;

    Drain(Backlog backlog) {
        this.backlog = backlog;
    }

    /** Waits until nothing is being read or written any more, or the time is over. */
    boolean await(Duration longest) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long before = -1;
        while (System.nanoTime() < end) {
            long written = backlog.written(SUBMITTED) + backlog.written(TAGGED);
            if (written == before && left() == 0) {
                return true;
            }
            before = written;
            Thread.sleep(QUIET);
        }
        return false;
    }

    /**
     * To be asked right after a load.
     *
     * @param taggedBefore {@code practice-tags} written before the load began
     * @return a sentence for the report
     */
    String after(Measured run, long taggedBefore, Duration longest)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long owed = taggedBefore + run.accepted();
        long backlogThen = owed - backlog.written(TAGGED);
        long end = start + longest.toNanos();
        while (backlog.written(TAGGED) < owed || left() > 0) {
            if (System.nanoTime() > end) {
                return String.format(
                        Locale.ROOT,
                        "tagging backlog: %d at the end of the run, NOT drained after %d s (%d"
                                + " left)",
                        backlogThen,
                        longest.toSeconds(),
                        owed - backlog.written(TAGGED));
            }
            Thread.sleep(STEP);
        }
        return String.format(
                Locale.ROOT,
                "tagging backlog: %d at the end of the run, all tagged and at the desk %.1f s"
                        + " later",
                Math.max(0, backlogThen),
                (System.nanoTime() - start) / 1e9);
    }

    private long left() throws IOException, InterruptedException {
        return backlog.left("tagging", SUBMITTED) + backlog.left("submission-tags", TAGGED);
    }
}
