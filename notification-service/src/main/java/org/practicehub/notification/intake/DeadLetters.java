package org.practicehub.notification.intake;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.practicehub.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Takes letters that hold a person's data out of this service's dead letters, which else go after
 * 30 days. A log cannot lose a record in its middle: what is not concerned is written behind its
 * end first, then everything up to the last one concerned is deleted. Cut short in between, a
 * letter may stand there twice; every step may be repeated.
 */
@Component
public class DeadLetters {

    /** The groups whose letters can hold what people wrote, or their addresses. */
    private static final List<String> GROUPS =
            List.of("notification-planner", "notification-decisions");

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaProperties properties;
    private final KafkaTemplate<String, byte[]> kafka;

    DeadLetters(KafkaProperties properties, KafkaTemplate<String, byte[]> kafka) {
        this.properties = properties;
        this.kafka = kafka;
    }

    /**
     * Forgets all letters about a practice, or about the submission of the same id.
     *
     * @throws KafkaException when the broker does not answer
     */
    public void forget(String practiceId) {
        forget(letter -> practiceId.equals(letter.key()));
    }

    /**
     * Forgets all letters that name an address, in whatever case.
     *
     * @throws KafkaException when the broker does not answer
     */
    public void forgetNaming(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        forget(
                letter ->
                        letter.value() != null
                                && new String(letter.value(), StandardCharsets.UTF_8)
                                        .toLowerCase(Locale.ROOT)
                                        .contains(wanted));
    }

    private void forget(Predicate<ConsumerRecord<String, byte[]>> concerned) {
        List<TopicPartition> all =
                GROUPS.stream()
                        .map(group -> Topics.deadLetters(group).name())
                        .flatMap(
                                topic ->
                                        IntStream.range(0, Topics.PARTITIONS)
                                                .mapToObj(n -> new TopicPartition(topic, n)))
                        .toList();
        try (Consumer<String, byte[]> reader = reader()) {
            Map<TopicPartition, Long> last = new HashMap<>();
            read(
                    reader,
                    reader.endOffsets(filled(reader, all), PATIENCE),
                    letter -> {
                        if (concerned.test(letter)) {
                            last.put(at(letter), letter.offset() + 1);
                        }
                    });
            if (last.isEmpty()) {
                return;
            }
            List<CompletableFuture<SendResult<String, byte[]>>> kept = new ArrayList<>();
            read(
                    reader,
                    last,
                    letter -> {
                        if (!concerned.test(letter)) {
                            kept.add(kafka.send(copy(letter)));
                        }
                    });
            CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            delete(last);
            LOG.info("Forgot dead letters of {}", last.keySet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while forgetting dead letters", e);
        } catch (ExecutionException
                | TimeoutException
                | org.springframework.kafka.KafkaException e) {
            throw new KafkaException("dead letters were not forgotten", e);
        }
    }

    private static List<TopicPartition> filled(
            Consumer<String, byte[]> reader, List<TopicPartition> all) {
        Map<TopicPartition, Long> begins = reader.beginningOffsets(all, PATIENCE);
        return reader.endOffsets(all, PATIENCE).entrySet().stream()
                .filter(end -> begins.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Every letter from the beginning of each partition up to, and without, an offset. */
    private static void read(
            Consumer<String, byte[]> reader,
            Map<TopicPartition, Long> ends,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        reader.assign(ends.keySet());
        reader.seekToBeginning(ends.keySet());
        while (ends.entrySet().stream()
                .anyMatch(end -> reader.position(end.getKey(), PATIENCE) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> letter : reader.poll(POLL)) {
                if (letter.offset() < ends.getOrDefault(at(letter), 0L)) {
                    each.accept(letter);
                }
            }
        }
    }

    private void delete(Map<TopicPartition, Long> before)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, RecordsToDelete> deletions = new HashMap<>();
        before.forEach((at, offset) -> deletions.put(at, RecordsToDelete.beforeOffset(offset)));
        try (Admin admin = Admin.create(properties.buildAdminProperties())) {
            admin.deleteRecords(deletions).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static TopicPartition at(ConsumerRecord<String, byte[]> letter) {
        return new TopicPartition(letter.topic(), letter.partition());
    }

    private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> letter) {
        return new ProducerRecord<>(
                letter.topic(),
                letter.partition(),
                letter.timestamp(),
                letter.key(),
                letter.value(),
                letter.headers());
    }

    private Consumer<String, byte[]> reader() {
        Map<String, Object> settings = properties.buildConsumerProperties();
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "notification-dead-letters");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
