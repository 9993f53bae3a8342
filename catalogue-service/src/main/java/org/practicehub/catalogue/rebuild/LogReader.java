package org.practicehub.catalogue.rebuild;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Reading;
import org.practicehub.events.Topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the practices topic from one place to another, without a group. For one thread. */
final class LogReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte @Nullable []> consumer;
    private final List<TopicPartition> partitions;
    private final Map<Integer, Long> place = new TreeMap<>();

    /**
     * @throws org.apache.kafka.common.KafkaException as do the others, when the broker does not
     *     answer
     */
    LogReader(Consumer<byte[], byte @Nullable []> consumer) {
        this.consumer = consumer;
        this.partitions =
                consumer.partitionsFor(Topics.PRACTICES, PATIENCE).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        from(offsets(consumer.beginningOffsets(partitions, PATIENCE)));
    }

    /** What is told of the records, a batch at a time. */
    interface Batches {
        void read(List<Reading> batch);
    }

    /** Goes to a place; partitions without one are read from their start. */
    void from(Map<Integer, Long> offsets) {
        offsets.forEach(
                (partition, offset) -> {
                    place.put(partition, offset);
                    consumer.seek(new TopicPartition(Topics.PRACTICES, partition), offset);
                });
    }

    /** By partition, the record to be read next. */
    Map<Integer, Long> place() {
        return Map.copyOf(place);
    }

    /** Where the log ends now. */
    Map<Integer, Long> ends() {
        return offsets(consumer.endOffsets(partitions, PATIENCE));
    }

    /**
     * How many offsets lie between the present place and a goal; in a compacted log not all are.
     */
    long distance(Map<Integer, Long> goal) {
        long distance = 0;
        for (Map.Entry<Integer, Long> end : goal.entrySet()) {
            distance += Math.max(0, end.getValue() - place.getOrDefault(end.getKey(), 0L));
        }
        return distance;
    }

    /** Reads on until the goal. Records behind it are left to later reading. */
    void readTo(Map<Integer, Long> goal, Batches reader) {
        while (distance(goal) > 0) {
            ConsumerRecords<byte[], byte @Nullable []> records = consumer.poll(POLL);
            List<Reading> batch = new ArrayList<>(records.count());
            for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
                if (record.offset() < goal.getOrDefault(record.partition(), 0L)) {
                    batch.add(read(record));
                }
            }
            for (TopicPartition partition : partitions) {
                long reached = consumer.position(partition, PATIENCE);
                long end = goal.getOrDefault(partition.partition(), 0L);
                if (reached > end) {
                    consumer.seek(partition, end);
                    reached = end;
                }
                if (reached == end) {
                    consumer.pause(List.of(partition));
                }
                place.put(partition.partition(), reached);
            }
            reader.read(batch);
        }
        consumer.resume(partitions);
    }

    private static Reading read(ConsumerRecord<byte[], byte @Nullable []> record) {
        return CatalogueEntry.read(
                record.key(),
                name -> {
                    var header = record.headers().lastHeader(name);
                    return header == null ? null : header.value();
                },
                record.value());
    }

    private static Map<Integer, Long> offsets(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byPartition = new TreeMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
