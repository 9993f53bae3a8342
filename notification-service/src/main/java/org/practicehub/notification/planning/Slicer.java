package org.practicehub.notification.planning;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.practicehub.events.EventCodec;
import org.practicehub.events.NotificationsPlanned;
import org.practicehub.events.Topics;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.instance.Instances;
import org.practicehub.notification.subscription.SubscriberLists;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Cuts open jobs into slices, in turns: some jobs side by side, one slice of each. All slices of a
 * job are stored before the first is sent; each is acknowledged by the broker before the cursor
 * moves, so that after a crash the last one is sent again, and whoever takes it finds its page in
 * the ledger.
 */
@Component
public class Slicer implements SmartLifecycle {

    /** Jobs of one turn: most of it is waiting for the store and the broker. */
    private static final int SIDE_BY_SIDE = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Slicer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BREAK = Duration.ofSeconds(1);
    private static final Duration SHORT_BREAK = Duration.ofMillis(20);

    private final Jobs jobs;
    private final Slices slices;
    private final SubscriberLists lists;
    private final KafkaTemplate<String, byte[]> kafka;
    private final Instance instance;
    private final Instances instances;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<FanOutJob> turns = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private final Outstanding outstanding;
    private final Map<String, Seating> seatings = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    Slicer(
            Jobs jobs,
            Slices slices,
            SubscriberLists lists,
            KafkaTemplate<String, byte[]> kafka,
            Instance instance,
            Instances instances,
            Clock clock) {
        this.jobs = jobs;
        this.slices = slices;
        this.lists = lists;
        this.kafka = kafka;
        this.instance = instance;
        this.instances = instances;
        this.clock = clock;
        outstanding = new Outstanding(slices, clock);
    }

    /** Takes the job unless it is in here already. */
    void add(FanOutJob job) {
        lock.lock();
        try {
            if (known.add(job.id())) {
                turns.add(job);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes open jobs over from instances that are no longer alive. */
    public void takeOver(Set<String> alive) {
        for (Jobs.Open open : jobs.open()) {
            if (alive.contains(open.owner()) || !jobs.handOver(open, instance.id())) {
                continue;
            }
            jobs.byId(open.id())
                    .ifPresentOrElse(
                            job -> {
                                if (!job.planned()) {
                                    LOG.info("Took over planning {}", open.id());
                                    add(job);
                                }
                            },
                            // Never stored: its practice is still to be read from the topic.
                            () -> jobs.forget(open.id()));
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("slicer").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread slicing = thread;
        if (slicing != null) {
            slicing.interrupt();
            try {
                slicing.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 10_000;
    }

    private void run() {
        ThreadFactory factory = Thread.ofVirtual().name("slicer-", 0).factory();
        try (ExecutorService hands = Executors.newThreadPerTaskExecutor(factory)) {
            while (running) {
                List<Callable<Boolean>> turn =
                        next().stream().<Callable<Boolean>>map(job -> () -> turn(job)).toList();
                if (hands.invokeAll(turn).stream().noneMatch(Slicer::moved)) {
                    rest(SHORT_BREAK);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean moved(Future<Boolean> turn) {
        return turn.state() == Future.State.SUCCESS && turn.resultNow();
    }

    /**
     * @return false when the job had no room for another slice
     */
    private boolean turn(FanOutJob job) throws InterruptedException {
        try {
            boolean room = outstanding.hasRoom(job.id());
            settle(job, room ? slice(job) : job);
            return room;
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            LOG.warn("A slice was not made, again in {}: {}", BREAK, e.toString());
            rest(BREAK);
            settle(job, job);
            return true;
        }
    }

    private List<FanOutJob> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (turns.isEmpty() || !instances.trusted()) {
                changed.await(turns.isEmpty() ? 60_000 : 200, TimeUnit.MILLISECONDS);
            }
            List<FanOutJob> next = new ArrayList<>();
            while (next.size() < SIDE_BY_SIDE && !turns.isEmpty()) {
                next.add(turns.remove());
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable FanOutJob slice(FanOutJob job)
            throws InterruptedException, ExecutionException, TimeoutException {
        Seating seating =
                seatings.computeIfAbsent(
                        job.id(),
                        _ -> job.made() == 0 ? new Seating(job, lists, slices, jobs) : null);
        if (seating != null && !seating.step()) {
            return job;
        }
        List<String> people =
                seating == null ? slices.people(job.id(), job.made()) : seating.people(job.made());
        if (!people.isEmpty()) {
            send(job, people);
            outstanding.made(job.id(), job.made());
        }
        FanOutJob after = job.advanced();
        if (jobs.advance(job, after)) {
            return after;
        }
        LOG.info("The cursor of {} was moved by somebody else", job.id());
        return jobs.byId(job.id()).filter(now -> now.owner().equals(instance.id())).orElse(null);
    }

    /** The job takes another turn, unless it is done or another's. */
    private void settle(FanOutJob before, @Nullable FanOutJob after) {
        lock.lock();
        try {
            known.remove(before.id());
        } finally {
            lock.unlock();
        }
        if (after != null && !after.planned()) {
            add(after);
        } else {
            outstanding.forget(before.id());
            seatings.remove(before.id());
        }
    }

    private void send(FanOutJob job, List<String> subscribers)
            throws InterruptedException, ExecutionException, TimeoutException {
        EventCodec.Encoded encoded =
                EventCodec.encode(
                        new NotificationsPlanned(
                                job.id(),
                                job.made(),
                                job.made(),
                                clock.instant(),
                                job.practiceId(),
                                job.revision(),
                                job.occasion(),
                                subscribers),
                        "notification-service");
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.NOTIFICATIONS, encoded.key(), encoded.value());
        encoded.headers()
                .forEach(
                        (name, value) ->
                                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        kafka.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void rest(Duration pause) {
        lock.lock();
        try {
            long nanos = pause.toNanos();
            while (running && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
