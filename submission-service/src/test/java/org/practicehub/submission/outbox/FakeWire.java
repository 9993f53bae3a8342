package org.practicehub.submission.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A broker that can be away, lose acknowledgements, and hold them back. */
final class FakeWire implements Wire {

    private final List<ProducerRecord<String, byte[]>> log = new ArrayList<>();
    private final List<CompletableFuture<Object>> held = new ArrayList<>();
    private boolean away;
    private boolean holding;
    private int failing;

    @Override
    public synchronized CompletableFuture<?> send(ProducerRecord<String, byte[]> message) {
        if (away) {
            return CompletableFuture.failedFuture(new IllegalStateException("away"));
        }
        if (failing > 0) {
            failing--;
            return CompletableFuture.failedFuture(new IllegalStateException("lost on its way"));
        }
        log.add(message);
        CompletableFuture<Object> acknowledgement = new CompletableFuture<>();
        if (holding) {
            held.add(acknowledgement);
        } else {
            acknowledgement.complete(message);
        }
        return acknowledgement;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    synchronized void goAway() {
        away = true;
    }

    synchronized void comeBack() {
        away = false;
    }

    synchronized void failNext(int count) {
        failing = count;
    }

    synchronized void holdAcknowledgements() {
        holding = true;
    }

    synchronized void releaseAcknowledgements() {
        holding = false;
        held.forEach(acknowledgement -> acknowledgement.complete("kept"));
        held.clear();
    }

    /** What the broker has under a key, as {@code topic:sequence} or {@code topic:null}. */
    synchronized List<String> log(String key) {
        return log.stream()
                .filter(message -> Objects.equals(key, message.key()))
                .map(
                        message ->
                                message.topic()
                                        + ":"
                                        + (message.value() == null ? "null" : sequence(message)))
                .toList();
    }

    synchronized int size() {
        return log.size();
    }

    private static String sequence(ProducerRecord<String, byte[]> message) {
        String id = new String(message.headers().lastHeader("ce_id").value());
        return id.substring(id.lastIndexOf(':') + 1);
    }
}
