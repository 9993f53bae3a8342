package org.practicehub.notification.rounds;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Something done again and again while the service runs, the first time one span after its start. A
 * round that fails is told of in the log, and the next one comes all the same.
 */
public abstract class Rounds implements SmartLifecycle {

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final Duration every;
    private final String failure;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param every the span between the end of a round and the next
     * @param failure what the log says when a round fails, without the reason
     */
    protected Rounds(String name, Duration every, String failure) {
        this.name = name;
        this.every = every;
        this.failure = failure;
    }

    /** One round; called by one thread only. */
    protected abstract void round();

    @Override
    public final void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    @Override
    public final void stop() {
        stopping.countDown();
        thread = null;
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    round();
                } catch (RuntimeException e) {
                    log.warn("{}: {}", failure, e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
