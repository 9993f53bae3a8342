package org.practicehub.submission.review;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.RefusedException;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.practice.TagDecision;
import org.practicehub.submission.topics.CurrentTopics;
import org.practicehub.submission.web.EntityTag;
import org.practicehub.submission.web.ProblemException;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What moderators do with what waits. */
@Component
class ReviewDesk {

    private final Submissions submissions;
    private final CurrentTopics topics;
    private final ReviewProperties properties;
    private final Clock clock;

    ReviewDesk(
            Submissions submissions,
            CurrentTopics topics,
            ReviewProperties properties,
            Clock clock) {
        this.submissions = submissions;
        this.topics = topics;
        this.properties = properties;
        this.clock = clock;
    }

    /** Drafts are nobody's business but their owner's. */
    Submission find(PracticeId id) {
        return submissions
                .find(id)
                .filter(submission -> submission.submittedAt().isPresent())
                .orElseThrow(ProblemException::notFound);
    }

    Submission claim(PracticeId id, Person moderator) {
        return change(
                id,
                null,
                (submission, now) -> submission.claim(moderator, properties.claimLength(), now));
    }

    Submission release(PracticeId id, Person moderator) {
        return change(id, null, (submission, now) -> submission.release(moderator, now));
    }

    Submission decide(PracticeId id, Person moderator, String seen, Verdict verdict) {
        return change(
                id,
                seen,
                (submission, now) -> verdict.on(submission, moderator, two(submission), now));
    }

    private boolean two(Submission submission) {
        return topics.needTwoReviewers(submission.content());
    }

    /** What {@link #decide} would do now; nothing is kept. */
    Submission tryOut(PracticeId id, Person moderator, String seen, Verdict verdict) {
        Submission submission = find(id);
        requireSeen(submission, seen);
        verdict.on(submission, moderator, two(submission), clock.instant());
        return submission;
    }

    Submission assign(PracticeId id, Person by, boolean whoever, Person to) {
        return change(
                id,
                null,
                (submission, now) ->
                        submission.assign(by, whoever, to, properties.claimLength(), now));
    }

    Submission declareConflict(PracticeId id, Person moderator, String reason) {
        return change(
                id, null, (submission, now) -> submission.declareConflict(moderator, reason, now));
    }

    /**
     * Merges a duplicate into another practice. That one changes first: after a crash between the
     * two the duplicate is still open, and merging again changes nothing twice.
     *
     * @throws ProblemException 400 when the other practice can't take its place
     */
    Submission merge(
            PracticeId duplicate, Person moderator, String seen, PracticeId into, String message) {
        Submission closing = find(duplicate);
        requireSeen(closing, seen);
        closing.copy().mergeInto(moderator, into, message, clock.instant());
        try {
            Optional<Submission> other =
                    submissions.change(
                            into,
                            submission ->
                                    submission.takeOver(
                                            moderator,
                                            duplicate,
                                            closing.content().relations(),
                                            clock.instant()));
            if (other.isEmpty()) {
                throw ProblemException.invalid("/into", "is not a practice here");
            }
        } catch (RefusedException e) {
            throw ProblemException.invalid("/into", "is neither published nor on the desk");
        }
        return change(
                duplicate,
                seen,
                (submission, now) -> submission.mergeInto(moderator, into, message, now));
    }

    Submission undo(PracticeId id, Person moderator, String seen) {
        return change(
                id,
                seen,
                (submission, now) -> submission.undo(moderator, properties.undoWindow(), now));
    }

    Submission decideTags(
            PracticeId id, Person moderator, String seen, List<TagDecision> decisions) {
        return change(
                id, seen, (submission, now) -> submission.decideTags(moderator, decisions, now));
    }

    private static void requireSeen(Submission submission, String seen) {
        if (!EntityTag.of(submission.edit()).satisfies(seen)) {
            throw ProblemException.stale();
        }
    }

    private Submission change(
            PracticeId id, @Nullable String seen, BiConsumer<Submission, Instant> change) {
        return submissions
                .change(
                        id,
                        submission -> {
                            if (submission.submittedAt().isEmpty()) {
                                throw ProblemException.notFound();
                            }
                            if (seen != null) {
                                requireSeen(submission, seen);
                            }
                            change.accept(submission, clock.instant());
                            return true;
                        })
                .orElseThrow(ProblemException::notFound);
    }
}
