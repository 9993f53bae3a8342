package org.practicehub.catalogue.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.rebuild.Task.Kind;
import org.practicehub.catalogue.store.Generations;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A projection as administrators see it.
 *
 * @param shared whether all instances have the same one; the index belongs to the instance that
 *     answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProjectionView(
        String name,
        boolean shared,
        Copy live,
        @Nullable Candidate candidate,
        @Nullable Copy previous,
        @Nullable Report comparison,
        @Nullable Report reconciliation) {

    /**
     * @param rows practices, published and withdrawn
     */
    record Copy(String name, long rows) {}

    /**
     * @param state building, complete, or failed
     * @param done of {@code expected} records of the log
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Candidate(
            String name,
            String state,
            long rows,
            @Nullable Long done,
            @Nullable Long expected,
            @Nullable Map<String, Long> counts) {}

    /**
     * @param copy that was held against the live one, or against the log
     * @param status running, done, failed or cancelled
     * @param agrees null until it is done
     * @param counts by what was found
     * @param examples ids of practices, at most 100 of each
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(
            String copy,
            String status,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long done,
            long expected,
            @Nullable Boolean agrees,
            Map<String, Long> counts,
            Map<String, List<String>> examples) {

        static Report of(Task task) {
            Map<String, Long> counts = task.findings().counts();
            return new Report(
                    task.generation(),
                    task.status().wire(),
                    task.startedAt(),
                    task.finishedAt(),
                    task.progress().done(),
                    task.progress().expected(),
                    task.status() == Task.Status.DONE
                            ? counts.values().stream().allMatch(count -> count == 0)
                            : null,
                    counts,
                    task.findings().examples());
        }
    }

    static ProjectionView of(Projection projection, Tasks tasks) {
        Generations generations = projection.generations();
        String scope = projection.scope();
        return new ProjectionView(
                projection.name(),
                projection.isShared(),
                copy(projection, generations.live()),
                candidate(projection, generations, tasks.find(scope, Kind.REBUILD).orElse(null)),
                generations.previous() == null ? null : copy(projection, generations.previous()),
                tasks.find(scope, Kind.COMPARISON).map(Report::of).orElse(null),
                tasks.find(scope, Kind.RECONCILIATION).map(Report::of).orElse(null));
    }

    private static @Nullable Candidate candidate(
            Projection projection, Generations generations, @Nullable Task making) {
        String name = generations.candidate();
        if (name == null) {
            return null;
        }
        long[] progress = projection.progress();
        boolean failed = making != null && making.status() == Task.Status.FAILED;
        Long done = null;
        Long expected = null;
        Map<String, Long> counts = null;
        if (progress != null) {
            done = progress[0];
            expected = progress[1];
        } else if (making != null && making.generation().equals(name)) {
            done = making.progress().done();
            expected = making.progress().expected();
            counts = making.findings().counts();
        }
        return new Candidate(
                name,
                generations.complete() ? "complete" : failed ? "failed" : "building",
                projection.rows(name).count(),
                done,
                expected,
                counts);
    }

    private static Copy copy(Projection projection, String name) {
        return new Copy(name, projection.rows(name).count());
    }
}
