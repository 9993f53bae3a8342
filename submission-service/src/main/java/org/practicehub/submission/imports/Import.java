package org.practicehub.submission.imports;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.submission.content.ContentReader;
import org.practicehub.submission.imports.ImportReport.Item;
import org.practicehub.submission.imports.ImportReport.LineError;
import org.practicehub.submission.practice.Creation;
import org.practicehub.submission.practice.IdGenerator;
import org.practicehub.submission.practice.Imported;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.RefusedException;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.topics.CurrentTopics;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.Problem;
import org.practicehub.submission.web.ProblemException;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One import while it runs. Lines are taken in batches, and while the store keeps one the next is
 * made ready. A line that refers to one further down waits for it, and lines that refer to each
 * other are taken together at the end.
 */
final class Import {

    static final int BATCH = 500;
    private static final String EXTERNAL = "external:";
    private static final int MAX_EXTERNAL_ID = 200;
    private static final int MAX_ERRORS = 1_000;
    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_WAITING = 20_000;

    private final String id;
    private final Person owner;
    private final Mode mode;
    private final CurrentTopics topics;
    private final Submissions submissions;
    private final IdGenerator ids;
    private final Clock clock;

    /** Practices by the sender's ids, as far as they are known to exist. */
    private final Map<String, PracticeId> known = new HashMap<>();

    private final Map<String, Read> waiting = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable UnderWay underWay;
    private final List<LineError> errors = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private long lines;
    private long created;
    private long updated;
    private long unchanged;
    private long failed;
    private boolean truncated;

    /**
     * How lines are taken.
     *
     * @param dryRun whether nothing is stored
     * @param adding whether a line says only part of a practice: what it does not say stays as it
     *     is, and its topics are added
     */
    record Mode(boolean dryRun, boolean adding) {}

    /**
     * New practices that the store is keeping.
     *
     * @param lost those whose external id somebody else used at the same time
     */
    private record UnderWay(
            Map<Submission, Read> added, CompletableFuture<List<Submission>> lost) {}

    /** A line that is JSON and has an id of the sender's. */
    private record Read(long line, String externalId, JsonNode json, Set<String> references) {}

    Import(
            String id,
            Person owner,
            Mode mode,
            CurrentTopics topics,
            Submissions submissions,
            IdGenerator ids,
            Clock clock) {
        this.id = id;
        this.mode = mode;
        this.topics = topics;
        this.owner = owner;
        this.submissions = submissions;
        this.ids = ids;
        this.clock = clock;
    }

    void take(List<Records.Read> batch) {
        List<Read> read = new ArrayList<>(batch.size());
        Set<String> wanted = new HashSet<>();
        for (Records.Read line : batch) {
            lines++;
            Read one = read(line);
            if (one != null) {
                read.add(one);
                wanted.add(one.externalId());
                wanted.addAll(one.references());
            }
        }
        Map<String, Imported> stored = stored(wanted);
        List<Read> ready = new ArrayList<>(read.size());
        Set<String> coming = new HashSet<>();
        for (Read one : read) {
            if (isKnown(one.references(), coming)) {
                ready.add(one);
                coming.add(one.externalId());
            } else if (waiting.size() < MAX_WAITING) {
                waiting.put(one.externalId(), one);
            } else {
                refuse(one.line(), one.externalId(), "/relations", "too many lines refer ahead");
            }
        }
        write(ready, stored);
    }

    /** Takes what waited for lines further down. */
    void finish() {
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            List<Read> ready = new ArrayList<>();
            for (Read one : waiting.values()) {
                if (ready.size() < BATCH && isKnown(one.references(), Set.of())) {
                    ready.add(one);
                }
            }
            progress = !ready.isEmpty();
            ready.forEach(one -> waiting.remove(one.externalId()));
            write(ready, stored(externalIds(ready)));
        }
        // What is left refers to each other, or to nothing.
        boolean shrinking = true;
        while (shrinking) {
            List<Read> lost =
                    waiting.values().stream()
                            .filter(one -> !isKnown(one.references(), waiting.keySet()))
                            .toList();
            shrinking = !lost.isEmpty();
            for (Read one : lost) {
                waiting.remove(one.externalId());
                refuse(
                        one.line(),
                        one.externalId(),
                        "/relations",
                        "refers to an external id that is not known: " + unknown(one));
            }
        }
        List<Read> circle = List.copyOf(waiting.values());
        Map<String, Imported> stored = stored(externalIds(circle));
        circle.forEach(one -> known.computeIfAbsent(one.externalId(), name -> ids.next()));
        write(circle, stored);
        waiting.clear();
        settle();
    }

    ImportReport report(String status) {
        return new ImportReport(
                id,
                status,
                lines,
                created,
                updated,
                unchanged,
                failed,
                errors.stream().sorted(Comparator.comparingLong(LineError::line)).toList(),
                items.stream().sorted(Comparator.comparingLong(Item::line)).toList(),
                truncated);
    }

    private @Nullable Read read(Records.Read line) {
        JsonNode json = line.json();
        if (json == null) {
            String problem = line.problem();
            refuse(line.number(), null, "", problem == null ? "can't be read" : problem);
            return null;
        }
        Fields fields = Fields.of(json);
        String externalId = fields.requiredLine("externalId", MAX_EXTERNAL_ID);
        if (!fields.problems().isEmpty()) {
            refuse(line.number(), null, fields.problems());
            return null;
        }
        if (!seen.add(externalId)) {
            refuse(line.number(), externalId, "/externalId", "stands in an earlier line already");
            return null;
        }
        return new Read(line.number(), externalId, json, references(json));
    }

    private static Set<String> references(JsonNode json) {
        Set<String> references = new HashSet<>();
        for (JsonNode relation : json.path("relations")) {
            JsonNode practice = relation.path("practice");
            if (practice.isString() && practice.stringValue().startsWith(EXTERNAL)) {
                references.add(practice.stringValue().substring(EXTERNAL.length()).strip());
            }
        }
        return references;
    }

    private boolean isKnown(Set<String> references, Set<String> coming) {
        return references.stream()
                .allMatch(name -> known.containsKey(name) || coming.contains(name));
    }

    private String unknown(Read one) {
        return one.references().stream()
                .filter(name -> !known.containsKey(name))
                .sorted()
                .findFirst()
                .orElse("");
    }

    private static Set<String> externalIds(List<Read> lines) {
        Set<String> externalIds = new HashSet<>();
        lines.forEach(one -> externalIds.add(one.externalId()));
        return externalIds;
    }

    /** What is stored under these ids; all that is found is known from then on. */
    private Map<String, Imported> stored(Set<String> externalIds) {
        Map<String, String> byKey = new HashMap<>();
        for (String externalId : externalIds) {
            byKey.put(Creation.imported(owner, externalId).key(), externalId);
        }
        Map<String, Imported> stored = new HashMap<>();
        for (Imported practice : submissions.imported(byKey.keySet())) {
            String externalId = byKey.get(practice.creationKey());
            if (externalId != null) {
                stored.put(externalId, practice);
                known.put(externalId, practice.id());
            }
        }
        return stored;
    }

    private void write(List<Read> batch, Map<String, Imported> stored) {
        Map<Submission, Read> added = new LinkedHashMap<>();
        for (Read one : batch) {
            Imported before = stored.get(one.externalId());
            Content content = content(one, before);
            if (content == null) {
                if (before == null) {
                    known.remove(one.externalId());
                }
                continue;
            }
            if (before == null) {
                PracticeId practice = known.computeIfAbsent(one.externalId(), name -> ids.next());
                added.put(
                        Submission.handedIn(
                                practice,
                                Creation.imported(owner, one.externalId()),
                                owner,
                                content,
                                clock.instant()),
                        one);
            } else {
                revise(one, before, content);
            }
        }
        settle();
        underWay =
                new UnderWay(
                        added,
                        mode.dryRun()
                                ? CompletableFuture.completedFuture(List.of())
                                : CompletableFuture.supplyAsync(
                                        () -> submissions.insertAll(List.copyOf(added.keySet())),
                                        Thread::startVirtualThread));
    }

    /** Waits for what the store is keeping, and counts it. */
    private void settle() {
        if (underWay == null) {
            return;
        }
        Map<Submission, Read> added = underWay.added();
        List<Submission> lost = underWay.lost().join();
        underWay = null;
        added.forEach(
                (submission, one) -> {
                    if (lost.contains(submission)) {
                        for (Imported other :
                                submissions.imported(List.of(submission.creation().key()))) {
                            known.put(one.externalId(), other.id());
                            revise(one, other, submission.content());
                        }
                    } else {
                        created++;
                        item(one, mode.dryRun() ? null : submission.id(), "created");
                    }
                });
    }

    private @Nullable Content content(Read one, @Nullable Imported before) {
        Fields fields =
                Fields.of(
                        mode.adding() && before != null
                                ? Addition.to(before.content(), one.json())
                                : one.json());
        fields.line("externalId", MAX_EXTERNAL_ID);
        Content content = topics.in(ContentReader.read(fields, this::practice));
        fields.nothingElse();
        if (!fields.problems().isEmpty()) {
            refuse(one.line(), one.externalId(), fields.problems());
            return null;
        }
        try {
            ContentReader.checkSize(content);
        } catch (ProblemException e) {
            refuse(one.line(), one.externalId(), "", "all fields together are too long");
            return null;
        }
        return content;
    }

    private String practice(String reference) {
        if (!reference.startsWith(EXTERNAL)) {
            return reference;
        }
        PracticeId practice = known.get(reference.substring(EXTERNAL.length()).strip());
        return practice == null ? reference : practice.value();
    }

    private void revise(Read one, Imported before, Content content) {
        if (before.content().equals(content)) {
            unchanged++;
            item(one, before.id(), "unchanged");
            return;
        }
        try {
            if (mode.dryRun()) {
                submissions
                        .find(before.id())
                        .ifPresent(submission -> submission.revise(content, clock.instant()));
            } else {
                submissions.change(
                        before.id(),
                        submission -> {
                            if (submission.content().equals(content)) {
                                return false;
                            }
                            submission.revise(content, clock.instant());
                            return true;
                        });
            }
            updated++;
            item(one, before.id(), "updated");
        } catch (RefusedException e) {
            refuse(one.line(), one.externalId(), "", String.valueOf(e.getMessage()));
        }
    }

    private void item(Read one, @Nullable PracticeId practice, String outcome) {
        add(
                new Item(
                        one.line(),
                        one.externalId(),
                        practice == null ? null : practice.value(),
                        outcome));
    }

    private void refuse(long line, @Nullable String externalId, String pointer, String message) {
        refuse(line, externalId, List.of(new Problem(pointer, message)));
    }

    private void refuse(long line, @Nullable String externalId, List<Problem> problems) {
        failed++;
        for (Problem problem : problems) {
            if (errors.size() < MAX_ERRORS) {
                errors.add(new LineError(line, problem.pointer(), problem.message()));
            } else {
                truncated = true;
            }
        }
        add(new Item(line, externalId, null, "failed"));
    }

    private void add(Item item) {
        if (items.size() < MAX_ITEMS) {
            items.add(item);
        } else {
            truncated = true;
        }
    }
}
