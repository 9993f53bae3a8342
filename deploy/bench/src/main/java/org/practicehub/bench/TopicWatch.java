package org.practicehub.bench;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A consumer in a thread of its own that notes when records come into the hands of this process,
 * from all partitions of some topics, beginning with what is written after it was made.
 */
final class TopicWatch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> kafka;
    private final Map<Awaited, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
    private final Thread thread;

    private record Awaited(String topic, String key) {}

    TopicWatch(String servers, String... topics) {
        kafka =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics) {
            kafka.partitionsFor(topic)
                    .forEach(each -> all.add(new TopicPartition(topic, each.partition())));
        }
        kafka.assign(all);
        kafka.seekToEnd(all);
        all.forEach(kafka::position);
        thread = Thread.ofPlatform().daemon().name("topic-watch").start(this::read);
    }

    private void read() {
        try (kafka) {
            while (true) {
                for (ConsumerRecord<String, byte[]> each : kafka.poll(POLL)) {
                    CompletableFuture<Long> waiting =
                            awaited.get(new Awaited(each.topic(), each.key()));
                    if (waiting != null) {
                        waiting.complete(System.nanoTime());
                    }
                }
            }
        } catch (WakeupException e) {
            // That is how it is told to stop.
        }
    }

    /** To be called before what makes the record is asked for. */
    void expect(String topic, String key) {
        awaited.put(new Awaited(topic, key), new CompletableFuture<>());
    }

    /**
     * When the first record came that was expected, {@link System#nanoTime}.
     *
     * @throws IOException when it does not come
     */
    long arrival(String topic, String key) throws IOException, InterruptedException {
        CompletableFuture<Long> waiting = awaited.get(new Awaited(topic, key));
        if (waiting == null) {
            throw new IllegalStateException("nobody expected " + key + " in " + topic);
        }
        try {
            return waiting.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("nothing about " + key + " was written to " + topic, e);
        }
    }

    @Override
    public void close() {
        kafka.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
