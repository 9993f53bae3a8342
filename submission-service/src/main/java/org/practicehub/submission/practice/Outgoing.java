package org.practicehub.submission.practice;

import org.practicehub.events.HubEvent;

/**
 * What the document still has to tell the world. Entries of one practice leave in the order of
 * their sequence.
 */
public sealed interface Outgoing {

    long sequence();

    /**
     * What may not have been sent yet names the person no longer, where it stays: in the archive.
     */
    default Outgoing erased(Erasure erasure) {
        return this;
    }

    /** An event for a Kafka topic. */
    record Event(String topic, HubEvent event) implements Outgoing {

        @Override
        public long sequence() {
            return event.sequence();
        }
    }

    /** A null for a compacted Kafka topic: what stood there is closed. */
    record Tombstone(String topic, long sequence) implements Outgoing {}

    /** A step that became too old for the document and moves to the archive. */
    record OldStep(long sequence, HistoryEntry entry) implements Outgoing {

        @Override
        public Outgoing erased(Erasure erasure) {
            return erasure.concerns(entry) ? new OldStep(sequence, entry.erased()) : this;
        }
    }
}
