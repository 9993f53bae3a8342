package org.practicehub.submission.queue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;

import org.bson.Document;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.ReadAtStart;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long decisions took lately: from handing in to the answer, the last {@value #MOST} of the
 * last 30 days. Read at the start, then kept by what this instance writes.
 */
@Component
class DecisionTimes implements SubmissionListener, ReadAtStart {

    static final int MOST = 1_000;
    private static final Duration LATELY = Duration.ofDays(30);

    private final MongoCollection<Document> documents;
    private final Clock clock;

    /** The last one of each practice, oldest first. */
    private final Map<PracticeId, Decided> decided = new LinkedHashMap<>();

    private record Decided(Instant at, Duration took) {}

    DecisionTimes(MongoTemplate mongo, Clock clock) {
        this.documents = mongo.getCollection("submissions");
        this.clock = clock;
    }

    @Override
    public void read() {
        documents.createIndex(Indexes.descending("decidedAt"));
        List<Document> newestFirst =
                documents
                        .find(Filters.gte("decidedAt", Date.from(clock.instant().minus(LATELY))))
                        .projection(Projections.include("submittedAt", "decidedAt"))
                        .sort(Sorts.descending("decidedAt"))
                        .limit(MOST)
                        .into(new ArrayList<>());
        for (Document document : newestFirst.reversed()) {
            add(
                    new PracticeId(document.getString("_id")),
                    document.getDate("submittedAt").toInstant(),
                    document.getDate("decidedAt").toInstant());
        }
    }

    @Override
    public void written(Submission submission) {
        Optional<Instant> at = submission.decidedAt();
        if (at.isPresent() && submission.submittedAt().isPresent()) {
            add(submission.id(), submission.submittedAt().get(), at.get());
        }
    }

    /** What was handed in again after the answer has not waited for that answer. */
    private void add(PracticeId id, Instant submittedAt, Instant at) {
        if (at.isBefore(submittedAt)) {
            return;
        }
        synchronized (decided) {
            Decided before = decided.get(id);
            if (before == null || before.at().isBefore(at)) {
                decided.remove(id);
                decided.put(id, new Decided(at, Duration.between(submittedAt, at)));
                if (decided.size() > MOST) {
                    decided.remove(decided.keySet().iterator().next());
                }
            }
        }
    }

    /** Sorted, shortest first. */
    List<Duration> lately() {
        Instant from = clock.instant().minus(LATELY);
        synchronized (decided) {
            return decided.values().stream()
                    .filter(one -> !one.at().isBefore(from))
                    .map(Decided::took)
                    .sorted()
                    .toList();
        }
    }

    /** Empty when nothing was decided lately. */
    Optional<Duration> median() {
        List<Duration> sorted = lately();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }
}
