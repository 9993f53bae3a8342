package org.practicehub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.practicehub.catalogue.Practices.aPractice;
import static org.practicehub.catalogue.Practices.id;
import static org.practicehub.catalogue.Practices.withdrawn;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.store.ReadModels;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the log may do to the catalogue, and what the catalogue survives. */
class DeliveryTests {

    @TempDir Path folder;

    TestBroker broker;
    TestMongo mongo;
    final List<TestCatalogue> running = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        broker = new TestBroker(folder.resolve("broker")).start();
        broker.createTopics();
        mongo = new TestMongo();
    }

    @AfterEach
    void stop() {
        running.forEach(TestCatalogue::close);
        mongo.close();
        broker.close();
    }

    @Test
    void repeatedReorderedAndReplayedEventsComeToTheSame() {
        TestCatalogue catalogue = ready(start("data"));
        List<HubEvent> events = new ArrayList<>();
        for (int n = 1; n <= 40; n++) {
            for (int revision = 1; revision <= 3; revision++) {
                events.add(version(n, revision));
            }
            if (n % 5 == 0) {
                events.add(withdrawn(n, 4, "gone"));
            }
        }
        List<HubEvent> shuffled = new ArrayList<>(events);
        shuffled.addAll(events);
        java.util.Collections.shuffle(shuffled, new Random(1));
        broker.send(shuffled);
        broker.send(events.subList(0, 40));

        awaitState(catalogue, 32, 40);
        for (int n = 1; n <= 40; n++) {
            int status = catalogue.get("/api/v1/practices/" + id(n)).statusCode();
            assertThat(status).isEqualTo(n % 5 == 0 ? 410 : 200);
        }
        assertThat(catalogue.json("/api/v1/practices?limit=100").get("items"))
                .allSatisfy(item -> assertThat(item.get("revision").intValue()).isEqualTo(3));
    }

    @Test
    void whatCannotBeReadIsPutAsideWithTheReasonAndTheRestGoesOn() {
        TestCatalogue catalogue = ready(start("data"));
        ProducerRecord<byte[], byte[]> garbage =
                new ProducerRecord<>(
                        "practices", TestBroker.bytes("x"), TestBroker.bytes("{not json"));
        garbage.headers().add("ce_type", TestBroker.bytes("org.practicehub.practice.published.v1"));
        ProducerRecord<byte[], byte[]> incomplete =
                new ProducerRecord<>(
                        "practices",
                        TestBroker.bytes("y"),
                        TestBroker.bytes(
                                "{\"practiceId\":\"y\",\"sequence\":1,\"revision\":1,\"notifiableRevision\":1}"));
        incomplete
                .headers()
                .add("ce_type", TestBroker.bytes("org.practicehub.practice.published.v1"));
        ProducerRecord<byte[], byte[]> newer =
                new ProducerRecord<>("practices", TestBroker.bytes("z"), TestBroker.bytes("{}"));
        newer.headers().add("ce_type", TestBroker.bytes("org.practicehub.practice.praised.v7"));
        ProducerRecord<byte[], byte[]> nothing =
                new ProducerRecord<>("practices", TestBroker.bytes("n"), null);
        ProducerRecord<byte[], byte[]> bare =
                new ProducerRecord<>("practices", TestBroker.bytes("b"), TestBroker.bytes("hello"));
        broker.sendRaw(List.of(garbage, incomplete, newer, nothing, bare));
        broker.send(aPractice().published(1));

        awaitState(catalogue, 1, 1);
        List<ConsumerRecord<byte[], byte[]>> letters = deadLetters(3);
        assertThat(letters)
                .extracting(letter -> header(letter, "dlq_reason"))
                .anySatisfy(reason -> assertThat(reason).contains("published.v1: Unexpected"))
                .anySatisfy(reason -> assertThat(reason).contains("occurredAt"))
                .anySatisfy(reason -> assertThat(reason).isEqualTo("no ce_type header"));
        ConsumerRecord<byte[], byte[]> first =
                letters.stream()
                        .filter(letter -> letter.key() != null && letter.key()[0] == 'x')
                        .findFirst()
                        .orElseThrow();
        assertThat(new String(first.value())).isEqualTo("{not json");
        assertThat(header(first, "dlq_topic")).isEqualTo("practices");
        assertThat(header(first, "dlq_partition")).containsOnlyDigits();
        assertThat(header(first, "dlq_offset")).isEqualTo("0");
        assertThat(header(first, "ce_type")).isEqualTo("org.practicehub.practice.published.v1");
    }

    @Test
    void afterARestartTheIndexGoesOnWhereItStood() {
        TestCatalogue first = ready(start("data"));
        publish(1, 30);
        awaitState(first, 30, 30);
        stop(first);
        publish(31, 35);

        TestCatalogue second = ready(start("data"));
        awaitState(second, 35, 35);
        assertThat(second.bean(CatalogueIndex.class).progress()[0]).isEqualTo(5);
    }

    @Test
    void afterACrashTheIndexGoesOnFromItsLastCommit() throws IOException {
        TestCatalogue first = ready(start("data", "--CATALOGUE_COMMIT_INTERVAL=1ms"));
        publish(1, 20);
        awaitState(first, 20, 20);
        // The commit follows the reading; a copy of the folder is what kill -9 leaves behind.
        Path crashed = folder.resolve("crashed/catalogue-index");
        await().untilAsserted(
                        () -> {
                            copy(folder.resolve("data/catalogue-index"), crashed);
                            assertThat(committedDocuments(crashed)).isEqualTo(20);
                        });
        publish(21, 25);
        awaitState(first, 25, 25);
        stop(first);

        TestCatalogue second = ready(start("crashed"));
        awaitState(second, 25, 25);
        assertThat(second.bean(CatalogueIndex.class).progress()[0]).isBetween(5L, 25L);
    }

    @Test
    void aLostOrBrokenIndexIsMadeAgainFromTheLog() throws IOException {
        TestCatalogue first = ready(start("data"));
        for (int n = 1; n <= 20; n++) {
            broker.send(version(n, 1), version(n, 2));
        }
        awaitState(first, 20, 20);
        await().untilAsserted(() -> assertThat(state(first)).doesNotContain("\"revision\":1,"));
        broker.send(withdrawn(7, 3, "gone"));
        awaitState(first, 19, 20);
        String before = state(first);
        stop(first);

        TestCatalogue lost = ready(start("elsewhere"));
        assertThat(state(lost)).isEqualTo(before);
        stop(lost);

        try (Stream<Path> files = Files.walk(folder.resolve("data/catalogue-index"))) {
            for (Path file : files.filter(path -> path.toString().contains("segments_")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        TestCatalogue broken = ready(start("data"));
        assertThat(state(broken)).isEqualTo(before);
    }

    @Test
    void anEmptyReadModelIsFilledFromTheLogAgain() {
        TestCatalogue first = ready(start("data"));
        publish(1, 10);
        awaitState(first, 10, 10);
        Map<String, Long> before = sequences(first);
        stop(first);

        mongo.close();
        mongo = new TestMongo();
        TestCatalogue second =
                ready(
                        start(
                                "data",
                                "--spring.cloud.stream.bindings.practices-in-0.group=catalogue-2"));
        awaitState(second, 10, 10);
        assertThat(sequences(second)).isEqualTo(before);
    }

    @Test
    void aTopicMadeAnewIsReadFromItsStart() throws Exception {
        TestCatalogue first = ready(start("data"));
        publish(1, 10);
        awaitState(first, 10, 10);
        stop(first);
        broker.makeAnew("practices");
        mongo.close();
        mongo = new TestMongo();
        publish(50, 52);

        TestCatalogue second = ready(start("data"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(second.ids("/api/v1/practices"))
                                        .containsExactly(id(52), id(51), id(50)));
    }

    @Test
    void readingGoesOnWhileTheBrokerIsAway() {
        TestCatalogue catalogue = ready(start("data"));
        publish(1, 5);
        awaitState(catalogue, 5, 5);

        broker.stop();
        await().atMost(Duration.ofSeconds(40))
                .until(
                        () ->
                                catalogue.bean(CatalogueIndex.class).health()
                                        == CatalogueIndex.Health.BROKER_AWAY);
        assertThat(catalogue.ids("/api/v1/practices")).hasSize(5);
        assertThat(catalogue.get("/api/v1/practices/" + id(3)).statusCode()).isEqualTo(200);
        assertThat(catalogue.isReady()).isTrue();
        assertThat(catalogue.get("/actuator/health/readiness").body())
                .contains("\"degraded\":true");

        broker.start();
        publish(6, 8);
        awaitState(catalogue, 8, 8);
    }

    @Test
    void theServiceStartsWhileTheBrokerIsAwayAndRecovers() {
        publish(1, 5);
        broker.stop();
        long start = System.nanoTime();
        TestCatalogue catalogue = start("data");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
        assertThat(catalogue.isReady()).isFalse();
        assertThat(catalogue.get("/api/v1/practices").statusCode()).isEqualTo(200);
        assertThat(catalogue.get("/api/v1/practices?q=nurses").statusCode()).isEqualTo(503);

        broker.start();
        ready(catalogue);
        awaitState(catalogue, 5, 5);
        assertThat(catalogue.ids("/api/v1/practices?q=nurses")).hasSize(5);
    }

    @Test
    void readingGoesOnWhileTheStoreIsAway() {
        TestCatalogue catalogue = ready(start("data"));
        publish(1, 5);
        awaitState(catalogue, 5, 5);
        assertThat(catalogue.get("/api/v1/practices/" + id(3)).statusCode()).isEqualTo(200);

        mongo.close();
        assertThat(catalogue.ids("/api/v1/practices?q=nurses")).hasSize(5);
        assertThat(
                        catalogue
                                .json("/api/v1/practices?q=nurses&limit=1&highlight=true")
                                .at("/items/0/highlights")
                                .toString())
                .startsWith("{\"title\":[],\"summary\":\"Nurses are trained")
                .contains("\"summaryMarks\":[[0,6]]");
        assertThat(catalogue.get("/api/v1/practices/" + id(3)).statusCode()).isEqualTo(200);
        assertThat(catalogue.get("/api/v1/practices/" + id(99)).statusCode()).isEqualTo(503);
    }

    @Test
    void whatIsPublishedWhileTheStoreIsAwayIsThereAfterwards() {
        mongo.close();
        mongo = new TestMongo(folder.resolve("store.mv"));
        TestCatalogue catalogue = ready(start("data"));
        publish(1, 5);
        awaitState(catalogue, 5, 5);
        mongo.stop();
        publish(6, 12);
        await().until(() -> catalogue.ids("/api/v1/practices").size() == 12);
        assertThat(catalogue.get("/api/v1/practices/" + id(99)).statusCode()).isEqualTo(503);
        broker.send(withdrawn(2, 5, "gone"));
        await().until(() -> catalogue.ids("/api/v1/practices").size() == 11);

        mongo.start();
        awaitState(catalogue, 11, 12);
        // Published or withdrawn it is one document of twelve: the withdrawal may come a batch
        // later.
        await().until(() -> catalogue.get("/api/v1/practices/" + id(2)).statusCode() == 410);
    }

    @Test
    void twoInstancesShareTheProjectionAndAnswerAlike() {
        TestCatalogue one = ready(start("one"));
        TestCatalogue two = ready(start("two"));
        publish(1, 60);
        awaitState(one, 60, 60);
        awaitState(two, 60, 60);
        assertThat(state(one)).isEqualTo(state(two));
        await().untilAsserted(
                        () -> {
                            double first = applied(one);
                            double second = applied(two);
                            assertThat(first + second).isEqualTo(60);
                        });
        stop(one);
        publish(61, 70);
        awaitState(two, 70, 70);
    }

    private static double applied(TestCatalogue catalogue) {
        return catalogue
                .bean(io.micrometer.core.instrument.MeterRegistry.class)
                .counter("catalogue.projection.applied")
                .count();
    }

    private TestCatalogue start(String data, String... arguments) {
        TestCatalogue catalogue =
                TestCatalogue.start(broker.address(), mongo.uri(), folder.resolve(data), arguments);
        running.add(catalogue);
        return catalogue;
    }

    private void stop(TestCatalogue catalogue) {
        catalogue.close();
        running.remove(catalogue);
    }

    private static TestCatalogue ready(TestCatalogue catalogue) {
        await().atMost(Duration.ofSeconds(60)).until(catalogue::isReady);
        return catalogue;
    }

    private void publish(int from, int to) {
        broker.send(IntStream.rangeClosed(from, to).mapToObj(n -> version(n, 1)).toList());
    }

    private static PracticePublished version(int number, int revision) {
        return aPractice()
                .numbered(number)
                .about(number % 2 == 0 ? "MA" : "TN")
                .titled("Practice " + number + " revision " + revision)
                .revision(revision)
                .published(revision);
    }

    /** Until the index lists so many and the read model knows so many, withdrawn ones too. */
    private static void awaitState(TestCatalogue catalogue, int listed, int known) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> {
                            assertThat(
                                            catalogue
                                                    .json("/api/v1/practices?limit=1")
                                                    .get("total")
                                                    .intValue())
                                    .isEqualTo(listed);
                            assertThat(sequences(catalogue)).hasSize(known);
                        });
    }

    private static Map<String, Long> sequences(TestCatalogue catalogue) {
        Map<String, Long> sequences = new TreeMap<>();
        ReadModels models = catalogue.bean(ReadModels.class);
        models.rows(models.asked().live())
                .forEachSequence((id, row) -> sequences.put(id, row.sequence()));
        return sequences;
    }

    private static String state(TestCatalogue catalogue) {
        return catalogue
                .json("/api/v1/practices?limit=100&sort=title&facets=country,year,kind")
                .toString();
    }

    private static int committedDocuments(Path index) throws IOException {
        try (var directory = org.apache.lucene.store.FSDirectory.open(index.resolve("index"));
                var reader = org.apache.lucene.index.DirectoryReader.open(directory)) {
            return reader.numDocs();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        org.springframework.util.FileSystemUtils.deleteRecursively(to);
        org.springframework.util.FileSystemUtils.copyRecursively(from, to);
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters(int wanted) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor("catalogue.dlq").stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                                return letters.size() >= wanted;
                            });
        }
        return letters;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value());
    }
}
