package org.practicehub.submission.review;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Kind;
import org.practicehub.events.Tag;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * What is on the desk, in memory: open items only, oldest first. Read at the start and kept by what
 * this instance writes. A place in the queue is the time something was handed in and its id, so a
 * cursor stays good while others come and go.
 */
@Component
public class ReviewQueue implements SubmissionListener {

    /** A place in the queue. */
    record Place(long submittedAt, PracticeId id) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::submittedAt).thenComparing(Place::id);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** What is known of an item without asking the store: enough to choose. */
    record Entry(
            Place place,
            long version,
            Status status,
            @Nullable String assignee,
            @Nullable Instant claimedUntil,
            Kind kind,
            String language,
            List<String> topics,
            List<String> tags,
            boolean tagged) {

        /** Who works on it; null when nobody does, or no longer. */
        @Nullable String assigneeAt(Instant now) {
            return claimedUntil != null && now.isBefore(claimedUntil) ? assignee : null;
        }

        Status statusAt(Instant now) {
            return status == Status.IN_REVIEW && assigneeAt(now) == null
                    ? Status.SUBMITTED
                    : status;
        }
    }

    private static final Duration LATE = Duration.ofMinutes(5);

    private final ConcurrentSkipListMap<Place, Entry> inOrder = new ConcurrentSkipListMap<>();

    private final ConcurrentMap<PracticeId, Entry> byId = new ConcurrentHashMap<>();

    /** Versions in which items left the desk: news of older ones may still be on its way. */
    private final Cache<PracticeId, Long> left =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(LATE).build();

    @Override
    public void written(Submission submission) {
        Entry entry = entry(submission);
        byId.compute(
                submission.id(),
                (id, before) -> {
                    Long closed = left.getIfPresent(id);
                    if ((before != null && before.version() >= entry.version())
                            || (closed != null && closed >= entry.version())) {
                        return before;
                    }
                    if (before != null && !before.place().equals(entry.place())) {
                        inOrder.remove(before.place());
                    }
                    if (submission.status().isOnTheDesk()) {
                        inOrder.put(entry.place(), entry);
                        return entry;
                    }
                    inOrder.remove(entry.place());
                    left.put(id, entry.version());
                    return null;
                });
    }

    private static Entry entry(Submission submission) {
        Instant submittedAt = submission.submittedAt().orElse(submission.createdAt());
        return new Entry(
                new Place(submittedAt.toEpochMilli(), submission.id()),
                submission.version(),
                submission.status(),
                submission.claim().map(claim -> claim.subject()).orElse(null),
                submission.claim().map(claim -> claim.until()).orElse(null),
                submission.content().kind(),
                submission.content().language().intern(),
                submission.content().topics(),
                submission.tags().stream().map(Tag::term).distinct().map(String::intern).toList(),
                submission.isTagged());
    }

    int size() {
        return inOrder.size();
    }

    /** Part of the queue, oldest first, behind the given place. */
    List<Entry> after(@Nullable Place place, int limit, Predicate<Entry> filter) {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : (place == null ? inOrder : inOrder.tailMap(place, false)).values()) {
            if (filter.test(entry)) {
                entries.add(entry);
                if (entries.size() == limit) {
                    break;
                }
            }
        }
        return entries;
    }

    long count(Predicate<Entry> filter) {
        return inOrder.values().stream().filter(filter).count();
    }
}
