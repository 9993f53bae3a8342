package org.practicehub.bench;

import org.HdrHistogram.Histogram;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests over a fixed number of connections, one thread each, for a fixed time.
 *
 * @param wanted the status that counts as accepted
 * @param patience how long after its time a load that is behind goes on; then it is given up
 */
record Load(int connections, Schedule schedule, Duration length, int wanted, Duration patience) {

    /** A load that cannot be carried in twice its time is given up. */
    Load(int connections, Schedule schedule, Duration length, int wanted) {
        this(connections, schedule, length, wanted, length);
    }

    /** One connection of the load; used by one thread. */
    interface Caller extends Closeable {

        /**
         * @param nth of all requests of this load, counted from 0
         * @return the status of the answer
         */
        int call(long nth) throws IOException;

        @Override
        default void close() throws IOException {}
    }

    /** Opens connections. */
    interface Callers {
        Caller open() throws IOException;
    }

    Measured put(Callers callers) throws IOException, InterruptedException {
        AtomicLong next = new AtomicLong();
        long start = System.nanoTime();
        List<Callable<Measured>> work = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            work.add(() -> one(callers, next, start));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            Measured sum = new Measured(Duration.ZERO, 0, Map.of(), Measured.histogram());
            for (Future<Measured> done : threads.invokeAll(work)) {
                sum = sum.and(done.get());
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IOException("the load itself failed", e.getCause());
        }
    }

    private Measured one(Callers callers, AtomicLong next, long start) throws IOException {
        Histogram latencies = Measured.histogram();
        Map<String, Long> refused = new TreeMap<>();
        long accepted = 0;
        long end = start + length.toNanos();
        try (Caller caller = callers.open()) {
            while (true) {
                long nth = next.getAndIncrement();
                long due = schedule.due(nth, start, System.nanoTime());
                if (due - end >= 0) {
                    break;
                }
                if (System.nanoTime() - end > patience.toNanos()) {
                    refused.merge("not sent: too far behind", 1L, Long::sum);
                    break;
                }
                await(due);
                String outcome = outcome(caller, nth);
                if (outcome.isEmpty()) {
                    accepted++;
                    Measured.record(latencies, System.nanoTime() - due);
                } else {
                    refused.merge(outcome, 1L, Long::sum);
                }
            }
        }
        return new Measured(
                Duration.ofNanos(System.nanoTime() - start), accepted, refused, latencies);
    }

    /** Empty when accepted. */
    private String outcome(Caller caller, long nth) {
        try {
            int status = caller.call(nth);
            return status == wanted ? "" : "status " + status;
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
