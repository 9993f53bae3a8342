package org.practicehub.submission.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What is on the desk, in memory: open items only. Read at the start and kept by what this instance
 * writes. A place in the queue is the time something was handed in and its id, so a cursor stays
 * good while others come and go.
 */
@Component
public class ReviewQueue implements SubmissionListener {

    private static final Duration LATE = Duration.ofMinutes(5);

    private final ConcurrentSkipListMap<Place, Entry> byAge =
            new ConcurrentSkipListMap<>(Place.BY_AGE);

    private final ConcurrentSkipListMap<Place, Entry> byConfidence =
            new ConcurrentSkipListMap<>(Place.BY_CONFIDENCE);

    private final ConcurrentMap<PracticeId, Entry> byId = new ConcurrentHashMap<>();

    /** Versions in which items left the desk: news of older ones may still be on its way. */
    private final Cache<PracticeId, Long> left =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(LATE).build();

    private final AtomicLong changes = new AtomicLong();
    private final Cache<Counted, Long> counts = Caffeine.newBuilder().maximumSize(200).build();

    /** What was counted, and after how many changes of the queue. */
    private record Counted(QueueFilter filter, long changes) {}

    @Override
    public void written(Submission submission) {
        Entry entry = submission.status().isOnTheDesk() ? Entry.of(submission) : null;
        byId.compute(
                submission.id(),
                (id, before) -> {
                    Long closed = left.getIfPresent(id);
                    if ((before != null && before.version() >= submission.version())
                            || (closed != null && closed >= submission.version())) {
                        return before;
                    }
                    if (before != null && (entry == null || !before.isAt(entry.place()))) {
                        byAge.remove(before.place());
                        byConfidence.remove(before.place());
                    }
                    if (entry == null) {
                        left.put(id, submission.version());
                        return null;
                    }
                    byAge.put(entry.place(), entry);
                    byConfidence.put(entry.place(), entry);
                    return entry;
                });
        changes.incrementAndGet();
    }

    int size() {
        return byAge.size();
    }

    /** Part of the queue, behind the given place. */
    public List<Entry> after(
            @Nullable Place place, Order order, int limit, Predicate<Entry> filter) {
        NavigableMap<Place, Entry> all =
                switch (order) {
                    case OLDEST -> byAge;
                    case NEWEST -> byAge.descendingMap();
                    case CONFIDENCE -> byConfidence;
                };
        List<Entry> entries = new ArrayList<>(limit);
        for (Entry entry : (place == null ? all : all.tailMap(place, false)).values()) {
            if (filter.test(entry)) {
                entries.add(entry);
                if (entries.size() == limit) {
                    break;
                }
            }
        }
        return entries;
    }

    /** How many the filter lets through; counted once as long as nothing changes. */
    public long count(QueueFilter filter) {
        return counts.get(
                new Counted(filter, changes.get()),
                counted -> all().stream().filter(counted.filter()).count());
    }

    Collection<Entry> all() {
        return byAge.values();
    }

    /** How many wait for a decision up to and including this one; empty when it does not wait. */
    OptionalInt position(PracticeId id) {
        Entry entry = byId.get(id);
        if (entry == null || !entry.status().awaitsDecision()) {
            return OptionalInt.empty();
        }
        int position = 0;
        for (Entry before : byAge.headMap(entry.place(), true).values()) {
            position += before.status().awaitsDecision() ? 1 : 0;
        }
        return OptionalInt.of(position);
    }
}
