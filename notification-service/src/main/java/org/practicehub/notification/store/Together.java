package org.practicehub.notification.store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Asks the store together what many threads ask of it: while one request is under way the wishes of
 * others gather, and the first of them to have its turn asks for them all. Nothing waits for longer
 * than the request before its own, and no timer is needed.
 *
 * @param <T> a wish
 * @param <R> what is answered to all whose wishes were in one request
 */
public final class Together<T, R> {

    private final Function<List<T>, R> request;
    private final ReentrantLock gathering = new ReentrantLock();
    private final ReentrantLock asking = new ReentrantLock();
    private Batch<T, R> open = new Batch<>();

    private static final class Batch<T, R> {
        private final List<T> all = new ArrayList<>();
        private @Nullable R answer;
        private @Nullable RuntimeException failure;
    }

    /**
     * @param request called by one thread at a time
     */
    public Together(Function<List<T>, R> request) {
        this.request = request;
    }

    /**
     * Returns when these were asked for, begun after this call; or throws what the request threw.
     */
    public R ask(List<T> some) {
        Batch<T, R> mine = join(some);
        asking.lock();
        try {
            if (mine.answer == null && mine.failure == null) {
                close(mine);
                try {
                    mine.answer = request.apply(mine.all);
                } catch (RuntimeException e) {
                    mine.failure = e;
                }
            }
        } finally {
            asking.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return Objects.requireNonNull(mine.answer);
    }

    /** How many wait for the request that is under way. */
    int gathered() {
        gathering.lock();
        try {
            return open.all.size();
        } finally {
            gathering.unlock();
        }
    }

    private Batch<T, R> join(List<T> some) {
        gathering.lock();
        try {
            open.all.addAll(some);
            return open;
        } finally {
            gathering.unlock();
        }
    }

    /** Nothing joins it any more. */
    private void close(Batch<T, R> batch) {
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
