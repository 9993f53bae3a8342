package org.practicehub.notification.delivery;

import org.practicehub.notification.instance.Instances;
import org.practicehub.notification.ledger.Lanes;
import org.practicehub.notification.ledger.Notification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Workers that empty lanes by handfuls, as long as this instance is trusted to be the one that
 * sends. What a worker took is written into the ledger before it takes more: a crash repeats at
 * most the few messages that each worker held.
 */
abstract class Workers implements SmartLifecycle {

    /** How long a worker waits for something to do, and before it tries what failed. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration BREAK = Duration.ofMillis(500);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final Lanes lanes;
    private final Instances instances;
    private final Thread.Builder builder;
    private final int count;
    private final Duration farewell;
    private final List<Thread> threads = new ArrayList<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);

    /**
     * @param count of workers
     * @param farewell how long they may take to finish what they hold when they are told to stop
     */
    Workers(
            Lanes lanes,
            Instances instances,
            Thread.Builder builder,
            int count,
            Duration farewell) {
        this.lanes = lanes;
        this.instances = instances;
        this.builder = builder;
        this.count = count;
        this.farewell = farewell;
    }

    /** What one worker works with; for one thread. */
    interface Hands extends AutoCloseable {

        /** Leaves each of these settled, or in a lane again. */
        void deliver(List<Notification> taken) throws InterruptedException;

        @Override
        default void close() {}
    }

    abstract Hands hands();

    /** How long nothing is to be taken, whatever waits; zero most of the time. */
    Duration pause() {
        return Duration.ZERO;
    }

    /** Counted down when the workers are to stop. */
    final CountDownLatch stopping() {
        return stopping;
    }

    @Override
    public final void start() {
        stopping = new CountDownLatch(1);
        for (int i = 0; i < count; i++) {
            threads.add(builder.start(this::run));
        }
    }

    /** Lets each worker finish the messages it holds. */
    @Override
    public final void stop() {
        stopping.countDown();
        long end = System.nanoTime() + farewell.toNanos();
        for (Thread worker : threads) {
            try {
                worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        threads.clear();
    }

    @Override
    public final boolean isRunning() {
        return !threads.isEmpty();
    }

    @Override
    public final int getPhase() {
        return Integer.MAX_VALUE - 20_000;
    }

    private void run() {
        Pace pace = new Pace();
        try (Hands hands = hands()) {
            Duration pause = Duration.ZERO;
            while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = instances.trusted() ? pause() : BREAK;
                if (!pause.isPositive()) {
                    work(hands, pace);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Hands hands, Pace pace) throws InterruptedException {
        List<Notification> taken = lanes.take(pace.handful(), PATIENCE);
        if (taken.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        try {
            hands.deliver(taken);
            pace.took(taken.size(), Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException e) {
            // What became of them is not known: the ledger has them, for the next start.
            log.error("{} messages were left in the middle", taken.size(), e);
        } finally {
            lanes.released(taken);
        }
    }
}
