package org.practicehub.submission.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.content;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.practicehub.events.EventCodec;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.Topics;
import org.practicehub.submission.practice.Outgoing;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.StoreAccess;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.revisions.RevisionsAccess;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** What the relay asks of any Kafka: topics as they must be, order, nulls, large events. */
abstract class WireKit {

    private static final RelayProperties QUICK =
            new RelayProperties(
                    100,
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(16),
                    Duration.ofSeconds(45),
                    Duration.ofMillis(200));

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final List<AutoCloseable> open = new ArrayList<>();
    private MongoTemplate mongo;
    private Submissions submissions;
    private KafkaTemplate<String, byte[]> kafka;
    private Broker broker;

    abstract String bootstrapServers();

    @BeforeEach
    void connect() {
        MongoClient client = MongoClients.create("mongodb://localhost:" + server.bind().getPort());
        open.add(client);
        mongo = new MongoTemplate(client, "wire_" + UUID.randomUUID().toString().replace("-", ""));
        submissions = StoreAccess.submissions(mongo, "one");
        submissions.prepare();
        // As submission-service.yaml has it.
        DefaultKafkaProducerFactory<String, byte[]> producers =
                new DefaultKafkaProducerFactory<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers(),
                                "acks", "all",
                                "enable.idempotence", true,
                                "max.request.size", 1_048_576,
                                "delivery.timeout.ms", 15_000,
                                "request.timeout.ms", 5_000,
                                "linger.ms", 2),
                        new StringSerializer(),
                        new ByteArraySerializer());
        open.add(producers::destroy);
        kafka = new KafkaTemplate<>(producers);
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(
                KafkaAdmin.class,
                () -> {
                    KafkaAdmin admin =
                            new KafkaAdmin(Map.of("bootstrap.servers", bootstrapServers()));
                    admin.setAutoCreate(false);
                    return admin;
                });
        context.register(OutboxConfiguration.class);
        context.refresh();
        open.add(context);
        broker = new Broker(context.getBean(KafkaAdmin.class));
        broker.start();
        await().atMost(Duration.ofSeconds(20)).until(broker::isReady);
    }

    @AfterEach
    void disconnect() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        server.shutdownNow();
    }

    @Test
    void theTopicsAreAsTheyMustBe() throws ExecutionException, InterruptedException {
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            for (String name :
                    List.of(
                            Topics.PRACTICE_SUBMISSIONS,
                            Topics.PRACTICE_TAGS,
                            Topics.PRACTICES,
                            Topics.TOPICS,
                            Topics.DECISIONS)) {
                TopicDescription topic =
                        admin.describeTopics(List.of(name)).allTopicNames().get().get(name);
                assertThat(topic.partitions()).as(name).hasSize(Topics.PARTITIONS);
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
                assertThat(
                                admin.describeConfigs(List.of(resource))
                                        .all()
                                        .get()
                                        .get(resource)
                                        .get("cleanup.policy")
                                        .value())
                        .as(name)
                        .isEqualTo(name.equals(Topics.DECISIONS) ? "delete" : "compact");
            }
        }
    }

    @Test
    void whatHappensToAPracticeArrivesInOrderAndCanBeRead() {
        startRelay("one");
        Submission submission = insert();
        change(submission.id(), found -> found.approve(MONA, "", false, true, NOW));
        change(submission.id(), found -> found.revise(content("Second"), NOW));
        change(submission.id(), found -> found.withdraw(MONA, "over", NOW));
        await().atMost(Duration.ofSeconds(20)).until(() -> found(submission).pending().isEmpty());

        assertThat(read(Topics.PRACTICES, submission.id()))
                .extracting(WireKit::type)
                .containsExactly(
                        "org.practicehub.practice.published.v1",
                        "org.practicehub.practice.withdrawn.v1");
        assertThat(decoded(read(Topics.PRACTICES, submission.id()).getFirst()))
                .isInstanceOfSatisfying(
                        PracticePublished.class,
                        published ->
                                assertThat(published.content()).isEqualTo(submission.content()));
        assertThat(read(Topics.PRACTICE_SUBMISSIONS, submission.id()).getLast().value()).isNull();
        assertThat(read(Topics.PRACTICE_TAGS, submission.id()).getLast().value()).isNull();
    }

    @Test
    void afterACrashTheNewestIsStillTheLast() {
        Submission submission = insert();
        change(submission.id(), found -> found.revise(content("Second"), NOW));
        // One process sends everything and dies before it notes that.
        found(submission).pending().stream()
                .map(entry -> (Outgoing.Event) entry)
                .forEach(entry -> kafka.send(Messages.of(entry.topic(), entry.event())).join());
        Relay second = startRelay("one");
        submissions.readAll(stored -> {}, second::written);
        await().atMost(Duration.ofSeconds(20)).until(() -> found(submission).pending().isEmpty());

        assertThat(read(Topics.PRACTICE_SUBMISSIONS, submission.id()))
                .extracting(WireKit::sequence)
                .containsExactly("1", "2", "1", "2");
    }

    @Test
    void theLargestEventPasses() {
        byte[] large = new byte[Topics.MAX_EVENT_BYTES];
        kafka.send(new ProducerRecord<>(Topics.PRACTICES, "large", large)).join();

        assertThat(records(Topics.PRACTICES, "large").getLast().value()).hasSameSizeAs(large);
    }

    private Relay startRelay(String name) {
        Relay relay =
                new Relay(
                        submissions,
                        new Archive(RevisionsAccess.revisions(mongo), mongo),
                        new KafkaWire(kafka, broker),
                        new Leases(mongo, StoreAccess.instance(name), QUICK, Clock.systemUTC()),
                        QUICK);
        submissions.listen(relay);
        relay.start();
        open.add(relay::stop);
        return relay;
    }

    private Submission insert() {
        Submission submission = aSubmission().now();
        submissions.insert(submission);
        return submission;
    }

    private Submission found(Submission submission) {
        return submissions.find(submission.id()).orElseThrow();
    }

    private void change(PracticeId id, Consumer<Submission> change) {
        submissions.change(
                id,
                found -> {
                    change.accept(found);
                    return true;
                });
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic, PracticeId id) {
        return records(topic, id.value());
    }

    /** All there is under a key. */
    private List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers()),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(each -> new TopicPartition(topic, each.partition()))
                            .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(record.key())) {
                        records.add(record);
                    }
                }
            }
        }
        return records;
    }

    private static Object decoded(ConsumerRecord<String, byte[]> record) {
        return ((EventCodec.Decoded.Known)
                        EventCodec.decode(
                                name -> record.headers().lastHeader(name).value(), record.value()))
                .event();
    }

    private static String type(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader(EventCodec.TYPE).value());
    }

    private static String sequence(ConsumerRecord<String, byte[]> record) {
        String id = new String(record.headers().lastHeader("ce_id").value());
        return id.substring(id.lastIndexOf(':') + 1);
    }
}
