package org.practicehub.bench;

import org.HdrHistogram.Histogram;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.PracticeTerms;
import org.practicehub.events.PracticePublished;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One practice against all criteria, by the service's own matcher in this process; nothing needs to
 * be up. Loading is what the service does at its start: from the JSON of each criteria to what it
 * is filed as. Which people stand behind the criteria is read from the store later, slice by slice,
 * and is not part of this. Lucene Monitor is asked the same beside it.
 */
final class MatchQuestion implements Question {

    private static final int PRACTICES = 1000;
    private static final int OF_THE_MONITOR = 50;

    @Override
    public String name() {
        return "match";
    }

    @Override
    public String asks() {
        return "How long does it take to find all criteria that a published practice meets?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report) throws IOException {
        report.say("match: %d invented subscriptions", options.subscriptions());
        Readers readers = new Readers(new SplittableRandom(31));
        Readers.Subscribed subscribed = readers.subscriptions(options.subscriptions());
        List<PracticePublished> practices = new ArrayList<>();
        for (int i = 0; i < PRACTICES; i++) {
            practices.add(readers.practice(i));
        }
        long before = LiveHeap.bytes();
        try (ServiceMatcher matcher = new ServiceMatcher(hub.home())) {
            long start = System.nanoTime();
            for (Map.Entry<String, String> each : subscribed.criteria().entrySet()) {
                matcher.put(each.getKey(), Criteria.fromJson(each.getValue()));
            }
            loaded(report, "matcher", subscribed.criteria().size(), start, before);
            run(report, "warm-up", 0, practices, matcher::match);
            for (int nth = 1; nth <= options.runs(); nth++) {
                run(report, "matcher", nth, practices, matcher::match);
            }
        }
        Hashes hashes = new Hashes(subscribed.criteria());
        run(report, "warm-up", 0, practices, hashes::match);
        for (int nth = 1; nth <= options.runs(); nth++) {
            run(report, "raw: one tag, by hash", nth, practices, hashes::match);
        }
        before = LiveHeap.bytes();
        long start = System.nanoTime();
        try (RawMonitor monitor = new RawMonitor(subscribed.criteria())) {
            loaded(report, "raw: Lucene Monitor", subscribed.criteria().size(), start, before);
            List<PracticePublished> some = practices.subList(0, OF_THE_MONITOR);
            run(report, "warm-up", 0, some, monitor::match);
            run(report, "raw: Lucene Monitor", 1, some, monitor::match);
        }
    }

    private static void loaded(Report report, String what, int criteria, long start, long before) {
        report.say(
                "  %-24s loaded %d criteria in %.1f s, %d MB",
                what,
                criteria,
                (System.nanoTime() - start) / 1e9,
                (LiveHeap.bytes() - before) >> 20);
    }

    /** Something that finds criteria; answers how many. */
    private interface Found {
        int by(PracticePublished practice) throws IOException;
    }

    /** What no matcher can be faster than: terms looked up, those who want one term counted. */
    private static final class Hashes {

        private final Map<String, List<String>> byTerm = new HashMap<>();

        Hashes(Map<String, String> criteria) {
            criteria.forEach(
                    (id, json) -> {
                        Criteria one = Criteria.fromJson(json);
                        if (one.all().size() == 1
                                && one.not().isEmpty()
                                && one.words() == null
                                && one.any().isEmpty()) {
                            byTerm.computeIfAbsent(
                                            one.all().getFirst().toString(), _ -> new ArrayList<>())
                                    .add(id);
                        }
                    });
        }

        int match(PracticePublished practice) {
            List<String> met = new ArrayList<>();
            for (String term : PracticeTerms.of(practice)) {
                met.addAll(byTerm.getOrDefault(term, List.of()));
            }
            return met.size();
        }
    }

    private static void run(
            Report report, String what, int nth, List<PracticePublished> practices, Found found)
            throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Histogram latencies = Measured.histogram();
        long cpu = threads.getCurrentThreadCpuTime();
        long met = 0;
        for (PracticePublished practice : practices) {
            long start = System.nanoTime();
            met += found.by(practice);
            Measured.record(latencies, System.nanoTime() - start);
        }
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        if (nth > 0) {
            report.say(
                    "  %-24s run %d   p50 %7.3f  p99 %7.3f  max %7.3f ms   CPU %7.3f ms   %d met",
                    what,
                    nth,
                    latencies.getValueAtPercentile(50) / 1e6,
                    latencies.getValueAtPercentile(99) / 1e6,
                    latencies.getMaxValue() / 1e6,
                    cpu / 1e6 / practices.size(),
                    met / practices.size());
        }
    }
}
