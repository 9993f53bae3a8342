package org.practicehub.tagging.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.practicehub.events.Content;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Kind;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.PracticeTagged;
import org.practicehub.events.Tag;
import org.practicehub.events.Topics;
import org.practicehub.tagging.TaggingService;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

@NullMarked
class SubmissionIntakeTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static final EmbeddedKafkaBroker BROKER = new EmbeddedKafkaKraftBroker(1, 6);
    private static @Nullable ConfigurableApplicationContext service;
    private static @Nullable KafkaProducer<String, byte @Nullable []> producer;

    @BeforeAll
    static void start() {
        BROKER.afterPropertiesSet();
        String brokers = BROKER.getBrokersAsString();
        service =
                TaggingService.application()
                        .run(
                                "--server.port=0",
                                "--KAFKA_BOOTSTRAP_SERVERS=" + brokers,
                                "--spring.kafka.admin.properties.retries=3");
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(producer).close();
        Objects.requireNonNull(service).close();
        BROKER.destroy();
    }

    @Test
    void aSubmittedPracticeIsAnsweredWithItsTagsSequenceAndRevision() {
        String id = id();
        send(new PracticeSubmitted(id, 7, NOW, 3, content("A practice", "In Morocco, SDG 8.")));

        PracticeTagged tagged = tagsOf(id, 1).getFirst();

        assertThat(tagged.sequence()).isEqualTo(7);
        assertThat(tagged.revision()).isEqualTo(3);
        assertThat(tagged.generation()).isPositive();
        assertThat(tagged.tags()).extracting(Tag::term).contains("country:MA", "sdg:8");
    }

    @Test
    void aRevisedPracticeIsAnsweredAgain() {
        String id = id();
        send(new PracticeSubmitted(id, 1, NOW, 1, content("A", "In Kenya.")));
        send(new PracticeRevised(id, 2, NOW, 1, content("A", "In Senegal.")));

        List<PracticeTagged> tagged = tagsOf(id, 2);

        assertThat(tagged).extracting(PracticeTagged::sequence).containsExactly(1L, 2L);
        assertThat(tagged.get(1).tags()).extracting(Tag::term).contains("country:SN");
    }

    @Test
    void theSameRecordTwiceGetsTheSameTagsTwice() {
        String id = id();
        PracticeSubmitted submitted =
                new PracticeSubmitted(id, 1, NOW, 1, content("A", "In Kenya, SDGs 3 and 4."));
        send(submitted);
        send(submitted);

        List<PracticeTagged> tagged = tagsOf(id, 2);

        assertThat(tagged.get(0).tags()).isEqualTo(tagged.get(1).tags());
    }

    @Test
    void whatCannotBeReadIsPutAsideWithTheReasonAndTheRestGoesOn() {
        String bad = id();
        String good = id();
        byte[] type =
                EventCodec.encode(new PracticeSubmitted(bad, 1, NOW, 1, content("A", "B")), "test")
                        .headers()
                        .get(EventCodec.TYPE)
                        .getBytes(StandardCharsets.UTF_8);
        byte[] bytes = "{\"practiceId\":".getBytes(StandardCharsets.UTF_8);
        sendRaw(bad, bytes, Map.of(EventCodec.TYPE, type, "kept", new byte[] {1, 2}));
        sendRaw(bad + "-untyped", bytes, Map.of());
        sendRaw(
                bad + "-empty",
                "{}".getBytes(StandardCharsets.UTF_8),
                Map.of(EventCodec.TYPE, type));
        sendRaw(bad, null, Map.of());
        sendRaw(
                bad,
                bytes,
                Map.of(
                        EventCodec.TYPE,
                        "org.practicehub.unheard.of.v9".getBytes(StandardCharsets.UTF_8)));
        send(new PracticeSubmitted(good, 1, NOW, 1, content("A", "In Chile.")));

        assertThat(tagsOf(good, 1).getFirst().tags()).extracting(Tag::term).contains("country:CL");
        List<ConsumerRecord<String, byte @Nullable []>> dead =
                read(Topics.deadLetters("tagging").name(), bad, 3);
        assertThat(dead).hasSize(3);
        ConsumerRecord<String, byte @Nullable []> first =
                dead.stream().filter(record -> record.key().equals(bad)).findFirst().orElseThrow();
        assertThat(first.value()).isEqualTo(bytes);
        assertThat(header(first, "kept")).isEqualTo("\u0001\u0002");
        assertThat(header(first, "dlq_topic")).isEqualTo(Topics.PRACTICE_SUBMISSIONS);
        assertThat(header(first, "dlq_reason")).isNotBlank();
        assertThat(header(first, "dlq_partition")).matches("[0-5]");
        assertThat(header(first, "dlq_offset")).matches("\\d+");
    }

    @Test
    void aClosedPracticeClosesItsTags() {
        String id = id();
        send(new PracticeSubmitted(id, 1, NOW, 1, content("A", "In Kenya.")));
        sendRaw(id, null, Map.of());

        List<ConsumerRecord<String, byte @Nullable []>> records = read(Topics.PRACTICE_TAGS, id, 2);

        assertThat(records.get(1).value()).isNull();
    }

    private static List<PracticeTagged> tagsOf(String id, int count) {
        List<PracticeTagged> tagged = new ArrayList<>();
        for (ConsumerRecord<String, byte @Nullable []> record :
                read(Topics.PRACTICE_TAGS, id, count)) {
            EventCodec.Decoded decoded =
                    EventCodec.decode(
                            name -> {
                                Header header = record.headers().lastHeader(name);
                                return header == null ? null : header.value();
                            },
                            record.value());
            assertThat(decoded).isInstanceOf(EventCodec.Decoded.Known.class);
            tagged.add((PracticeTagged) ((EventCodec.Decoded.Known) decoded).event());
        }
        return tagged;
    }

    private static List<ConsumerRecord<String, byte @Nullable []>> read(
            String topic, String keyPrefix, int count) {
        List<ConsumerRecord<String, byte @Nullable []>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte @Nullable []> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                BROKER.getBrokersAsString(),
                                "group.id",
                                id(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200))
                                        .forEach(
                                                record -> {
                                                    if (record.key().startsWith(keyPrefix)) {
                                                        found.add(record);
                                                    }
                                                });
                                return found.size() >= count;
                            });
        }
        return found;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void send(HubEvent event) {
        EventCodec.Encoded encoded = EventCodec.encode(event, "test");
        Map<String, byte[]> headers = new java.util.HashMap<>();
        encoded.headers()
                .forEach(
                        (name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
        sendRaw(encoded.key(), encoded.value(), headers);
    }

    private static void sendRaw(String key, byte @Nullable [] value, Map<String, byte[]> headers) {
        ProducerRecord<String, byte @Nullable []> record =
                new ProducerRecord<>(Topics.PRACTICE_SUBMISSIONS, key, value);
        headers.forEach((name, bytes) -> record.headers().add(name, bytes));
        Objects.requireNonNull(producer).send(record);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static Content content(String title, String summary) {
        return new Content(
                title,
                summary,
                Kind.PRACTICE,
                "en",
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
