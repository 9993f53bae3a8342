package org.practicehub.catalogue.index;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the practices topic from where the index stands and keeps reading: a plain consumer with
 * assigned partitions and its own offsets, so that every instance has all practices. When the
 * broker is away the index is served as it is.
 */
final class Tail implements Runnable {

    /** How complete an index is. */
    enum State {
        /** Begun from nothing and not yet at the log's end: words cannot be answered. */
        BUILDING,
        /** Was complete once, and reads what happened since. */
        CATCHING_UP,
        /** At the log's end, as of the start. */
        LIVE
    }

    private static final Logger log = LoggerFactory.getLogger(Tail.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long BULK_REFRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** So many records at once mean that more are waiting: readers see them once a second. */
    private static final int FLOOD = 500;

    private static final long FLOOD_REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Refreshing takes at most a quarter of the thread's time. */
    private static final int REFRESH_SHARE = 3;

    private final PracticeIndex index;
    private final Intake intake;
    private final Supplier<Consumer<byte[], byte @Nullable []>> consumers;
    private final Supplier<Admin> admins;
    private final Runnable onConnected;
    private final long commitNanos;
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final AtomicBoolean committing = new AtomicBoolean();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private volatile State state;
    private volatile boolean connected;
    private final AtomicLong read = new AtomicLong();
    private volatile long expected;
    private volatile @Nullable Consumer<byte[], byte @Nullable []> current;
    private String topicId = "";
    private Map<TopicPartition, Long> goal = Map.of();
    private long lastRefresh = System.nanoTime();
    private long refreshCost;
    private long refreshCostBefore;
    private long lastCommit = System.nanoTime();
    private long lastProbe = System.nanoTime();
    private boolean uncommitted;
    private boolean flooded;

    /**
     * @param onConnected run each time the broker answers (again), before reading
     */
    Tail(
            PracticeIndex index,
            Supplier<Consumer<byte[], byte @Nullable []>> consumers,
            Supplier<Admin> admins,
            List<EntryListener> listeners,
            Runnable onConnected,
            Duration commitInterval) {
        this.index = index;
        this.consumers = consumers;
        this.admins = admins;
        this.intake = new Intake(index, listeners);
        this.onConnected = onConnected;
        this.commitNanos = commitInterval.toNanos();
        this.state = index.place() == null ? State.BUILDING : State.CATCHING_UP;
        this.thread = new Thread(this, "catalogue-tail-" + index.path().getFileName());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the reading and commits. */
    void stop() throws InterruptedException {
        stop.countDown();
        Consumer<byte[], byte @Nullable []> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.join(TimeUnit.SECONDS.toMillis(15));
    }

    State state() {
        return state;
    }

    /** Whether the broker answered last time. */
    boolean connected() {
        return connected;
    }

    /** Records read since the start, and how many there were to read at the start. */
    long[] progress() {
        return new long[] {read.get(), expected};
    }

    PracticeIndex index() {
        return index;
    }

    @Override
    public void run() {
        while (!stopped()) {
            try (Consumer<byte[], byte @Nullable []> consumer = consumers.get()) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                log.debug("woken to stop");
            } catch (KafkaException e) {
                disconnected(e);
            } catch (IOException | AlreadyClosedException e) {
                log.error("the index in {} cannot be written; trying again", index.path(), e);
            } catch (RuntimeException e) {
                log.error("reading the log failed; trying again", e);
            } finally {
                current = null;
            }
            pause();
        }
        if (uncommitted && state != State.BUILDING) {
            commit();
        }
    }

    private void follow(Consumer<byte[], byte @Nullable []> consumer) throws IOException {
        connect(consumer);
        while (!stopped()) {
            ConsumerRecords<byte[], byte @Nullable []> records = consumer.poll(timeout());
            flooded = records.count() >= FLOOD;
            if (!records.isEmpty()) {
                apply(records);
            } else if (System.nanoTime() - lastProbe > PROBE_NANOS && !probe(consumer)) {
                return;
            }
            if (state != State.LIVE && reachedGoal(consumer)) {
                index.refresh();
                lastRefresh = System.nanoTime();
                state = State.LIVE;
                log.info("the index is complete: read {} records", read.get());
                commitLater();
            } else if (index.unseen() > 0 && refreshDue() <= 0) {
                refresh();
            }
            // Half an index is never committed: after a crash it would pass for a whole one.
            if (uncommitted
                    && state != State.BUILDING
                    && System.nanoTime() - lastCommit > commitNanos) {
                commitLater();
            }
        }
    }

    /** Finds the place to read from: where the index stands, if it stands in this very log. */
    private void connect(Consumer<byte[], byte @Nullable []> consumer) throws IOException {
        onConnected.run();
        String found = findTopicId();
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.PRACTICES, PATIENCE).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
        Place place = topicId.isEmpty() ? index.place() : new Place(topicId, offsets);
        offsets.clear();
        if (place != null && !stands(place, found, beginnings, ends)) {
            log.warn("the log is not the one that the index was made from: reading it anew");
            index.empty();
            state = State.BUILDING;
            place = null;
        }
        topicId = found;
        consumer.assign(partitions);
        long toRead = 0;
        for (TopicPartition partition : partitions) {
            long first = beginnings.getOrDefault(partition, 0L);
            long start =
                    place == null
                            ? first
                            : place.offsets().getOrDefault(partition.partition(), first);
            offsets.put(partition.partition(), start);
            consumer.seek(partition, start);
            toRead += ends.getOrDefault(partition, 0L) - start;
        }
        goal = ends;
        expected = toRead;
        read.set(0);
        connected = true;
        lastProbe = System.nanoTime();
        log.info("reading {} from {} ({} records to the end)", Topics.PRACTICES, offsets, expected);
    }

    private static boolean stands(
            Place place,
            String topicId,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        return place.topicId().equals(topicId)
                && place.offsets().entrySet().stream()
                        .allMatch(
                                entry -> {
                                    TopicPartition partition =
                                            new TopicPartition(Topics.PRACTICES, entry.getKey());
                                    return entry.getValue() <= ends.getOrDefault(partition, -1L)
                                            && entry.getValue()
                                                    >= beginnings.getOrDefault(partition, 0L);
                                });
    }

    private String findTopicId() {
        try (Admin admin = admins.get()) {
            DescribeTopicsResult topics = admin.describeTopics(List.of(Topics.PRACTICES));
            Map<String, TopicDescription> found =
                    topics.allTopicNames().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return requireNonNull(found.get(Topics.PRACTICES), "asked for").topicId().toString();
        } catch (ExecutionException e) {
            throw new KafkaException("the topic cannot be described", e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("the broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WakeupException();
        }
    }

    /** Asks the broker whether it is there; an idle consumer cannot tell by itself. */
    private boolean probe(Consumer<byte[], byte @Nullable []> consumer) {
        lastProbe = System.nanoTime();
        try {
            consumer.endOffsets(consumer.assignment(), Duration.ofSeconds(2));
            if (!connected) {
                log.info("the broker is back: looking whether it is the same log");
                return false;
            }
        } catch (TimeoutException e) {
            if (connected) {
                log.warn("the broker does not answer: serving what is known");
            }
            connected = false;
        }
        return true;
    }

    private void apply(ConsumerRecords<byte[], byte @Nullable []> records) throws IOException {
        intake.take(records);
        records.nextOffsets()
                .forEach((partition, next) -> offsets.put(partition.partition(), next.offset()));
        read.addAndGet(records.count());
        uncommitted = true;
    }

    private boolean reachedGoal(Consumer<byte[], byte @Nullable []> consumer) {
        return goal.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void refresh() throws IOException {
        long start = System.nanoTime();
        index.refresh();
        lastRefresh = System.nanoTime();
        refreshCostBefore = refreshCost;
        refreshCost = lastRefresh - start;
    }

    /**
     * Nanoseconds until readers should see what was written; at most 0 when now. One refresh that
     * took long by accident, because the heap was collected meanwhile, delays nothing.
     */
    private long refreshDue() {
        long interval =
                state == State.LIVE
                        ? REFRESH_SHARE * Math.min(refreshCost, refreshCostBefore)
                        : BULK_REFRESH_NANOS;
        if (flooded) {
            interval = Math.max(interval, FLOOD_REFRESH_NANOS);
        }
        return lastRefresh + interval - System.nanoTime();
    }

    private Duration timeout() {
        return index.unseen() == 0
                ? IDLE
                : Duration.ofNanos(Math.clamp(refreshDue(), 0, IDLE.toNanos()));
    }

    /** Off this thread, so that waiting for the disk delays no reader. */
    private void commitLater() {
        lastCommit = System.nanoTime();
        if (!committing.compareAndSet(false, true)) {
            return;
        }
        uncommitted = false;
        Place reached = new Place(topicId, offsets);
        Thread.ofVirtual()
                .name("catalogue-commit")
                .start(
                        () -> {
                            try {
                                index.commit(reached);
                            } catch (IOException | AlreadyClosedException e) {
                                log.error("the index in {} was not committed", index.path(), e);
                            } finally {
                                committing.set(false);
                            }
                        });
    }

    private void commit() {
        try {
            index.commit(new Place(topicId, offsets));
        } catch (IOException | AlreadyClosedException e) {
            log.error("the index in {} was not committed", index.path(), e);
        }
    }

    private void disconnected(KafkaException e) {
        if (connected || log.isDebugEnabled()) {
            log.warn("the log cannot be read: {}", e.toString());
        }
        connected = false;
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            if (stop.await(500, TimeUnit.MILLISECONDS)) {
                log.debug("stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    @Override
    public String toString() {
        return offsets.entrySet().stream()
                .map(entry -> entry.getKey() + "@" + entry.getValue())
                .collect(Collectors.joining(" ", "Tail[" + state + " ", "]"));
    }
}
