package org.practicehub.catalogue.exports;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.Inquiry.Hit;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.PracticeStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads practices from the read model, a batch ahead of whoever writes them: one batch is read
 * while the one before it is written, and no more than these two are in memory. For one thread.
 */
final class ReadAhead implements AutoCloseable {

    private final PracticeStore store;
    private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Future<List<Published>> coming;

    ReadAhead(PracticeStore store) {
        this.store = store;
    }

    /**
     * Begins to read a batch.
     *
     * @return the batch before it, without what was withdrawn meanwhile; empty at first
     * @throws com.mongodb.MongoException when the read model does not answer
     */
    List<Published> next(List<Hit> hits) {
        List<String> ids = hits.stream().map(Hit::id).toList();
        Future<List<Published>> next = reader.submit(() -> read(ids));
        List<Published> before = last();
        coming = next;
        return before;
    }

    /** The batch that was begun last; see {@link #next}. */
    List<Published> last() {
        Future<List<Published>> awaited = coming;
        coming = null;
        if (awaited == null) {
            return List.of();
        }
        try {
            return awaited.get();
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
