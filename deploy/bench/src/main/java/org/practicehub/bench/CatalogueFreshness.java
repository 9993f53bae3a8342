package org.practicehub.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon a published practice is found, while some are published each second and nothing else
 * happens. They are waited for in the order in which they were published, and asked for every few
 * milliseconds.
 */
final class CatalogueFreshness {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 20 * PER_SECOND;
    private static final int COUNTED = 20 * PER_SECOND;

    /** Who asks without a pause takes one of two cores from what is measured. */
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Hub service;
    private final Options options;

    CatalogueFreshness(Hub service, Options options) {
        this.service = service;
        this.options = options;
    }

    /**
     * A practice that is out.
     *
     * @param topic that it alone has
     * @param at when the broker had acknowledged it
     */
    private record Published(String topic, long at) {}

    /** From the broker's acknowledgement to the first list that has the practice. */
    void measure(Report report) throws IOException, InterruptedException {
        Histogram latencies = Measured.histogram();
        BlockingQueue<Published> out = new ArrayBlockingQueue<>(WARM_UP + COUNTED);
        try (ExecutorService beside = Executors.newSingleThreadExecutor();
                HttpConnection connection = service.connect()) {
            Future<?> publishing = beside.submit(() -> publish(out));
            for (int nth = 0; nth < WARM_UP + COUNTED; nth++) {
                Published next = out.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
                if (next == null) {
                    throw new IOException("nothing could be published");
                }
                while (found(connection, next.topic()) == 0) {
                    if (System.nanoTime() - next.at() > LONGEST.toNanos()) {
                        throw new IOException("a published practice is not found");
                    }
                    Thread.sleep(PAUSE);
                }
                if (nth >= WARM_UP) {
                    Measured.record(latencies, System.nanoTime() - next.at());
                }
            }
            publishing.get();
        } catch (ExecutionException e) {
            throw new IOException("practices could not be published", e);
        }
        report.say(
                " published to visible, %d a second: p50 %.1f  p99 %.1f  max %.1f ms (%d)",
                PER_SECOND,
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                latencies.getMaxValue() / 1e6,
                latencies.getTotalCount());
    }

    private Void publish(BlockingQueue<Published> out) throws IOException, InterruptedException {
        String run = Long.toString(System.nanoTime(), 36);
        try (Publisher publisher = new Publisher(options.kafka())) {
            long start = System.nanoTime();
            for (int nth = 0; nth < WARM_UP + COUNTED; nth++) {
                long due = start + TimeUnit.SECONDS.toNanos(nth) / PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                String topic = "fresh-" + run + "-" + nth;
                publisher.publish(topic, 1);
                out.put(new Published(topic, System.nanoTime()));
            }
        }
        return null;
    }

    private static long found(HttpConnection connection, String topic) throws IOException {
        return Hub.json(connection.get("/api/v1/practices?limit=1&topic=" + topic, Map.of()), 200)
                .get("total")
                .asLong();
    }
}
