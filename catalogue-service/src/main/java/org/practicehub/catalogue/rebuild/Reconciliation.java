package org.practicehub.catalogue.rebuild;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.index.PracticeLog;
import org.practicehub.catalogue.rebuild.Task.Progress;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Reading;
import org.practicehub.catalogue.store.Rows;
import org.practicehub.catalogue.store.Rows.Row;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a projection against the log, which is the truth: what is missing, what shows an older
 * state (stale), what the log knows nothing of (extra). The log grows and the projection follows
 * meanwhile: what does not agree is looked at again, the log read on, for some seconds. Keeps the
 * id and sequence of every practice in memory: about 150 bytes each.
 */
@Component
class Reconciliation {

    static final List<String> HOW = List.of("missing", "stale", "extra");

    private static final int LOOKS = 12;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int CHUNK = 500;

    private final PracticeLog practiceLog;
    private final Tasks tasks;

    Reconciliation(PracticeLog practiceLog, Tasks tasks) {
        this.practiceLog = practiceLog;
        this.tasks = tasks;
    }

    Task run(Task begun, Rows rows) {
        Map<String, Long> truth = new HashMap<>();
        try (LogReader reader = new LogReader(practiceLog.consumer("catalogue-reconciliation"))) {
            Map<Integer, Long> end = reader.ends();
            long expected = reader.distance(end);
            Task[] task = {begun};
            reader.readTo(
                    end,
                    batch -> {
                        gather(batch, truth);
                        task[0] =
                                task[0].at(
                                        new Progress(
                                                expected - reader.distance(end),
                                                expected,
                                                Map.of(),
                                                Map.of()));
                        tasks.save(task[0]);
                    });
            Suspects suspects = first(rows, truth);
            for (int look = 0; look < LOOKS && !suspects.isEmpty(); look++) {
                LockSupport.parkNanos(BETWEEN_LOOKS);
                reader.readTo(reader.ends(), batch -> gather(batch, truth));
                suspects = again(suspects.ids(), rows, truth);
            }
            return task[0].found(suspects.findings(HOW));
        }
    }

    /** The newest state of each practice; the order of one practice's records is the log's. */
    private static void gather(List<Reading> batch, Map<String, Long> truth) {
        for (Reading reading : batch) {
            switch (reading) {
                case Reading.Entry(CatalogueEntry entry) ->
                        truth.merge(entry.id(), entry.sequence(), Math::max);
                case Reading.Forgotten(String id) -> truth.remove(id);
                case Reading.Skipped skipped -> {}
                case Reading.Rejected rejected -> {}
            }
        }
    }

    private static Suspects first(Rows rows, Map<String, Long> truth) {
        Suspects suspects = new Suspects();
        Set<String> seen = HashSet.newHashSet(truth.size());
        rows.forEachSequence(
                (id, row) -> {
                    seen.add(id);
                    judge(id, row, truth.get(id), suspects);
                });
        for (Map.Entry<String, Long> practice : truth.entrySet()) {
            if (!seen.contains(practice.getKey())) {
                suspects.add(practice.getKey(), "missing");
            }
        }
        return suspects;
    }

    private static Suspects again(List<String> ids, Rows rows, Map<String, Long> truth) {
        Suspects left = new Suspects();
        for (int from = 0; from < ids.size(); from += CHUNK) {
            List<String> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
            Map<String, Row> found = rows.find(chunk);
            for (String id : chunk) {
                Row row = found.get(id);
                if (row != null) {
                    judge(id, row, truth.get(id), left);
                } else if (truth.containsKey(id)) {
                    left.add(id, "missing");
                }
            }
        }
        return left;
    }

    /** A row that is ahead of what was read of the log is no mistake. */
    private static void judge(String id, Row row, @Nullable Long sequence, Suspects suspects) {
        if (sequence == null) {
            suspects.add(id, "extra");
        } else if (row.sequence() < sequence) {
            suspects.add(id, "stale");
        }
    }
}
