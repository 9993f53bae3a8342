package org.practicehub.catalogue.exports;

import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.PracticeStore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads practices from the read model ahead of whoever writes them: while the store looks for one
 * batch another is decoded and a third written, and no more than these are in memory. For one
 * thread.
 */
final class ReadAhead implements AutoCloseable {

    /** Batches that are being read while one is written. */
    private static final int AHEAD = 2;

    private final PracticeStore store;
    private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Future<List<Published>>> coming = new ArrayDeque<>();

    ReadAhead(PracticeStore store) {
        this.store = store;
    }

    /** Begins to read a batch. */
    void begin(List<Hit> hits) {
        List<String> ids = hits.stream().map(Hit::id).toList();
        coming.add(reader.submit(() -> read(ids)));
    }

    /** Whether no other batch should be begun before one was taken. */
    boolean isFull() {
        return coming.size() > AHEAD;
    }

    boolean isEmpty() {
        return coming.isEmpty();
    }

    /**
     * The batch that was begun first, without what was withdrawn meanwhile.
     *
     * @throws com.mongodb.MongoException when the read model does not answer
     * @throws java.util.NoSuchElementException when it is empty
     */
    List<Published> take() {
        try {
            return coming.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the export was interrupted", e);
        }
    }

    private List<Published> read(List<String> ids) {
        Map<String, CatalogueEntry> entries = store.findAll(ids);
        List<Published> practices = new ArrayList<>(ids.size());
        for (String id : ids) {
            if (entries.get(id) instanceof Published published) {
                practices.add(published);
            }
        }
        return practices;
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
