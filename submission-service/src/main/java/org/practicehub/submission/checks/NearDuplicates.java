package org.practicehub.submission.checks;

import org.practicehub.submission.practice.Fingerprint;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Stored;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Practices that say almost the same: compares fingerprints of all that is handed in or published,
 * in memory, about 250 bytes each; 100,000 are compared in a few milliseconds. Drafts and what was
 * refused or withdrawn do not count.
 */
@Component
class NearDuplicates implements SubmissionListener {

    private static final double ALIKE = 0.5;
    private static final double NEARLY_THE_SAME = 0.85;
    private static final int MOST = 5;

    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    private record Known(Fingerprint fingerprint, long version, boolean published) {}

    private record Alike(UUID id, double similarity, boolean sameTitle, boolean published) {}

    @Override
    public void stored(Stored submission) {
        Fingerprint fingerprint = submission.fingerprint();
        if (fingerprint != null) {
            take(
                    UUID.fromString(submission.id().value()),
                    submission.status(),
                    new Known(fingerprint, submission.version(), submission.published()));
        }
    }

    @Override
    public void written(Submission submission) {
        submission
                .fingerprint()
                .ifPresent(
                        fingerprint ->
                                take(
                                        UUID.fromString(submission.id().value()),
                                        submission.status(),
                                        new Known(
                                                fingerprint,
                                                submission.version(),
                                                submission.publication().isPresent())));
    }

    private void take(UUID id, Status status, Known news) {
        boolean counts =
                switch (status) {
                    case SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, APPROVED -> true;
                    case REJECTED -> news.published();
                    case DRAFT, WITHDRAWN -> false;
                };
        known.compute(
                id,
                (key, before) -> {
                    if (before != null && before.version() > news.version()) {
                        return before;
                    }
                    return counts ? news : null;
                });
    }

    /**
     * @param moderator whether to name those that readers can't see
     */
    List<Finding> of(Submission submission, boolean moderator) {
        Fingerprint own = submission.fingerprint().orElse(null);
        if (own == null) {
            return List.of();
        }
        UUID self = UUID.fromString(submission.id().value());
        List<Alike> alike = new ArrayList<>();
        known.forEach(
                (id, other) -> {
                    if (!id.equals(self) && (moderator || other.published())) {
                        double similarity = own.similarity(other.fingerprint());
                        boolean sameTitle = own.hasSameTitle(other.fingerprint());
                        if (similarity >= ALIKE || sameTitle) {
                            alike.add(new Alike(id, similarity, sameTitle, other.published()));
                        }
                    }
                });
        return alike.stream()
                .sorted(Comparator.comparingDouble(Alike::similarity).reversed())
                .limit(MOST)
                .map(NearDuplicates::finding)
                .toList();
    }

    private static Finding finding(Alike alike) {
        return new Finding(
                "duplicate",
                alike.similarity() >= NEARLY_THE_SAME ? Severity.SERIOUS : Severity.WARNING,
                "",
                "reads like another %s: %d %% alike%s"
                        .formatted(
                                alike.published() ? "published practice" : "submission",
                                Math.round(alike.similarity() * 100),
                                alike.sameTitle() ? ", and the same title" : ""),
                new PracticeId(alike.id().toString()).value());
    }
}
