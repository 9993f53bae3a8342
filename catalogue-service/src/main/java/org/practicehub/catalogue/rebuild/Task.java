package org.practicehub.catalogue.rebuild;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A piece of long work, as it is kept in the database: whoever finds it abandoned goes on with it.
 *
 * @param scope of the {@link Projection}
 * @param generation the copy that is made, compared or held against the log
 * @param failure null unless it failed
 */
record Task(
        String scope,
        Kind kind,
        String generation,
        Status status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,
        Findings findings,
        @Nullable String failure) {

    enum Kind {
        REBUILD,
        COMPARISON,
        RECONCILIATION;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Status {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param done of {@code expected}: records of the log, or rows
     * @param place by partition, the next record to read; only a rebuild has one
     * @param goal by partition, where its reading ends
     */
    record Progress(long done, long expected, Map<Integer, Long> place, Map<Integer, Long> goal) {

        static final Progress NONE = new Progress(0, 0, Map.of(), Map.of());

        Progress {
            place = Map.copyOf(place);
            goal = Map.copyOf(goal);
        }
    }

    /**
     * @param counts by what was found
     * @param examples ids of practices, some for each count
     */
    record Findings(Map<String, Long> counts, Map<String, List<String>> examples) {

        static final Findings NONE = new Findings(Map.of(), Map.of());
    }

    static Task begun(String scope, Kind kind, String generation, Instant now) {
        return new Task(
                scope,
                kind,
                generation,
                Status.RUNNING,
                now,
                null,
                Progress.NONE,
                Findings.NONE,
                null);
    }

    /** There is one of each kind: a newer one takes the place of the last. */
    String id() {
        return id(scope, kind);
    }

    static String id(String scope, Kind kind) {
        return scope + "/" + kind.wire();
    }

    Task at(Progress reached) {
        return new Task(
                scope, kind, generation, status, startedAt, finishedAt, reached, findings, failure);
    }

    Task found(Findings what) {
        return new Task(
                scope, kind, generation, status, startedAt, finishedAt, progress, what, failure);
    }

    Task ended(Status as, @Nullable String why, Instant now) {
        return new Task(scope, kind, generation, as, startedAt, now, progress, findings, why);
    }

    Document toDocument() {
        return new Document("_id", id())
                .append("scope", scope)
                .append("kind", kind.name())
                .append("generation", generation)
                .append("status", status.name())
                .append("startedAt", startedAt.toEpochMilli())
                .append("finishedAt", finishedAt == null ? null : finishedAt.toEpochMilli())
                .append("done", progress.done)
                .append("expected", progress.expected)
                .append("place", numbers(progress.place))
                .append("goal", numbers(progress.goal))
                .append("counts", new Document(Map.copyOf(findings.counts)))
                .append("examples", new Document(Map.copyOf(findings.examples)))
                .append("failure", failure);
    }

    static Task of(Document document) {
        Map<String, Long> counts = new TreeMap<>();
        document.get("counts", Document.class)
                .forEach((name, count) -> counts.put(name, ((Number) count).longValue()));
        Map<String, List<String>> examples = new TreeMap<>();
        Document kept = document.get("examples", Document.class);
        kept.keySet().forEach(name -> examples.put(name, kept.getList(name, String.class)));
        Long finished = document.getLong("finishedAt");
        return new Task(
                document.getString("scope"),
                Kind.valueOf(document.getString("kind")),
                document.getString("generation"),
                Status.valueOf(document.getString("status")),
                Instant.ofEpochMilli(document.getLong("startedAt")),
                finished == null ? null : Instant.ofEpochMilli(finished),
                new Progress(
                        document.getLong("done"),
                        document.getLong("expected"),
                        numbers(document.get("place", Document.class)),
                        numbers(document.get("goal", Document.class))),
                new Findings(counts, examples),
                document.getString("failure"));
    }

    private static Document numbers(Map<Integer, Long> numbers) {
        Document document = new Document();
        numbers.forEach((partition, offset) -> document.append(String.valueOf(partition), offset));
        return document;
    }

    private static Map<Integer, Long> numbers(Document document) {
        Map<Integer, Long> numbers = new TreeMap<>();
        document.forEach(
                (partition, offset) ->
                        numbers.put(Integer.valueOf(partition), ((Number) offset).longValue()));
        return numbers;
    }
}
