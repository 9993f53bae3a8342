package org.practicehub.bench;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.practicehub.events.Content;
import org.practicehub.events.CriteriaChanged;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Topics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Publishes what is invented past the services that would: practices, and criteria. */
final class Publisher implements AutoCloseable {

    private final KafkaProducer<String, byte[]> kafka;

    Publisher(String servers) {
        kafka =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 5),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Returns when the broker has acknowledged all.
     *
     * @return the ids of the practices
     */
    List<String> publish(String topic, int count) throws IOException, InterruptedException {
        List<PracticePublished> practices =
                Stream.generate(() -> practice(topic)).limit(count).toList();
        publish(practices.stream());
        return practices.stream().map(PracticePublished::practiceId).toList();
    }

    /** Returns when the broker has acknowledged all. */
    void publish(Stream<? extends HubEvent> events) throws IOException, InterruptedException {
        send(events.map(Publisher::record));
    }

    /** What can be {@link #send sent} later, when somebody looks at the clock. */
    static List<ProducerRecord<String, byte[]>> ready(Stream<? extends HubEvent> events) {
        return events.map(Publisher::record).toList();
    }

    /** Returns when the broker has acknowledged all. */
    void send(Stream<ProducerRecord<String, byte[]>> records)
            throws IOException, InterruptedException {
        for (Future<RecordMetadata> each : records.map(kafka::send).toList()) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IOException("an event could not be published", e);
            }
        }
    }

    private static ProducerRecord<String, byte[]> record(HubEvent event) {
        EventCodec.Encoded encoded = EventCodec.encode(event, "bench");
        String topic = event instanceof CriteriaChanged ? Topics.CRITERIA : Topics.PRACTICES;
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, encoded.key(), encoded.value());
        encoded.headers()
                .forEach(
                        (name, value) ->
                                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static PracticePublished practice(String topic) {
        Instant now = Instant.now();
        Content content =
                Invented.content(
                        "A desk for newcomers",
                        "The city opened a desk that helps newcomers with papers, work and"
                                + " schools. ".repeat(8),
                        List.of(topic),
                        List.of());
        return new PracticePublished(
                UUID.randomUUID().toString(),
                1,
                now,
                1,
                content,
                List.of(),
                now,
                now,
                1,
                now,
                PublicationReason.FIRST);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
