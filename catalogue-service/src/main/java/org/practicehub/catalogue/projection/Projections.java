package org.practicehub.catalogue.projection;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Reading;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.store.ReadModels;
import org.practicehub.catalogue.store.TopicStore;
import org.practicehub.events.EventCodec;
import org.practicehub.events.EventCodec.Decoded;
import org.practicehub.events.TopicChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.FixedBackOff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The listeners of the group {@code catalogue}. A batch may come twice, in part or whole, and out
 * of order: every write is guarded by the practice's sequence. Only a store that does not answer
 * throws, and then the batch comes again.
 */
@Configuration(proxyBeanMethods = false)
class Projections {

    private static final Logger log = LoggerFactory.getLogger(Projections.class);

    @Bean
    Function<Message<List<byte[]>>, List<Message<byte[]>>> practices(
            ReadModels store, MeterRegistry meters) {
        return batch -> onPractices(RawRecords.of(batch), store, meters);
    }

    @Bean
    Function<Message<List<byte[]>>, List<Message<byte[]>>> topics(
            TopicStore store, MeterRegistry meters) {
        return batch -> onTopics(RawRecords.of(batch), store, meters);
    }

    /**
     * Left to itself the container gives a batch up after some attempts, and what a store that is
     * away could not take would be lost.
     */
    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> neverGivesUp(
            ProjectionProperties properties) {
        return (container, destination, group) -> {
            container.setCommonErrorHandler(
                    new DefaultErrorHandler(
                            new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS)));
            if (!properties.member().isEmpty()) {
                container
                        .getContainerProperties()
                        .getKafkaConsumerProperties()
                        .setProperty(
                                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                                properties.member() + "-" + group + "-" + destination);
            }
        };
    }

    static List<Message<byte[]>> onPractices(
            List<ConsumerRecord<byte[], byte @Nullable []>> records,
            ReadModels store,
            MeterRegistry meters) {
        List<Message<byte[]>> rejected = new ArrayList<>(0);
        PracticeStore.Changes changes = new PracticeStore.Changes();
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            switch (CatalogueEntry.read(
                    record.key(), name -> header(record, name), record.value())) {
                case Reading.Entry(CatalogueEntry entry) -> changes.put(entry);
                case Reading.Forgotten(String id) -> changes.forget(id);
                case Reading.Skipped(String type) -> skipped(record, type, meters);
                case Reading.Rejected(String reason) ->
                        rejected.add(reject(record, reason, meters));
            }
        }
        PracticeStore.Outcome outcome = store.apply(changes);
        meters.counter("catalogue.projection.applied").increment(outcome.applied());
        meters.counter("catalogue.projection.stale").increment(outcome.stale());
        return rejected;
    }

    static List<Message<byte[]>> onTopics(
            List<ConsumerRecord<byte[], byte @Nullable []>> records,
            TopicStore store,
            MeterRegistry meters) {
        List<Message<byte[]>> rejected = new ArrayList<>(0);
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            switch (EventCodec.decode(name -> header(record, name), record.value())) {
                case Decoded.Known(TopicChanged topic)
                        when topic.slug() != null
                                && topic.title() != null
                                && topic.occurredAt() != null ->
                        store.put(topic);
                case Decoded.Known known ->
                        rejected.add(reject(record, "not a complete topic", meters));
                case Decoded.Tombstone tombstone -> {
                    if (record.key() != null) {
                        store.forget(new String(record.key(), StandardCharsets.UTF_8));
                    }
                }
                case Decoded.Unknown(String type) -> skipped(record, type, meters);
                case Decoded.Unreadable(String reason) ->
                        rejected.add(reject(record, reason, meters));
            }
        }
        return rejected;
    }

    private static Message<byte[]> reject(
            ConsumerRecord<byte[], byte @Nullable []> record, String reason, MeterRegistry meters) {
        log.warn(
                "{}-{}@{} goes to catalogue.dlq: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason);
        meters.counter("catalogue.projection.rejected").increment();
        return DeadLetters.of(record, reason);
    }

    private static void skipped(
            ConsumerRecord<byte[], byte @Nullable []> record, String type, MeterRegistry meters) {
        log.info(
                "{}-{}@{} skipped: unknown type {}",
                record.topic(),
                record.partition(),
                record.offset(),
                type);
        meters.counter("catalogue.projection.skipped").increment();
    }

    private static byte @Nullable [] header(
            ConsumerRecord<byte[], byte @Nullable []> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
