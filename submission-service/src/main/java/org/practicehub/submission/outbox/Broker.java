package org.practicehub.submission.outbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Declares the topics as soon as the broker is there, however late, and only then lets anything be
 * sent: a topic that the broker made up by itself would have the wrong number of partitions.
 */
@Component
public class Broker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final long RETRY_SECONDS = 2;

    private final KafkaAdmin admin;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;
    private volatile boolean ready;

    Broker(KafkaAdmin admin) {
        this.admin = admin;
    }

    /** The first try is made here, so that the bindings of the stream find their topic. */
    @Override
    public void start() {
        running = true;
        ready = declare();
        if (!ready) {
            LOG.warn("The broker is away; what is pending waits in the store.");
            Thread.ofVirtual().name("broker-topics").start(this::declareTopics);
        }
    }

    private void declareTopics() {
        try {
            while (!ready && !stopped.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                ready = declare();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (ready) {
            LOG.info("The broker is there.");
        }
    }

    private boolean declare() {
        try {
            return admin.initialize();
        } catch (RuntimeException e) {
            LOG.debug("The topics are not declared yet", e);
            return false;
        }
    }

    /** Before everything that sends or reads. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    boolean isReady() {
        return ready;
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
