package org.practicehub.submission.links;

import org.practicehub.outbound.UnansweredException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One request to a host at a time, with a pause after it, and few requests altogether. Whoever
 * waits should be a virtual thread.
 */
final class Turns {

    /** What is done when it is its turn. */
    interface Request<T> {
        T make() throws UnansweredException;
    }

    /** Of one host, while somebody makes a request to it, waits for that, or pauses. */
    private static final class Turn {
        final Semaphore free = new Semaphore(1, true);
        int interested;
    }

    private final ConcurrentHashMap<String, Turn> turns = new ConcurrentHashMap<>();
    private final Semaphore workers;
    private final Duration pause;

    Turns(int workers, Duration pause) {
        this.workers = new Semaphore(workers, true);
        this.pause = pause;
    }

    <T> T take(String host, Request<T> request) throws InterruptedException, UnansweredException {
        Turn turn = join(host);
        try {
            turn.free.acquire();
        } catch (InterruptedException e) {
            leave(host);
            throw e;
        }
        try {
            workers.acquire();
            try {
                return request.make();
            } finally {
                after(pause.dividedBy(10), workers::release);
            }
        } finally {
            after(
                    pause,
                    () -> {
                        turn.free.release();
                        leave(host);
                    });
        }
    }

    private Turn join(String host) {
        return turns.compute(
                host,
                (_, known) -> {
                    Turn turn = known == null ? new Turn() : known;
                    turn.interested++;
                    return turn;
                });
    }

    private void leave(String host) {
        turns.computeIfPresent(host, (_, turn) -> --turn.interested == 0 ? null : turn);
    }

    private static void after(Duration pause, Runnable then) {
        if (pause.isZero()) {
            then.run();
        } else {
            CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(then);
        }
    }
}
