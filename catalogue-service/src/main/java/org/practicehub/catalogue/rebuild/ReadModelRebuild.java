package org.practicehub.catalogue.rebuild;

import org.practicehub.catalogue.index.PracticeLog;
import org.practicehub.catalogue.rebuild.Task.Findings;
import org.practicehub.catalogue.rebuild.Task.Progress;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Reading;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.store.PracticeStore.Changes;
import org.practicehub.catalogue.store.ReadModels;
import org.springframework.stereotype.Component;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Fills a candidate of the read model from the log. Everything written since the candidate was
 * declared reaches it by the group's listener, too, so that reading to the end of that moment makes
 * it complete. Its place in the log is kept after each batch of writes.
 */
@Component
class ReadModelRebuild {

    private final ReadModels models;
    private final PracticeLog practiceLog;
    private final Tasks tasks;

    ReadModelRebuild(ReadModels models, PracticeLog practiceLog, Tasks tasks) {
        this.models = models;
        this.practiceLog = practiceLog;
        this.tasks = tasks;
    }

    /** Goes on from where the task stands. Safe to be run twice at a time. */
    Task run(Task begun) {
        PracticeStore store = models.store(begun.generation());
        Task[] task = {begun};
        try (LogReader reader = new LogReader(practiceLog.consumer("catalogue-rebuild"))) {
            reader.from(begun.progress().place());
            Map<Integer, Long> goal = begun.progress().goal();
            if (goal.isEmpty()) {
                goal = reader.ends();
                task[0] = saved(task[0], reader, goal, 0, reader.distance(goal));
            }
            Map<Integer, Long> end = goal;
            long expected = task[0].progress().expected();
            reader.readTo(
                    end,
                    batch -> {
                        Changes changes = new Changes();
                        task[0] = task[0].found(gathered(task[0].findings(), batch, changes));
                        store.apply(changes);
                        task[0] =
                                saved(
                                        task[0],
                                        reader,
                                        end,
                                        expected - reader.distance(end),
                                        expected);
                    });
            forgetAgain(reader, store);
        }
        models.complete(begun.generation());
        return task[0];
    }

    private Task saved(
            Task task, LogReader reader, Map<Integer, Long> goal, long done, long expected) {
        Task saved = task.at(new Progress(done, expected, reader.place(), goal));
        tasks.save(saved);
        return saved;
    }

    /**
     * What was forgotten since, and written to the candidate by the listener before this reading
     * brought an older state of it: forgotten once more.
     */
    private static void forgetAgain(LogReader reader, PracticeStore store) {
        Set<String> forgotten = new HashSet<>();
        reader.readTo(
                reader.ends(),
                batch -> {
                    Changes changes = new Changes();
                    for (Reading reading : batch) {
                        switch (reading) {
                            case Reading.Forgotten(String id) -> {
                                forgotten.add(id);
                                changes.forget(id);
                            }
                            case Reading.Entry(CatalogueEntry entry) -> {
                                if (forgotten.contains(entry.id())) {
                                    changes.put(entry);
                                }
                            }
                            case Reading.Skipped skipped -> {}
                            case Reading.Rejected rejected -> {}
                        }
                    }
                    store.apply(changes);
                });
    }

    private static Findings gathered(Findings before, List<Reading> batch, Changes changes) {
        Map<String, Long> counts = new TreeMap<>(before.counts());
        for (Reading reading : batch) {
            switch (reading) {
                case Reading.Entry(CatalogueEntry entry) -> changes.put(entry);
                case Reading.Forgotten(String id) -> changes.forget(id);
                case Reading.Skipped skipped -> counts.merge("skipped", 1L, Long::sum);
                case Reading.Rejected rejected -> counts.merge("rejected", 1L, Long::sum);
            }
        }
        return new Findings(counts, before.examples());
    }
}
