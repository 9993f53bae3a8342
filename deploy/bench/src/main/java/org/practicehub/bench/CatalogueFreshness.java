package org.practicehub.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** How soon a published practice is found, one at a time, in a catalogue that is otherwise idle. */
final class CatalogueFreshness {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int WARM_UP = 10;

    private final Hub service;
    private final Options options;

    CatalogueFreshness(Hub service, Options options) {
        this.service = service;
        this.options = options;
    }

    /** From the broker's acknowledgement to the first list that has the practice. */
    void measure(Report report) throws IOException, InterruptedException {
        Histogram latencies = Measured.histogram();
        String run = Long.toString(System.nanoTime(), 36);
        try (Publisher publisher = new Publisher(options.kafka());
                HttpConnection connection = service.connect()) {
            for (int nth = -WARM_UP; nth < options.samples(); nth++) {
                String topic = "fresh-" + run + "-" + (nth + WARM_UP);
                publisher.publish(topic, 1);
                long start = System.nanoTime();
                while (found(connection, topic) == 0) {
                    if (System.nanoTime() - start > LONGEST.toNanos()) {
                        throw new IOException("a published practice is not found");
                    }
                }
                if (nth >= 0) {
                    Measured.record(latencies, System.nanoTime() - start);
                }
            }
        }
        report.say(
                " published to visible: p50 %.1f  p99 %.1f  max %.1f ms (%d practices)",
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                latencies.getMaxValue() / 1e6,
                latencies.getTotalCount());
    }

    private static long found(HttpConnection connection, String topic) throws IOException {
        return Hub.json(connection.get("/api/v1/practices?limit=1&topic=" + topic, Map.of()), 200)
                .get("total")
                .asLong();
    }
}
