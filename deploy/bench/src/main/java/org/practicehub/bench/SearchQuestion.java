package org.practicehub.bench;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.practicehub.events.PracticePublished;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Reading a large catalogue, at the service itself. When the catalogue is small, made-up practices
 * are written to the topic {@code practices} first: use a data folder of its own.
 */
final class SearchQuestion implements Question {

    private static final Duration LONGEST_FILL = Duration.ofMinutes(10);
    private static final int IDS = 500;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String asks() {
        return "How many searches, lists and practices a second does a catalogue of 100,000"
                + " practices answer, and how fast? (Fills the catalogue first: use a data folder"
                + " of its own. --practices N makes it smaller.)";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        Hub service = new Hub(options.catalogue(), hub.home());
        fill(service, options, report);
        List<String> ids = ids(service);
        report.say(
                "search: at %s, %d persistent connections, %d runs of %d s each",
                options.catalogue(),
                options.connections(),
                options.runs(),
                options.length().toSeconds());
        measure(
                "words + country + 4 facets + 20 cards",
                SearchQuestion::search,
                1_900,
                service,
                options,
                report);
        measure(
                "the same, none asked before (from some day on, which all practices are)",
                nth -> search(nth) + "&published.from=" + SearchCorpus.before(nth),
                1_900,
                service,
                options,
                report);
        measure(
                "country, newest first, 20 cards",
                nth -> "/api/v1/practices?sort=newest&country=" + SearchCorpus.country(nth),
                4_000,
                service,
                options,
                report);
        measure(
                "one practice by id",
                nth -> "/api/v1/practices/" + ids.get((int) (nth % ids.size())),
                10_000,
                service,
                options,
                report);
        measure(
                "for comparison: an endpoint that does nothing (/robots.txt)",
                nth -> "/robots.txt",
                10_000,
                service,
                options,
                report);
        new CatalogueFreshness(service, options).measure(report);
        grow(service, options, report);
        export(service, report);
        new RawLucene.Beside(options.practices()).run(report);
    }

    /** One of 104 searches. */
    private static String search(long nth) {
        return "/api/v1/practices?q=%s&country=%s&facets=country,sdg,gcm,topic"
                .formatted(SearchCorpus.word(nth), SearchCorpus.country(nth / 8));
    }

    /** All practices as one CSV file. */
    private static void export(Hub service, Report report) throws IOException {
        long start = System.nanoTime();
        long bytes = 0;
        long lines = 0;
        URL file = service.gateway().resolve("/api/v1/exports/practices.csv").toURL();
        try (InputStream in = file.openStream()) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        report.say(
                " export as CSV: %d lines, %.1f MB in %.1f s",
                lines, bytes / 1e6, (System.nanoTime() - start) / 1e9);
    }

    private static void measure(
            String what,
            LongFunction<String> path,
            double aim,
            Hub service,
            Options options,
            Report report)
            throws IOException, InterruptedException {
        report.say(" %s", what);
        try (ProcessorTime processor = new ProcessorTime(service, report)) {
            new Throughput(options, report, 200)
                    .measure(run -> () -> reader(service, path), processor, aim);
        }
    }

    private static Load.Caller reader(Hub service, LongFunction<String> path) {
        HttpConnection connection = service.connect();
        return new Load.Caller() {
            @Override
            public int call(long nth) throws IOException {
                return connection.get(path.apply(nth), Map.of()).status();
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    private static void fill(Hub service, Options options, Report report)
            throws IOException, InterruptedException {
        try (HttpConnection connection = service.connect();
                Publisher publisher = new Publisher(options.kafka())) {
            long there = total(connection);
            if (there < options.practices()) {
                long start = System.nanoTime();
                publisher.publish(invented(there, options.practices()));
                awaitFound(
                        "filled, made on the way",
                        there,
                        options.practices(),
                        start,
                        connection,
                        report);
            }
        }
    }

    /** A fifth more, made before, in a product that has been up for some minutes by now. */
    private static void grow(Hub service, Options options, Report report)
            throws IOException, InterruptedException {
        try (HttpConnection connection = service.connect();
                Publisher publisher = new Publisher(options.kafka())) {
            long there = total(connection);
            long wanted = there + Math.max(1, options.practices() / 5);
            List<ProducerRecord<String, byte[]>> ready = Publisher.ready(invented(there, wanted));
            long start = System.nanoTime();
            publisher.send(ready.stream());
            awaitFound("more", there, wanted, start, connection, report);
        }
    }

    private static Stream<PracticePublished> invented(long there, long wanted) {
        SearchCorpus corpus = new SearchCorpus(wanted);
        return LongStream.range(there, wanted).mapToObj(corpus::practice);
    }

    private static void awaitFound(
            String how,
            long there,
            long wanted,
            long start,
            HttpConnection connection,
            Report report)
            throws IOException, InterruptedException {
        while (total(connection) < wanted) {
            if (System.nanoTime() - start > LONGEST_FILL.toNanos()) {
                throw new IOException("only " + total(connection) + " practices in ten minutes");
            }
            Thread.sleep(Duration.ofMillis(200));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        report.say(
                "  %s: %d practices published and found %.1f s later, %.0f/s",
                how, wanted - there, seconds, (wanted - there) / seconds);
    }

    private static long total(HttpConnection connection) throws IOException {
        return Hub.json(connection.get("/api/v1/practices?limit=1", Map.of()), 200)
                .get("total")
                .asLong();
    }

    private static List<String> ids(Hub service) throws IOException {
        List<String> ids = new ArrayList<>();
        try (HttpConnection connection = service.connect()) {
            String next = "";
            while (ids.size() < IDS) {
                JsonNode page =
                        Hub.json(
                                connection.get("/api/v1/practices?limit=100" + next, Map.of()),
                                200);
                page.get("items").forEach(item -> ids.add(item.get("id").asString()));
                if (page.get("next").isNull()) {
                    break;
                }
                next = "&after=" + page.get("next").asString();
            }
        }
        return List.copyOf(ids);
    }
}
