package org.practicehub.catalogue.rebuild;

import org.practicehub.catalogue.rebuild.Task.Progress;
import org.practicehub.catalogue.store.Rows;
import org.practicehub.catalogue.store.Rows.Row;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds two copies of a projection against each other, row by row. Both go on changing meanwhile
 * and not in the same moment: what differs is looked at again until it agrees or has differed for
 * some seconds.
 */
@Component
class Comparison {

    /** Only the other copy has it; only the live one has it; both, with another content. */
    static final List<String> HOW = List.of("onlyCandidate", "onlyLive", "different");

    private static final int LOOKS = 8;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int CHUNK = 500;
    private static final int SAVE_EVERY = 5_000;

    private final Tasks tasks;

    Comparison(Tasks tasks) {
        this.tasks = tasks;
    }

    Task run(Task begun, Rows live, Rows candidate) {
        long expected = live.count() + candidate.count();
        Task[] task = {begun};
        long[] done = {0};
        Map<String, Row> lives = new HashMap<>();
        live.forEach(
                (id, row) -> {
                    lives.put(id, row);
                    task[0] = counted(task[0], ++done[0], expected);
                });
        Suspects suspects = new Suspects();
        candidate.forEach(
                (id, row) -> {
                    Row other = lives.remove(id);
                    if (!row.equals(other)) {
                        suspects.add(id, other == null ? "onlyCandidate" : "different");
                    }
                    task[0] = counted(task[0], ++done[0], expected);
                });
        lives.keySet().forEach(id -> suspects.add(id, "onlyLive"));
        Suspects left = suspects;
        for (int look = 0; look < LOOKS && !left.isEmpty(); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            left = again(left, live, candidate);
        }
        return task[0].at(new Progress(done[0], done[0], Map.of(), Map.of()))
                .found(left.findings(HOW));
    }

    private static Suspects again(Suspects suspects, Rows live, Rows candidate) {
        Suspects left = new Suspects();
        List<String> ids = suspects.ids();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<String> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
            Map<String, Row> one = live.find(chunk);
            Map<String, Row> other = candidate.find(chunk);
            TreeSet<String> known = new TreeSet<>(one.keySet());
            known.addAll(other.keySet());
            for (String id : known) {
                Row mine = one.get(id);
                Row theirs = other.get(id);
                if (mine == null) {
                    left.add(id, "onlyCandidate");
                } else if (theirs == null) {
                    left.add(id, "onlyLive");
                } else if (!mine.equals(theirs)) {
                    left.add(id, "different");
                }
            }
        }
        return left;
    }

    private Task counted(Task task, long done, long expected) {
        if (done % SAVE_EVERY != 0) {
            return task;
        }
        Task saved = task.at(new Progress(done, Math.max(done, expected), Map.of(), Map.of()));
        tasks.save(saved);
        return saved;
    }
}
