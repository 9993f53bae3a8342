package org.practicehub.submission.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.util.concurrent.CompletableFuture;

/** The way to the broker; tests cut it, slow it down and listen in. */
public interface Wire {

    /**
     * @return completes when the broker has the record for good
     */
    CompletableFuture<?> send(ProducerRecord<String, byte[]> message);

    /** Whether the broker is there and its topics are as they have to be. */
    boolean isReady();
}
