package org.practicehub.submission.tags;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.FixedBackOff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Listens to the tagging service, and puts aside what can't be read. */
@Configuration(proxyBeanMethods = false)
class TagStream {

    private static final Logger LOG = LoggerFactory.getLogger(TagStream.class);
    private static final String GROUP = "submission-tags";
    private static final long RETRY_MILLIS = 1_000;

    /** One record of a batch, its headers as they came. */
    private record Received(
            @Nullable Object body,
            Map<String, Object> headers,
            @Nullable Object key,
            Object topic,
            Object partition,
            Object offset)
            implements TagIntake.TaggedRecord {

        @Override
        public byte @Nullable [] header(String name) {
            return bytes(headers.get(name));
        }

        @Override
        public byte @Nullable [] value() {
            return bytes(body);
        }

        /** Nulls of Kafka come as an object that stands for them. */
        static byte @Nullable [] bytes(@Nullable Object value) {
            return switch (value) {
                case byte[] bytes -> bytes;
                case String text -> text.getBytes(StandardCharsets.UTF_8);
                case null, default -> null;
            };
        }
    }

    @Bean
    Consumer<Message<List<?>>> machineTags(TagIntake intake, KafkaTemplate<String, byte[]> kafka) {
        return batch -> putAside(intake.take(received(batch)), kafka);
    }

    /** A batch that fails because the store or the broker is away comes again until it does not. */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> nothingIsSkipped(
            TagStreamProperties properties) {
        return (container, destination, group) -> {
            container.setCommonErrorHandler(
                    new DefaultErrorHandler(
                            new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
            if (!properties.member().isEmpty()) {
                container
                        .getContainerProperties()
                        .getKafkaConsumerProperties()
                        .setProperty(
                                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                                properties.member() + "-" + group);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static List<TagIntake.TaggedRecord> received(Message<List<?>> batch) {
        List<?> bodies = batch.getPayload();
        Map<String, Object> headers = batch.getHeaders();
        List<Map<String, Object>> converted =
                (List<Map<String, Object>>)
                        headers.getOrDefault(KafkaHeaders.BATCH_CONVERTED_HEADERS, List.of());
        List<?> keys = list(headers, KafkaHeaders.RECEIVED_KEY);
        List<?> topics = list(headers, KafkaHeaders.RECEIVED_TOPIC);
        List<?> partitions = list(headers, KafkaHeaders.RECEIVED_PARTITION);
        List<?> offsets = list(headers, KafkaHeaders.OFFSET);
        List<TagIntake.TaggedRecord> received = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            received.add(
                    new Received(
                            bodies.get(i),
                            i < converted.size() ? converted.get(i) : Map.of(),
                            i < keys.size() ? keys.get(i) : null,
                            i < topics.size() ? topics.get(i) : Topics.PRACTICE_TAGS,
                            i < partitions.size() ? partitions.get(i) : -1,
                            i < offsets.size() ? offsets.get(i) : -1));
        }
        return received;
    }

    private static List<?> list(Map<String, Object> headers, String name) {
        return headers.get(name) instanceof List<?> list ? list : List.of();
    }

    /** Not acknowledged before the dead letters are kept. */
    private static void putAside(
            List<TagIntake.Refused> refused, KafkaTemplate<String, byte[]> kafka) {
        if (refused.isEmpty()) {
            return;
        }
        List<CompletableFuture<?>> kept = new ArrayList<>();
        for (TagIntake.Refused letter : refused) {
            Received received = (Received) letter.message();
            LOG.warn(
                    "Put aside {}-{}@{}: {}",
                    received.topic(),
                    received.partition(),
                    received.offset(),
                    letter.reason());
            kept.add(kafka.send(deadLetter(received, letter.reason())));
        }
        CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)).join();
    }

    private static ProducerRecord<String, byte[]> deadLetter(Received received, String reason) {
        Object key = received.key();
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(
                        Topics.deadLetters(GROUP).name(),
                        key instanceof String text ? text : null,
                        received.value());
        received.headers()
                .forEach(
                        (name, value) -> {
                            byte[] bytes = Received.bytes(value);
                            if (bytes != null) {
                                letter.headers().add(name, bytes);
                            }
                        });
        add(letter, "dlq_reason", reason);
        add(letter, "dlq_topic", received.topic());
        add(letter, "dlq_partition", received.partition());
        add(letter, "dlq_offset", received.offset());
        return letter;
    }

    private static void add(ProducerRecord<String, byte[]> letter, String name, Object value) {
        letter.headers().add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }
}
