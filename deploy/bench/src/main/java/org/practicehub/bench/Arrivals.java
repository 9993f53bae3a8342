package org.practicehub.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Waiting for what has to arrive. */
final class Arrivals {

    private static final Duration STEP = Duration.ofMillis(1);

    /** Returns when all have arrived, or after the longest time; how many did, the counter says. */
    static void await(AtomicLong arrived, long wanted, Duration longest)
            throws InterruptedException {
        await(() -> arrived.get() >= wanted, longest);
    }

    /** Returns when it has come, or after the longest time. */
    static void await(BooleanSupplier come, Duration longest) throws InterruptedException {
        await(come, STEP, longest);
    }

    /** The same, asking so often. */
    static void await(BooleanSupplier come, Duration step, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!come.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(step);
        }
    }

    private Arrivals() {}
}
