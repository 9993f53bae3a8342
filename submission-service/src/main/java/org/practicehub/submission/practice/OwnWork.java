package org.practicehub.submission.practice;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Who owns what, in memory: asking the store would scan it on the embedded server. 16 bytes an id
 * and a node; read at the start, then kept by what this instance writes.
 */
@Component
public class OwnWork implements SubmissionListener {

    private final ConcurrentMap<String, ConcurrentSkipListSet<UUID>> byOwner =
            new ConcurrentHashMap<>();

    private final ConcurrentSkipListSet<UUID> all = new ConcurrentSkipListSet<>();

    @Override
    public void stored(Stored submission) {
        add(submission.owner(), submission.id());
    }

    @Override
    public void written(Submission submission) {
        String owner = submission.owner().subject();
        if (submission.version() == 1) {
            add(owner, submission.id());
        } else if (owner.startsWith("erased:") && !byOwner.containsKey(owner)) {
            erased(submission.id(), owner);
        }
    }

    public void add(String owner, PracticeId id) {
        UUID practice = UUID.fromString(id.value());
        byOwner.computeIfAbsent(owner, subject -> new ConcurrentSkipListSet<>()).add(practice);
        all.add(practice);
    }

    /** Every practice there is, in the order of the ids, behind the cursor. */
    public List<PracticeId> after(Optional<PracticeId> cursor, int limit) {
        return (cursor.isEmpty() ? all : all.tailSet(UUID.fromString(cursor.get().value()), false))
                .stream().limit(limit).map(id -> new PracticeId(id.toString())).toList();
    }

    /** The account was erased: what it owned is nobody's. */
    private void erased(PracticeId id, String now) {
        UUID practice = UUID.fromString(id.value());
        byOwner.values().forEach(ids -> ids.remove(practice));
        add(now, id);
    }

    /** How many there are; takes as long as there are many. */
    public int count() {
        return all.size();
    }

    public int count(String owner) {
        ConcurrentSkipListSet<UUID> ids = byOwner.get(owner);
        return ids == null ? 0 : ids.size();
    }

    /** Newest first, those older than the cursor. */
    public List<PracticeId> newest(String owner, Optional<PracticeId> after, int limit) {
        ConcurrentSkipListSet<UUID> ids = byOwner.get(owner);
        List<PracticeId> newest = new ArrayList<>(limit);
        if (ids != null) {
            var older =
                    after.map(cursor -> ids.headSet(UUID.fromString(cursor.value()), false))
                            .map(set -> set.descendingIterator())
                            .orElseGet(ids::descendingIterator);
            while (older.hasNext() && newest.size() < limit) {
                newest.add(new PracticeId(older.next().toString()));
            }
        }
        return newest;
    }
}
