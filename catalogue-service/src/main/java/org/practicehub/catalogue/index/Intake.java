package org.practicehub.catalogue.index;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;

/**
 * Takes records of the log into an index and tells those who listen. Records may come twice: the
 * index keeps what is newest.
 */
final class Intake {

    private static final Logger log = LoggerFactory.getLogger(Intake.class);

    /** What readers do not see yet is remembered by id: no more than some megabytes of it. */
    private static final int MOST_UNSEEN = 50_000;

    private final PracticeIndex index;
    private final List<EntryListener> listeners;

    Intake(PracticeIndex index, List<EntryListener> listeners) {
        this.index = index;
        this.listeners = listeners;
    }

    /**
     * What cannot be read or indexed is left out, and the log says so.
     *
     * @throws IOException when the index cannot be written; all may be given again
     */
    void take(Iterable<ConsumerRecord<byte[], byte @Nullable []>> records) throws IOException {
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            take(record);
            if (index.unseen() > MOST_UNSEEN) {
                index.refresh();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte @Nullable []> record) throws IOException {
        Reading reading =
                CatalogueEntry.read(
                        record.key(),
                        name -> {
                            var header = record.headers().lastHeader(name);
                            return header == null ? null : header.value();
                        },
                        record.value());
        switch (reading) {
            case Reading.Entry(CatalogueEntry entry) -> put(record, entry);
            case Reading.Forgotten(String id) -> {
                index.forget(id);
                listeners.forEach(listener -> listener.forgotten(id));
            }
            case Reading.Skipped(String type) ->
                    log.debug("{} skipped: unknown type {}", at(record), type);
            case Reading.Rejected(String reason) -> log.warn("{} left out: {}", at(record), reason);
        }
    }

    private void put(ConsumerRecord<byte[], byte @Nullable []> record, CatalogueEntry entry)
            throws IOException {
        try {
            if (index.put(entry)) {
                listeners.forEach(listener -> listener.changed(entry));
            }
        } catch (AlreadyClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("{} left out: it cannot be indexed", at(record), e);
        }
    }

    private static String at(ConsumerRecord<byte[], byte @Nullable []> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
