package org.practicehub.notification.ledger;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Writes together what many threads want written: while one write is under way the wishes of others
 * gather, and the first of them to have its turn writes them all. Each caller returns when its own
 * have been written, or throws what the write threw.
 */
final class Together<T> {

    private final Consumer<List<T>> write;
    private final ReentrantLock gathering = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private Batch<T> open = new Batch<>();

    private static final class Batch<T> {
        private final List<T> all = new ArrayList<>();
        private boolean written;
        private @Nullable RuntimeException failure;
    }

    /**
     * @param write called by one thread at a time
     */
    Together(Consumer<List<T>> write) {
        this.write = write;
    }

    void write(List<T> some) {
        Batch<T> mine = join(some);
        writing.lock();
        try {
            if (!mine.written) {
                close(mine);
                try {
                    write.accept(mine.all);
                } catch (RuntimeException e) {
                    mine.failure = e;
                }
                mine.written = true;
            }
        } finally {
            writing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** How many wait for the write that is under way. */
    int gathered() {
        gathering.lock();
        try {
            return open.all.size();
        } finally {
            gathering.unlock();
        }
    }

    private Batch<T> join(List<T> some) {
        gathering.lock();
        try {
            open.all.addAll(some);
            return open;
        } finally {
            gathering.unlock();
        }
    }

    /** Nothing joins it any more. */
    private void close(Batch<T> batch) {
        gathering.lock();
        try {
            if (open == batch) {
                open = new Batch<>();
            }
        } finally {
            gathering.unlock();
        }
    }
}
