package org.practicehub.bench;

import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.lucene.util.IOUtils;
import org.practicehub.criteria.Criteria;
import org.practicehub.events.EventCodec;
import org.practicehub.events.Topics;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The search index by itself: the catalogue service's own classes in this process are given the
 * records of a log that is made up on the way, then searched on one thread. Nothing needs to be up,
 * and nothing is left behind.
 */
final class IndexQuestion implements Question {

    private static final Duration LONGEST_FILL = Duration.ofHours(1);

    /** As many as one look at the log brings the service at most. */
    private static final int BATCH = 2_000;

    @Override
    public String name() {
        return "index";
    }

    @Override
    public String asks() {
        return "How large and how fast is the search index alone, with --practices N (100000; a"
                + " million takes a quarter of an hour and 1 GB of disk)?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report) throws IOException {
        Path folder = new File(hub.home(), "deploy/bench/target/index").toPath();
        IOUtils.rm(folder);
        try {
            long before = LiveHeap.bytes();
            fill(hub.home(), folder, options.practices(), report);
            search(hub.home(), folder, options, before, report);
        } finally {
            IOUtils.rm(folder);
        }
    }

    private void fill(File home, Path folder, int practices, Report report) throws IOException {
        try (ServiceIndex index = new ServiceIndex(home, folder)) {
            SearchCorpus corpus = new SearchCorpus(practices);
            long clock = 0;
            long processor = 0;
            int taken = 0;
            while (taken < practices && clock < LONGEST_FILL.toNanos()) {
                List<ConsumerRecord<byte[], byte[]>> records =
                        records(corpus, taken, Math.min(BATCH, practices - taken));
                long start = System.nanoTime();
                long cpu = processorTime();
                index.take(records);
                clock += System.nanoTime() - start;
                processor += processorTime() - cpu;
                taken += records.size();
            }
            long start = System.nanoTime();
            index.commit();
            clock += System.nanoTime() - start;
            report.say(
                    "index: %d practices taken in, %.0f/s (%.0f µs of processor time each),"
                            + " %.1f MB on disk",
                    taken, taken / (clock / 1e9), processor / 1e3 / taken, index.bytes() / 1e6);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(
            SearchCorpus corpus, int first, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(count);
        for (int nth = first; nth < first + count; nth++) {
            EventCodec.Encoded encoded = EventCodec.encode(corpus.practice(nth), "bench");
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>(
                            Topics.PRACTICES, 0, nth, utf8(encoded.key()), encoded.value());
            encoded.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
            records.add(record);
        }
        return records;
    }

    private static void search(File home, Path folder, Options options, long before, Report report)
            throws IOException {
        long start = System.nanoTime();
        try (ServiceIndex index = new ServiceIndex(home, folder)) {
            double opened = (System.nanoTime() - start) / 1e9;
            long found = index.search(question(0));
            report.say(
                    "  opened in %.2f s, the first search answered %.2f s after the start: %d"
                            + " found",
                    opened, (System.nanoTime() - start) / 1e9, found);
            report.say("  words + country + 4 facets + 20 cards, on one thread:");
            run(
                    "the service, none asked before",
                    nth -> index.search(question(nth)),
                    options,
                    report);
            report.say("  heap in use by it: %d MB", (LiveHeap.bytes() - before) >> 20);
        }
        try (RawSearch raw = new RawSearch(folder)) {
            run(
                    "raw: Lucene alone, same files",
                    nth -> raw.search(SearchCorpus.word(nth), SearchCorpus.country(nth / 8)),
                    options,
                    report);
        }
    }

    /** Searches for something; answers how much there is. */
    private interface Search {
        long find(long nth) throws IOException;
    }

    private static void run(String what, Search search, Options options, Report report)
            throws IOException {
        long asked = 1;
        for (int run = 0; run <= options.runs(); run++) {
            Histogram latencies = Measured.histogram();
            Histogram processor = Measured.histogram();
            long end = System.nanoTime() + options.length().toNanos();
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                long cpu = processorTime();
                search.find(asked++);
                Measured.record(processor, processorTime() - cpu);
                Measured.record(latencies, System.nanoTime() - start);
            }
            report.say(
                    "  %-32s %s   %7.1f/s   p50 %7.2f  p99 %7.2f  max %7.2f ms"
                            + "   of processor time p50 %7.2f  p99 %7.2f ms",
                    what,
                    run == 0 ? "warm-up" : "  run " + run,
                    latencies.getTotalCount() / (options.length().toNanos() / 1e9),
                    latencies.getValueAtPercentile(50) / 1e6,
                    latencies.getValueAtPercentile(99) / 1e6,
                    latencies.getMaxValue() / 1e6,
                    processor.getValueAtPercentile(50) / 1e6,
                    processor.getValueAtPercentile(99) / 1e6);
        }
    }

    /** Another one each time: from some day on, which all practices are. */
    private static Criteria question(long nth) {
        return Criteria.fromJson(
                """
                {"all":["country:%s"],"words":"%s","published":{"from":"%s"}}
                """
                        .formatted(
                                SearchCorpus.country(nth / 8),
                                SearchCorpus.word(nth),
                                SearchCorpus.before(nth)));
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
