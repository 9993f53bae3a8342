package org.practicehub.notification.matching;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Reads a compacted topic from its beginning and stays at its end: a copy in memory, the same in
 * every instance.
 */
abstract class LogTail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BREAK = Duration.ofSeconds(1);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaProperties kafka;
    private final String topic;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final ReentrantLock probing = new ReentrantLock();
    private @Nullable Consumer<String, byte[]> probe;
    private volatile boolean running;
    private volatile boolean loaded;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte[]> reading;
    private volatile @Nullable Thread thread;

    LogTail(KafkaProperties kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** One record that can be read, in the order of its partition; from its first on. */
    abstract void on(HubEvent event);

    /** A key whose last event was taken from the topic. */
    abstract void onGone(String key);

    /** The end that the topic had at the start has been reached for the first time. */
    abstract void onLoaded();

    /** Whether the topic was read to an end once, so that matching has begun to mean something. */
    public final boolean loaded() {
        return loaded;
    }

    /**
     * Returns when everything that stood on the topic at the time of the call is in the matcher.
     *
     * @throws CriteriaUnreadException when that takes longer than {@code patience}, or the broker
     *     does not answer
     */
    public void awaitEnd(Duration patience) {
        Map<TopicPartition, Long> ends = ends();
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (!reached(ends)) {
                if (nanos <= 0) {
                    throw new CriteriaUnreadException(topic + " was not read to its end in time");
                }
                nanos = moved.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CriteriaUnreadException("interrupted while reading " + topic);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name(topic + "-tail").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        Thread reader = thread;
        if (reader != null) {
            try {
                reader.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closeProbe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the stream bindings, after them at the end. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 10_000;
    }

    private void run() {
        while (running) {
            try (Consumer<String, byte[]> consumer = consumer("tail")) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("A tail was woken to stop");
            } catch (RuntimeException e) {
                LOG.warn("Reading {} failed, again in {}: {}", topic, BREAK, e.toString());
                rest();
            } finally {
                reading = null;
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions();
        if (consumer.partitionsFor(topic).size() < Topics.PARTITIONS) {
            throw new KafkaException("the topic is not there yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        advance(consumer, partitions);
        while (running) {
            if (!loaded && reached(ends)) {
                loaded = true;
                onLoaded();
            }
            for (ConsumerRecord<String, byte[]> record :
                    consumer.poll(loaded ? POLL : Duration.ofMillis(50))) {
                on(record);
            }
            advance(consumer, partitions);
        }
    }

    private void on(ConsumerRecord<String, byte[]> record) {
        EventCodec.Decoded decoded =
                EventCodec.decode(
                        name -> {
                            Header header = record.headers().lastHeader(name);
                            return header == null ? null : header.value();
                        },
                        record.value());
        switch (decoded) {
            case EventCodec.Decoded.Known(HubEvent event) -> on(event);
            case EventCodec.Decoded.Tombstone _ -> {
                if (record.key() != null) {
                    onGone(record.key());
                }
            }
            case EventCodec.Decoded.Unknown(String type) ->
                    LOG.info("Skipped a record of {} of the unknown type {}", topic, type);
            case EventCodec.Decoded.Unreadable(String reason) ->
                    LOG.warn(
                            "Skipped an unreadable record at {}-{}-{}: {}",
                            topic,
                            record.partition(),
                            record.offset(),
                            reason);
        }
    }

    private void advance(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        lock.lock();
        try {
            for (TopicPartition partition : partitions) {
                positions.put(partition, consumer.position(partition));
            }
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        lock.lock();
        try {
            return ends.entrySet().stream()
                    .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
        } finally {
            lock.unlock();
        }
    }

    /** Asked by a client of its own: a consumer belongs to one thread. */
    private Map<TopicPartition, Long> ends() {
        probing.lock();
        try {
            Consumer<String, byte[]> client = probe;
            if (client == null) {
                client = consumer("probe");
                client.assign(partitions());
                probe = client;
            }
            return client.endOffsets(partitions(), PROBE_PATIENCE);
        } catch (KafkaException e) {
            throw new CriteriaUnreadException(
                    "the broker does not tell the end of " + topic + ": " + e);
        } finally {
            probing.unlock();
        }
    }

    private void closeProbe() {
        probing.lock();
        try {
            if (probe != null) {
                probe.close();
                probe = null;
            }
        } finally {
            probing.unlock();
        }
    }

    private Consumer<String, byte[]> consumer(String role) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "notification-" + topic + "-" + role);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions() {
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    private void rest() {
        try {
            if (stopping.await(BREAK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("A tail stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
