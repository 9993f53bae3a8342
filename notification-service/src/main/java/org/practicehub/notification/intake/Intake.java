package org.practicehub.notification.intake;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.SendResult;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Reads a batch record by record. What cannot be read, or what a handler cannot make sense of
 * ({@link PoisonException}), goes to the group's dead letters with the reason, acknowledged before
 * the batch is; any other failure is thrown, and the whole batch comes again.
 */
@Component
public class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final MeterRegistry meters;

    Intake(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    /** One record, with where it stood. */
    @SuppressWarnings("ArrayRecordComponent") // bytes from Kafka, never compared
    private record Received(
            String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            Map<String, Object> headers,
            byte @Nullable [] value) {

        byte @Nullable [] header(String name) {
            Object value = headers.get(name);
            return switch (value) {
                case null -> null;
                case byte[] bytes -> bytes;
                default -> String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            };
        }
    }

    /** Hands every event of the batch to the handler, in order. */
    public void each(String group, Message<?> batch, Consumer<HubEvent> handler) {
        List<CompletableFuture<SendResult<String, byte[]>>> letters = new ArrayList<>();
        for (Received record : records(batch)) {
            switch (EventCodec.decode(record::header, record.value())) {
                case EventCodec.Decoded.Known(HubEvent event) -> {
                    try {
                        handler.accept(event);
                    } catch (PoisonException e) {
                        letters.add(putAside(group, record, String.valueOf(e.getMessage())));
                    }
                }
                case EventCodec.Decoded.Unknown(String type) -> {
                    meters.counter("hub.events.unknown", "group", group).increment();
                    LOG.info("{} skipped the unknown type {}", group, type);
                }
                case EventCodec.Decoded.Tombstone _ ->
                        meters.counter("hub.events.tombstones", "group", group).increment();
                case EventCodec.Decoded.Unreadable(String reason) ->
                        letters.add(putAside(group, record, reason));
            }
        }
        await(letters);
    }

    private CompletableFuture<SendResult<String, byte[]>> putAside(
            String group, Received record, String reason) {
        LOG.warn(
                "{} put aside {}-{} at {}: {}",
                group,
                record.topic(),
                record.partition(),
                record.offset(),
                reason);
        meters.counter("hub.events.dead", "group", group).increment();
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(
                        Topics.deadLetters(group).name(),
                        record.key() == null
                                ? null
                                : new String(record.key(), StandardCharsets.UTF_8),
                        record.value());
        for (String name : record.headers().keySet()) {
            byte[] value = record.header(name);
            if (!name.startsWith("kafka_") && value != null) {
                letter.headers().add(name, value);
            }
        }
        header(letter, "dlq_reason", reason);
        header(letter, "dlq_topic", record.topic());
        header(letter, "dlq_partition", String.valueOf(record.partition()));
        header(letter, "dlq_offset", String.valueOf(record.offset()));
        return kafka.send(letter);
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void await(List<CompletableFuture<SendResult<String, byte[]>>> letters) {
        try {
            for (CompletableFuture<SendResult<String, byte[]>> letter : letters) {
                letter.get(30, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing dead letters", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("dead letters were not acknowledged", e);
        }
    }

    private static List<Received> records(Message<?> batch) {
        List<?> payloads =
                batch.getPayload() instanceof List<?> list ? list : List.of(batch.getPayload());
        List<?> headers = list(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        List<?> topics = list(batch, KafkaHeaders.RECEIVED_TOPIC);
        List<?> partitions = list(batch, KafkaHeaders.RECEIVED_PARTITION);
        List<?> offsets = list(batch, KafkaHeaders.OFFSET);
        List<?> keys = list(batch, KafkaHeaders.RECEIVED_KEY);
        if (headers.size() != payloads.size()) {
            throw new IllegalStateException(
                    "a batch of " + payloads.size() + " with headers for " + headers.size());
        }
        List<Received> records = new ArrayList<>(payloads.size());
        for (int i = 0; i < payloads.size(); i++) {
            records.add(
                    new Received(
                            i < topics.size() ? String.valueOf(topics.get(i)) : "",
                            i < partitions.size() ? ((Number) partitions.get(i)).intValue() : -1,
                            i < offsets.size() ? ((Number) offsets.get(i)).longValue() : -1,
                            i < keys.size() ? key(keys.get(i)) : null,
                            headers(headers.get(i)),
                            payloads.get(i) instanceof byte[] bytes ? bytes : null));
        }
        return records;
    }

    private static Map<String, Object> headers(Object headers) {
        Map<String, Object> named = new java.util.LinkedHashMap<>();
        if (headers instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> {
                        if (value != null) {
                            named.put(String.valueOf(name), value);
                        }
                    });
        }
        return named;
    }

    private static List<?> list(Message<?> batch, String header) {
        return batch.getHeaders().get(header) instanceof List<?> list ? list : List.of();
    }

    private static byte @Nullable [] key(@Nullable Object key) {
        return switch (key) {
            case byte[] bytes -> bytes;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case null, default -> null;
        };
    }
}
