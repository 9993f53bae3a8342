package org.practicehub.submission.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.practicehub.submission.practice.Outgoing;
import org.practicehub.submission.practice.PracticeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends batches: to the archive first, then to the broker. Events of one practice leave in order,
 * those of many practices together; of each, only what is acknowledged without a gap counts.
 */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Archive archive;
    private final Wire wire;
    private final Duration timeout;
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * @param timeout how long the acknowledgements of a batch are awaited
     */
    Dispatch(Archive archive, Wire wire, Duration timeout) {
        this.archive = archive;
        this.wire = wire;
        this.timeout = timeout;
    }

    /** One entry on its way, to nowhere when it went to the archive only. */
    private record OnItsWay(Outgoing outgoing, CompletableFuture<?> acknowledgement) {}

    /**
     * @param unsent of each practice, in order
     * @return how far the broker has each practice of which it took anything
     * @throws InterruptedException when the thread was interrupted; nothing is known then
     */
    Map<PracticeId, Long> send(Map<PracticeId, List<Outgoing>> unsent) throws InterruptedException {
        List<Archive.Entry> entries = new ArrayList<>();
        unsent.forEach(
                (id, rest) -> rest.forEach(entry -> entries.add(new Archive.Entry(id, entry))));
        archive.keep(entries);
        Map<PracticeId, List<OnItsWay>> underWay = handOver(unsent);
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<PracticeId, Long> acknowledged = new HashMap<>();
        for (Map.Entry<PracticeId, List<OnItsWay>> practice : underWay.entrySet()) {
            for (OnItsWay event : practice.getValue()) {
                if (!isAcknowledged(event.acknowledgement(), deadline)) {
                    break;
                }
                acknowledged.put(practice.getKey(), event.outgoing().sequence());
            }
        }
        return acknowledged;
    }

    /** Until the broker takes no more. */
    private Map<PracticeId, List<OnItsWay>> handOver(Map<PracticeId, List<Outgoing>> unsent) {
        Map<PracticeId, List<OnItsWay>> underWay = new HashMap<>();
        for (Map.Entry<PracticeId, List<Outgoing>> practice : unsent.entrySet()) {
            List<OnItsWay> events = new ArrayList<>(practice.getValue().size());
            underWay.put(practice.getKey(), events);
            for (Outgoing outgoing : practice.getValue()) {
                CompletableFuture<?> acknowledgement = handOver(practice.getKey(), outgoing);
                events.add(new OnItsWay(outgoing, acknowledgement));
                if (acknowledgement.isCompletedExceptionally()) {
                    return underWay;
                }
            }
        }
        return underWay;
    }

    private CompletableFuture<?> handOver(PracticeId practice, Outgoing outgoing) {
        try {
            return switch (outgoing) {
                case Outgoing.Event event -> wire.send(Messages.of(event.topic(), event.event()));
                case Outgoing.Tombstone(String topic, long _) ->
                        wire.send(new ProducerRecord<>(topic, practice.value(), null));
                case Outgoing.OldStep _ -> CompletableFuture.completedFuture(null);
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean isAcknowledged(CompletableFuture<?> acknowledgement, long deadline)
            throws InterruptedException {
        try {
            acknowledgement.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            sent.increment();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            failed.increment();
            LOG.debug("An event was not acknowledged", e);
            return false;
        }
    }

    long sent() {
        return sent.sum();
    }

    long failed() {
        return failed.sum();
    }
}
