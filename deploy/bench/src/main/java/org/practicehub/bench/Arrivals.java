package org.practicehub.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Waiting for what has to arrive. */
final class Arrivals {

    private static final Duration STEP = Duration.ofMillis(5);

    /** Returns when all have arrived, or after the longest time; how many did, the counter says. */
    static void await(AtomicLong arrived, long wanted, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (arrived.get() < wanted && System.nanoTime() < end) {
            Thread.sleep(STEP);
        }
    }

    private Arrivals() {}
}
