package org.practicehub.notification.delivery;

import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Line;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.ledger.Page;
import org.practicehub.notification.rounds.Rounds;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps memory flat while a million wait: of one job only some thousand mails stand in the queue,
 * of the others this instance knows the page they are on, and reads it back from the ledger when
 * the queue of the job runs low. Mails only: what endpoints are owed is queued as it comes.
 */
@Component
class Reserve extends Rounds {

    /** Mails of one job that are held ready. */
    static final int READY = 3000;

    private static final int LOW = 1000;
    private static final Duration EVERY = Duration.ofMillis(50);

    private final Outbound outbound;
    private final Ledger ledger;
    private final Instance instance;
    private final Map<String, Deque<Integer>> reserved = new LinkedHashMap<>();

    Reserve(Outbound outbound, Ledger ledger, Instance instance) {
        super("reserve", EVERY, "What is kept in reserve could not be read");
        this.outbound = outbound;
        this.ledger = ledger;
        this.instance = instance;
    }

    /**
     * Enters slices.
     *
     * @param slices by job
     * @param enter answers what is this instance's to send
     */
    void offer(Map<String, List<Integer>> slices, Supplier<List<Notification>> enter) {
        outbound.lookUp(
                () -> {
                    Sorted sorted = sorted(enter.get());
                    sorted.full()
                            .forEach(
                                    job ->
                                            slices.getOrDefault(job, List.of())
                                                    .forEach(slice -> keep(job, slice)));
                    return sorted.ready();
                });
    }

    /** What was taken over: what stood alone, or is pending on one page. */
    void offer(List<Notification> entries) {
        Sorted sorted = sorted(entries);
        outbound.offer(sorted.ready());
        for (Notification each : entries) {
            Line line = each.line();
            if (line != null
                    && each.matter() instanceof Matter.OfPractice practice
                    && sorted.full().contains(practice.jobId())) {
                keep(practice.jobId(), line.page());
            }
        }
    }

    /**
     * @param ready for the queue
     * @param full jobs of all the others
     */
    private record Sorted(List<Notification> ready, Set<String> full) {}

    private Sorted sorted(List<Notification> entries) {
        List<Notification> ready = new ArrayList<>();
        Map<String, Boolean> full = new HashMap<>();
        for (Notification each : entries) {
            if (each.toEndpoint()
                    || each.line() == null
                    || !(each.matter() instanceof Matter.OfPractice practice)
                    || !full.computeIfAbsent(practice.jobId(), this::isFull)) {
                ready.add(each);
            }
        }
        full.values().removeIf(isFull -> !isFull);
        return new Sorted(ready, full.keySet());
    }

    private boolean isFull(String job) {
        return outbound.mail().waiting(job) >= READY;
    }

    private synchronized void keep(String job, int slice) {
        Deque<Integer> kept = reserved.computeIfAbsent(job, _ -> new ArrayDeque<>());
        if (!kept.contains(slice)) {
            kept.add(slice);
        }
    }

    /** A slice of each job whose queue has run low. */
    private synchronized Map<String, Integer> next() {
        Map<String, Integer> next = new LinkedHashMap<>();
        reserved.forEach(
                (job, kept) -> {
                    if (!kept.isEmpty() && outbound.mail().waiting(job) < LOW) {
                        next.put(job, kept.getFirst());
                    }
                });
        return next;
    }

    private synchronized void done(String job, int slice) {
        Deque<Integer> kept = reserved.get(job);
        if (kept != null) {
            kept.remove(slice);
            if (kept.isEmpty()) {
                reserved.remove(job);
            }
        }
    }

    /** Slices whose mails are not in the queue. */
    synchronized int size() {
        return reserved.values().stream().mapToInt(Deque::size).sum();
    }

    @Override
    protected void round() {
        Map<String, Integer> next = next();
        while (!next.isEmpty()) {
            next.forEach(this::read);
            next = next();
        }
    }

    private void read(String job, int slice) {
        outbound.lookUp(
                () ->
                        ledger.page(job, slice)
                                .filter(page -> page.owner().equals(instance.id()))
                                .map(Page::pending)
                                .orElse(List.of()));
        done(job, slice);
    }
}
