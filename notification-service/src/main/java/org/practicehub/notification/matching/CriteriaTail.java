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
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.InvalidCriteriaException;
import org.practicehub.events.CriteriaChanged;
import org.practicehub.events.EventCodec;
import org.practicehub.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Reads {@code criteria} from its beginning and stays at its end, filling the {@link Matcher} of
 * this instance. Nothing is matched before the first end was reached, and a planner asks {@link
 * #awaitEnd} before each batch, so that a subscription that was confirmed before a practice was
 * published is never missed.
 */
@Component
public class CriteriaTail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CriteriaTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BREAK = Duration.ofSeconds(1);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaProperties kafka;
    private final Matcher matcher;
    private final CriteriaReconciliation reconciliation;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
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

    /** The newest state of one criteria that the topic told. */
    record Known(long sequence, boolean active) {}

    CriteriaTail(KafkaProperties kafka, Matcher matcher, CriteriaReconciliation reconciliation) {
        this.kafka = kafka;
        this.matcher = matcher;
        this.reconciliation = reconciliation;
    }

    /** Whether the topic was read to an end once, so that matching has begun to mean something. */
    public boolean loaded() {
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
                    throw new CriteriaUnreadException(
                            "criteria were not read to their end in time");
                }
                nanos = moved.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CriteriaUnreadException("interrupted while reading criteria");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("criteria-tail").daemon().start(this::run);
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
                LOG.debug("The criteria tail was woken to stop");
            } catch (RuntimeException e) {
                LOG.warn("Reading criteria failed, again in {}: {}", BREAK, e.toString());
                rest();
            } finally {
                reading = null;
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions();
        if (consumer.partitionsFor(Topics.CRITERIA).size() < Topics.PARTITIONS) {
            throw new KafkaException("the topic is not there yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        advance(consumer, partitions);
        while (running) {
            if (!loaded && reached(ends)) {
                loaded = true;
                LOG.info("Criteria loaded: {} are subscribed to", matcher.size());
                reconciliation.begin(known);
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
            case EventCodec.Decoded.Known(CriteriaChanged changed) -> on(changed);
            case EventCodec.Decoded.Known(var other) ->
                    LOG.warn("Skipped a {} among criteria", other.getClass().getSimpleName());
            case EventCodec.Decoded.Tombstone _ -> {
                if (record.key() != null) {
                    known.remove(record.key());
                    matcher.remove(record.key());
                }
            }
            case EventCodec.Decoded.Unknown(String type) ->
                    LOG.info("Skipped criteria of the unknown type {}", type);
            case EventCodec.Decoded.Unreadable(String reason) ->
                    LOG.warn(
                            "Skipped unreadable criteria at {}-{}: {}",
                            record.partition(),
                            record.offset(),
                            reason);
        }
    }

    private void on(CriteriaChanged changed) {
        Known before = known.get(changed.criteriaId());
        if (before != null && before.sequence() >= changed.sequence()) {
            return;
        }
        try {
            if (changed.active()) {
                matcher.put(changed.criteriaId(), Criteria.fromJson(changed.criteria()));
            } else {
                matcher.remove(changed.criteriaId());
            }
            known.put(changed.criteriaId(), new Known(changed.sequence(), changed.active()));
        } catch (InvalidCriteriaException e) {
            LOG.warn("Skipped criteria {}: {}", changed.criteriaId(), e.getMessage());
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
            throw new CriteriaUnreadException("the broker does not tell the end of criteria: " + e);
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
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "notification-criteria-" + role);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(number -> new TopicPartition(Topics.CRITERIA, number))
                .toList();
    }

    private void rest() {
        try {
            if (stopping.await(BREAK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("The criteria tail stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
