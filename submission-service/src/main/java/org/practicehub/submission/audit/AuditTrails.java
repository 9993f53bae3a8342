package org.practicehub.submission.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;

import org.bson.Document;
import org.practicehub.submission.practice.HistoryDocument;
import org.practicehub.submission.practice.HistoryEntry;
import org.practicehub.submission.practice.Outgoing;
import org.practicehub.submission.practice.OwnWork;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Puts trails together: from the submission, its outbox, and the archive of old steps. */
@Component
class AuditTrails {

    private static final int AT_ONCE = 100;

    private final Submissions submissions;
    private final OwnWork all;
    private final MongoCollection<Document> archive;

    AuditTrails(Submissions submissions, OwnWork all, MongoTemplate mongo) {
        this.submissions = submissions;
        this.all = all;
        this.archive = mongo.getCollection("steps");
    }

    Optional<AuditTrail> find(PracticeId id) {
        return submissions.find(id).map(this::of);
    }

    /** Hands out every trail, a few in memory at a time, in the order of the ids. */
    void each(Consumer<AuditTrail> reader) {
        List<PracticeId> ids = all.after(Optional.empty(), AT_ONCE);
        while (!ids.isEmpty()) {
            submissions.findAll(ids).forEach(submission -> reader.accept(of(submission)));
            ids = all.after(Optional.of(ids.getLast()), AT_ONCE);
        }
    }

    private AuditTrail of(Submission submission) {
        int first = submission.history().isEmpty() ? 1 : submission.history().getFirst().number();
        if (first == 1) {
            return AuditTrail.of(submission, List.of());
        }
        Map<Integer, HistoryEntry> old = new TreeMap<>(Comparator.naturalOrder());
        List<String> ids =
                IntStream.range(1, first)
                        .mapToObj(number -> submission.id() + "/" + number)
                        .toList();
        for (Document document : archive.find(Filters.in("_id", ids))) {
            HistoryEntry step = HistoryDocument.read(document);
            old.put(step.number(), step);
        }
        for (Outgoing outgoing : submission.pending()) {
            if (outgoing instanceof Outgoing.OldStep(long _, HistoryEntry step)) {
                old.putIfAbsent(step.number(), step);
            }
        }
        return AuditTrail.of(submission, new ArrayList<>(old.values()));
    }
}
