package org.practicehub.bench;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.EventCodec;
import org.practicehub.events.Kind;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;
import org.practicehub.events.Topics;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Searches of a large catalogue through the gateway. When the catalogue is small, made-up practices
 * are written to the topic {@code practices} first: use a data folder of its own.
 */
final class SearchQuestion implements Question {

    private static final int PRACTICES = 100_000;
    private static final Duration LONGEST_FILL = Duration.ofMinutes(10);
    private static final double AIM = 500;

    private static final List<String> COUNTRIES =
            List.of("MA", "EC", "JO", "NP", "RS", "SN", "TN", "MD", "JM", "BD", "PH", "KG", "BR");
    private static final List<String> QUERIES =
            List.of(
                    "q=mobile+office&limit=20",
                    "q=apprenticeships&country=MA&facets=country,sdg,gcm,topic",
                    "country=EC&sdg=8&sort=newest",
                    "q=health+posts&facets=country,sdg",
                    "q=%22trade+unions%22&kind=practice",
                    "sdg=10&sdg=17&limit=20&facets=country",
                    "q=divers*&not=country:PH",
                    "q=counselling+language&sort=newest&facets=kind,topic");

    private final Samples samples = new Samples(new SplittableRandom(31), 512);

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String asks() {
        return "How many searches a second does a catalogue of 100,000 practices answer, and how"
                + " fast? (Fills the catalogue first: use a data folder of its own.)";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        fill(hub, options, report);
        report.say(
                "search: GET /api/v1/practices, %d kinds of queries with filters and facets, %d"
                        + " persistent connections, %d runs of %d s",
                QUERIES.size(),
                options.connections(),
                options.runs(),
                options.length().toSeconds());
        new Throughput(options, report, 200)
                .measure(run -> () -> searcher(hub), new Throughput.Around() {}, AIM);
        new RawLimits(options, samples, report).door();
    }

    private static Load.Caller searcher(Hub hub) {
        HttpConnection connection = hub.connect();
        return new Load.Caller() {
            @Override
            public int call(long nth) throws IOException {
                String query = QUERIES.get((int) (nth % QUERIES.size()));
                return connection.get("/api/v1/practices?" + query, Map.of()).status();
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    private void fill(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        try (HttpConnection connection = hub.connect()) {
            long there = total(connection);
            if (there >= PRACTICES) {
                return;
            }
            long start = System.nanoTime();
            publish(options, PRACTICES - there);
            while (total(connection) < PRACTICES) {
                if (System.nanoTime() - start > LONGEST_FILL.toNanos()) {
                    throw new IOException(
                            "only " + total(connection) + " practices in ten minutes");
                }
                Thread.sleep(Duration.ofMillis(200));
            }
            report.say(
                    "  filled: %d practices published and found %.1f s later",
                    PRACTICES - there, (System.nanoTime() - start) / 1e9);
        }
    }

    private static long total(HttpConnection connection) throws IOException {
        return Hub.json(connection.get("/api/v1/practices?limit=1", Map.of()), 200)
                .get("total")
                .asLong();
    }

    private void publish(Options options, long count) throws IOException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", options.kafka(), "linger.ms", 20, "acks", "all");
        SplittableRandom random = new SplittableRandom(37);
        try (KafkaProducer<String, byte[]> kafka =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (long nth = 0; nth < count; nth++) {
                EventCodec.Encoded event =
                        EventCodec.encode(practice(random, nth), "submission-service");
                ProducerRecord<String, byte[]> message =
                        new ProducerRecord<>(Topics.PRACTICES, event.key(), event.value());
                event.headers()
                        .forEach(
                                (name, value) ->
                                        message.headers()
                                                .add(name, value.getBytes(StandardCharsets.UTF_8)));
                var unused = kafka.send(message);
            }
            kafka.flush();
        }
    }

    private PracticePublished practice(SplittableRandom random, long nth) {
        JsonNode sample = Hub.JSON.readTree(samples.body(nth, "bench" + nth));
        String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        List<Tag> tags = new ArrayList<>();
        tags.add(tag("country", country, CountryRole.ABOUT));
        tags.add(tag("sdg", String.valueOf(1 + random.nextInt(17)), null));
        tags.add(tag("sdg", "10", null));
        tags.add(tag("gcm", String.valueOf(1 + random.nextInt(23)), null));
        Instant at = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(random.nextInt(200_000_000));
        Content content =
                new Content(
                        sample.get("title").asString(),
                        sample.get("summary").asString(),
                        Kind.PRACTICE,
                        "en",
                        null,
                        null,
                        null,
                        List.of("bench-" + random.nextInt(50)),
                        List.of(new Content.Country(country, CountryRole.ABOUT)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return new PracticePublished(
                new UUID(0x0190_0000_0000_7000L + (nth << 16), 0x8000_0000_0000_0000L + nth)
                        .toString(),
                1,
                at,
                1,
                content,
                tags,
                at,
                at,
                0,
                Instant.EPOCH,
                PublicationReason.FIRST);
    }

    private static Tag tag(String scheme, String code, @Nullable CountryRole role) {
        return new Tag(scheme, code, role, Origin.CONTRIBUTOR, 1, List.of(), null);
    }
}
