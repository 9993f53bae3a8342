package org.practicehub.bench;

import org.HdrHistogram.Histogram;
import org.practicehub.events.Topics;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The review desk with many waiting: what moderators see of it, and how soon the others hear what
 * they decide. When fewer wait, an import fills the queue first.
 */
final class QueueQuestion implements Question {

    /** Moderators look at the queue a few times a minute each. */
    private static final double AIM = 200;

    private static final int WARM_UP = 100;
    private static final int DECISIONS = 300;
    private static final int PAGE = 100;
    private static final int OK = 200;

    private final String session = Long.toString(System.currentTimeMillis(), 36);

    /** What is decided on: its id, and the ETag that the moderator saw. */
    private record Waiting(String id, String etag) {}

    /** How long after the decision was sent its events were in the hands of a consumer. */
    private record Decided(Histogram decisions, Histogram practices) {}

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String asks() {
        return "How fast is the review queue listed with 10,000 waiting, and how long after a"
                + " moderator's approval are its events on Kafka? (--waiting N for another"
                + " number.)";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        Map<String, String> moderator = hub.as("moderator");
        fill(hub, options, moderator, report);
        list(hub, options, report);
        decide(hub, options, report);
    }

    private void fill(Hub hub, Options options, Map<String, String> moderator, Report report)
            throws IOException, InterruptedException {
        try (HttpConnection connection = hub.connect();
                Importer importer = new Importer(hub);
                Backlog backlog = new Backlog(options.kafka())) {
            int wanted = options.waiting() + WARM_UP + options.runs() * DECISIONS;
            int there = page(connection, moderator, "limit=1").path("total").asInt();
            if (there < wanted) {
                double rate = importer.take("q", wanted - there, "created");
                report.say("  filled: %d imported at %.0f/s", wanted - there, rate);
            }
            new Drain(backlog, report).before();
        }
    }

    private void list(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        List<String> pages = pages(hub);
        report.say(
                "queue: GET /api/v1/review-queue at the gateway, 20 of %d and more waiting, %d ways"
                        + " to ask, %d persistent connections, %d runs of %d s",
                options.waiting(),
                pages.size(),
                options.connections(),
                options.runs(),
                options.length().toSeconds());
        new Throughput(options, report, OK)
                .measure(
                        run -> {
                            Map<String, String> moderator = hub.as("moderator");
                            return () -> lister(hub, moderator, pages);
                        },
                        new Throughput.Around() {},
                        AIM);
        new RawLimits(options, new Samples(new SplittableRandom(23), 256), report).door();
    }

    /** The first page in each order, a filtered one, and one from the middle of the queue. */
    private List<String> pages(Hub hub) throws IOException, InterruptedException {
        Map<String, String> moderator = hub.as("moderator");
        try (HttpConnection connection = hub.connect()) {
            String next = "";
            for (int deep = 0; deep < 50; deep++) {
                JsonNode page = page(connection, moderator, "limit=" + PAGE + next);
                if (page.path("next").isNull()) {
                    break;
                }
                next = "&after=" + page.path("next").asString();
            }
            return List.of(
                    "limit=20",
                    "limit=20&sort=newest",
                    "limit=20&sort=confidence",
                    "limit=20&tag=country:MA",
                    "limit=20" + next);
        }
    }

    private static JsonNode page(
            HttpConnection connection, Map<String, String> moderator, String query)
            throws IOException {
        return Hub.json(connection.get("/api/v1/review-queue?" + query, moderator), OK);
    }

    private static Load.Caller lister(Hub hub, Map<String, String> moderator, List<String> pages) {
        HttpConnection connection = hub.connect();
        return new Load.Caller() {
            @Override
            public int call(long nth) throws IOException {
                String query = pages.get((int) (nth % pages.size()));
                return connection.get("/api/v1/review-queue?" + query, moderator).status();
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    private void decide(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        report.say(
                "queue: approvals one after the other, %d runs of %d; from sending the request"
                        + " until a consumer has the event",
                options.runs(), DECISIONS);
        List<Decided> runs = new ArrayList<>();
        try (HttpConnection connection = hub.connect();
                TopicWatch watch =
                        new TopicWatch(options.kafka(), Topics.DECISIONS, Topics.PRACTICES)) {
            Map<String, String> moderator = hub.as("moderator");
            Deque<Waiting> waiting = new ArrayDeque<>();
            approve(connection, moderator, watch, waiting, WARM_UP);
            for (int nth = 1; nth <= options.runs(); nth++) {
                Decided run = approve(connection, moderator, watch, waiting, DECISIONS);
                report.say(
                        "  run %d   decisions %s   practices %s",
                        nth, figures(run.decisions()), figures(run.practices()));
                runs.add(run);
            }
        }
        report.say(
                "  median  decisions p50 %.1f p99 %.1f ms   practices p50 %.1f p99 %.1f ms",
                median(runs, run -> millis(run.decisions(), 50)),
                median(runs, run -> millis(run.decisions(), 99)),
                median(runs, run -> millis(run.practices(), 50)),
                median(runs, run -> millis(run.practices(), 99)));
        report.say(
                "  raw: one record to a consumer   %s",
                figures(RawKafka.roundTrips(options.kafka(), session)));
    }

    private static Decided approve(
            HttpConnection connection,
            Map<String, String> moderator,
            TopicWatch watch,
            Deque<Waiting> waiting,
            int count)
            throws IOException, InterruptedException {
        Decided run = new Decided(Measured.histogram(), Measured.histogram());
        for (int nth = 0; nth < count; nth++) {
            if (waiting.isEmpty()) {
                JsonNode page = page(connection, moderator, "status=submitted&limit=" + PAGE);
                for (JsonNode item : page.path("items")) {
                    waiting.add(
                            new Waiting(item.path("id").asString(), item.path("etag").asString()));
                }
            }
            Waiting next = waiting.remove();
            watch.expect(Topics.DECISIONS, next.id());
            watch.expect(Topics.PRACTICES, next.id());
            Map<String, String> headers = new HashMap<>(moderator);
            headers.put("If-Match", next.etag());
            String path = "/api/v1/review-queue/" + next.id() + "/approval";
            long start = System.nanoTime();
            Hub.json(connection.post(path, headers, "{}"), OK);
            Measured.record(run.decisions(), watch.arrival(Topics.DECISIONS, next.id()) - start);
            Measured.record(run.practices(), watch.arrival(Topics.PRACTICES, next.id()) - start);
        }
        return run;
    }

    private static String figures(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f p99 %.1f max %.1f ms",
                millis(histogram, 50),
                millis(histogram, 99),
                histogram.getMaxValue() / 1e6);
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    private static double median(List<Decided> runs, ToDoubleFunction<Decided> figure) {
        return Runs.median(runs.stream().mapToDouble(figure).toArray());
    }
}
