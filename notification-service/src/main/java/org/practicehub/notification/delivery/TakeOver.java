package org.practicehub.notification.delivery;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.instance.Instances;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.planning.Slicer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives this instance's sign of life and finds work that nobody alive owns: all of it once after
 * the start, later whenever another instance fell silent.
 */
@Component
class TakeOver implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int AT_ONCE = 500;

    private final Instances instances;
    private final Instance instance;
    private final Ledger ledger;
    private final Reserve reserve;
    private final Slicer slicer;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;
    private volatile boolean swept;
    private volatile @Nullable Thread thread;

    TakeOver(
            Instances instances, Instance instance, Ledger ledger, Reserve reserve, Slicer slicer) {
        this.instances = instances;
        this.instance = instance;
        this.ledger = ledger;
        this.reserve = reserve;
        this.slicer = slicer;
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("take-over").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        Thread rounds = thread;
        if (rounds != null) {
            try {
                rounds.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        instances.goodbye();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before and stops after everything that needs the sign of life. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 30_000;
    }

    private void run() {
        while (running) {
            try {
                round();
            } catch (RuntimeException e) {
                LOG.warn("No sign of life could be given, again in {}: {}", EVERY, e.toString());
            }
            try {
                if (stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void round() {
        instances.sign();
        Set<String> silent = instances.silent();
        if (swept && silent.isEmpty()) {
            return;
        }
        if (!swept) {
            ledger.declareIndexes();
        }
        Set<String> alive = instances.alive();
        slicer.takeOver(alive);
        int taken = takeOver(alive);
        swept = true;
        silent.forEach(instances::forget);
        if (taken > 0) {
            LOG.info("Took over {} notifications that were owed", taken);
        }
    }

    private int takeOver(Set<String> alive) {
        Map<String, List<Notification>> byOwner = new HashMap<>();
        int[] taken = {0};
        ledger.owed(
                notification -> {
                    if (!alive.contains(notification.owner())) {
                        List<Notification> some =
                                byOwner.computeIfAbsent(
                                        notification.owner(), _ -> new ArrayList<>());
                        some.add(notification);
                        if (some.size() == AT_ONCE) {
                            taken[0] += take(notification.owner(), some);
                            instances.sign();
                            some.clear();
                        }
                    }
                });
        byOwner.forEach((owner, some) -> taken[0] += take(owner, some));
        ledger.owedPages(
                page -> {
                    if (!alive.contains(page.owner())) {
                        List<Notification> mine = ledger.handOver(page, instance.id());
                        reserve.offer(mine);
                        instances.sign();
                        taken[0] += mine.size();
                    }
                });
        return taken[0];
    }

    private int take(String owner, List<Notification> some) {
        if (some.isEmpty()) {
            return 0;
        }
        List<Notification> mine = ledger.handOver(List.copyOf(some), owner, instance.id());
        reserve.offer(mine);
        return mine.size();
    }
}
