package org.practicehub.submission.contribution;

import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
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

    @Override
    public void written(Submission submission) {
        if (submission.version() == 1) {
            add(submission.owner().subject(), submission.id());
        }
    }

    public void add(String owner, PracticeId id) {
        byOwner.computeIfAbsent(owner, subject -> new ConcurrentSkipListSet<>())
                .add(UUID.fromString(id.value()));
    }

    int count(String owner) {
        ConcurrentSkipListSet<UUID> ids = byOwner.get(owner);
        return ids == null ? 0 : ids.size();
    }

    /** Newest first, those older than the cursor. */
    List<PracticeId> newest(String owner, java.util.Optional<PracticeId> after, int limit) {
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
