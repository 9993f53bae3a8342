package org.practicehub.bench;

import java.io.IOException;
import java.time.Duration;

/** How long it takes until everything submitted is tagged and the tags have reached the desk. */
final class Drain implements Throughput.Around {

    private static final String SUBMITTED = "practice-submissions";
    private static final String TAGGED = "practice-tags";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration QUIET = Duration.ofMillis(500);

    private final Backlog backlog;
    private final Report report;
    private long taggedBefore;

    Drain(Backlog backlog, Report report) {
        this.backlog = backlog;
        this.report = report;
    }

    /** Waits until nothing is read or written any more, so that no run pays for another. */
    @Override
    public void before() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        long before = -1;
        while (true) {
            long written = backlog.written(SUBMITTED) + backlog.written(TAGGED);
            if (written == before && left() == 0) {
                break;
            }
            if (System.nanoTime() > end) {
                report.say(
                        "  NOT at rest after %d s: this run pays for others", LONGEST.toSeconds());
                break;
            }
            before = written;
            Thread.sleep(QUIET);
        }
        taggedBefore = backlog.written(TAGGED);
    }

    @Override
    public void after(Measured run) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long owed = taggedBefore + run.accepted();
        long backlogThen = Math.max(0, owed - backlog.written(TAGGED));
        long end = start + LONGEST.toNanos();
        while (backlog.written(TAGGED) < owed || left() > 0) {
            if (System.nanoTime() > end) {
                report.say(
                        "    tagging backlog: %d at the end, NOT drained after %d s (%d left)",
                        backlogThen,
                        LONGEST.toSeconds(),
                        Math.max(0, owed - backlog.written(TAGGED)));
                return;
            }
            Thread.sleep(STEP);
        }
        report.say(
                "    tagging backlog: %d at the end, all tagged and at the desk %.1f s later",
                backlogThen, (System.nanoTime() - start) / 1e9);
    }

    private long left() throws IOException, InterruptedException {
        return backlog.left("tagging", SUBMITTED) + backlog.left("submission-tags", TAGGED);
    }
}
