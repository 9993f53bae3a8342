package org.practicehub.submission.practice;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Walks through all practices beside everything else, step by step with a cursor in the store: what
 * a stop or a crash cuts short goes on at the next start. Nothing is walked through before
 * everything has been read, so nobody walks before {@link #read()}.
 */
public abstract class BackgroundWalks implements ReadAtStart, SmartLifecycle {

    private static final long PAUSE_SECONDS = 2;

    private final Logger log = LoggerFactory.getLogger(getClass());
    private volatile boolean running;

    /** Goes on with what was cut short; calls {@link #walk} for each. */
    protected abstract void goOn();

    /**
     * Steps until there is nothing left, in a thread of its own; a step that fails is tried again.
     *
     * @param name of the thread
     * @param step answers whether there is more to do
     */
    protected final void walk(String name, BooleanSupplier step) {
        Thread.ofVirtual().name(name).start(() -> walk(step));
    }

    private void walk(BooleanSupplier step) {
        boolean more = true;
        while (more && running) {
            try {
                more = step.getAsBoolean();
            } catch (RuntimeException e) {
                log.warn("A walk through the practices goes on in a moment: {}", e.toString());
                try {
                    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    @Override
    public final void read() {
        running = true;
        goOn();
    }

    /** Nothing: reading begins it. */
    @Override
    public final void start() {}

    @Override
    public final void stop() {
        running = false;
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
