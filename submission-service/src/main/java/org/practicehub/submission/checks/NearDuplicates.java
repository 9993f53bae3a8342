package org.practicehub.submission.checks;

import org.practicehub.submission.likeness.Fingerprint;
import org.practicehub.submission.likeness.KnownTexts;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Stored;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.springframework.stereotype.Component;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Practices that say almost the same, among all that is handed in or published. Drafts and what was
 * refused or withdrawn do not count.
 */
@Component
class NearDuplicates implements SubmissionListener {

    private static final double NEARLY_THE_SAME = 0.85;
    private static final int MOST = 5;

    private final KnownTexts known = new KnownTexts();

    @Override
    public void stored(Stored submission) {
        Fingerprint fingerprint = submission.fingerprint();
        if (fingerprint != null) {
            take(
                    submission.id(),
                    submission.status(),
                    submission.version(),
                    submission.published(),
                    fingerprint);
        }
    }

    @Override
    public void written(Submission submission) {
        submission
                .fingerprint()
                .ifPresent(
                        fingerprint ->
                                take(
                                        submission.id(),
                                        submission.status(),
                                        submission.version(),
                                        submission.publication().isPresent(),
                                        fingerprint));
    }

    private void take(
            PracticeId id, Status status, long version, boolean published, Fingerprint text) {
        boolean counts =
                switch (status) {
                    case SUBMITTED, IN_REVIEW, CHANGES_REQUESTED, APPROVED -> true;
                    case REJECTED -> published;
                    case DRAFT, WITHDRAWN -> false;
                };
        if (counts) {
            known.put(UUID.fromString(id.value()), version, published, text);
        } else {
            known.remove(UUID.fromString(id.value()), version);
        }
    }

    /**
     * @param moderator whether to name those that readers can't see
     */
    List<Finding> of(Submission submission, boolean moderator) {
        UUID self = UUID.fromString(submission.id().value());
        return submission.fingerprint().map(known::alike).orElse(List.of()).stream()
                .filter(other -> !other.id().equals(self) && (moderator || other.published()))
                .sorted(Comparator.comparingDouble(KnownTexts.Alike::similarity).reversed())
                .limit(MOST)
                .map(NearDuplicates::finding)
                .toList();
    }

    private static Finding finding(KnownTexts.Alike alike) {
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
