package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.practicehub.submission.practice.SubmissionFixture.MAX;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.pending;
import static org.practicehub.submission.practice.SubmissionFixture.refused;

import static java.util.Comparator.comparing;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Decision;
import org.practicehub.events.DecisionUndone;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.SubmissionCommented;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A moderator takes a decision back, or a contributor does not accept it. */
class SecondThoughtsTests {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Instant SOON = NOW.plus(Duration.ofMinutes(10));
    private static final Instant TOO_LATE = NOW.plus(Duration.ofMinutes(16));

    @Test
    void anUndoneRejectionWaitsInItsOldPlaceAndIsTaggedAgain() {
        Submission submission = aSubmission().tagged().rejected().now();
        Instant handedIn = submission.submittedAt().orElseThrow();

        submission.undo(MONA, WINDOW, SOON);

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.submittedAt()).contains(handedIn);
        assertThat(submission.closing()).isEmpty();
        assertThat(submission.decidedAt()).isEmpty();
        assertThat(submission.isTagged()).isFalse();
        assertThat(pending(submission, PracticeRevised.class)).hasSize(1);
        assertThat(pending(submission, DecisionUndone.class))
                .extracting(DecisionUndone::decision, DecisionUndone::recipient)
                .containsExactly(tuple(Decision.REJECTED, submission.owner().email()));
        assertThat(submission.history().getLast().action()).isEqualTo("decision-undone");
        assertThat(submission.isAsItsLastStepLeftIt()).isTrue();
    }

    @Test
    void anUndoneRequestForChangesKeepsItsTags() {
        Submission submission = aSubmission().tagged().withChangesRequested().now();

        submission.undo(MONA, WINDOW, SOON);

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.isTagged()).isTrue();
        assertThat(submission.comments()).isEmpty();
    }

    @Test
    void onlyWhoDecidedUndoesAndNotLongAfter() {
        Submission submission = aSubmission().rejected().now();

        refused(Refusal.DECIDED_BY_ANOTHER, () -> submission.undo(MAX, WINDOW, SOON));
        refused(Refusal.UNDO_WINDOW_OVER, () -> submission.undo(MONA, WINDOW, TOO_LATE));
        submission.undo(MONA, WINDOW, NOW.plus(WINDOW));
        refused(Refusal.WRONG_STATE, () -> submission.undo(MONA, WINDOW, SOON));
    }

    @Test
    void whatReadersHaveSeenIsNotUndone() {
        Submission published = aSubmission().tagged().approved().now();

        refused(Refusal.WRONG_STATE, () -> published.undo(MONA, WINDOW, SOON));
    }

    @Test
    void theContributorIsToldWhatOthersSayAndNotWhatTheySayThemselves() {
        Submission submission = aSubmission().tagged().now();

        submission.comment(submission.owner(), "There is more to come", NOW);
        assertThat(pending(submission, SubmissionCommented.class)).isEmpty();

        submission.comment(MONA, "Which city?", NOW);
        assertThat(pending(submission, SubmissionCommented.class))
                .extracting(SubmissionCommented::message, SubmissionCommented::recipient)
                .containsExactly(tuple("Which city?", submission.owner().email()));
        assertThat(submission.pending()).isSortedAccordingTo(comparing(Outgoing::sequence));
    }

    @Test
    void anAppealIsForSomebodyElseToDecide() {
        Submission submission = aSubmission().tagged().rejected().now();

        submission.appeal("It is a programme", SOON);

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.submittedAt()).contains(SOON);
        assertThat(submission.history().getLast().note()).isEqualTo("It is a programme");
        refused(
                Refusal.APPEALED_AGAINST,
                () -> submission.reject(MONA, RejectionReason.OUT_OF_SCOPE, "", SOON));
        refused(Refusal.APPEALED_AGAINST, () -> submission.claim(MONA, WINDOW, SOON));
        submission.approve(MAX, "", false, true, SOON);
        assertThat(pending(submission, PracticePublished.class)).hasSize(1);
    }

    @Test
    void anAppealIsMadeOnceForEachRevision() {
        Submission submission = aSubmission().approved().revisedTo("Second").now();
        submission.reject(MONA, RejectionReason.OUT_OF_SCOPE, "", NOW);
        submission.appeal("No", NOW);
        submission.reject(MAX, RejectionReason.OUT_OF_SCOPE, "", NOW);

        refused(Refusal.ALREADY_APPEALED, () -> submission.appeal("Never", NOW));

        submission.revise(SubmissionFixture.content("Third"), NOW);
        assertThat(submission.appeal()).isEmpty();
        submission.reject(MONA, RejectionReason.OUT_OF_SCOPE, "", NOW);
        submission.appeal("Again no", NOW);
        assertThat(submission.appeal()).isPresent();
    }

    @Test
    void onlyARejectionIsAppealedAgainst() {
        refused(Refusal.WRONG_STATE, () -> aSubmission().now().appeal("x", NOW));
        refused(Refusal.WRONG_STATE, () -> aSubmission().approved().now().appeal("x", NOW));
        refused(Refusal.WRONG_STATE, () -> aSubmission().withdrawn().now().appeal("x", NOW));
    }

    @Test
    void whoIsErasedIsNotNamedInAnAppeal() {
        Submission submission = aSubmission().rejected().now();
        submission.appeal("Mona Lisa is wrong", NOW);

        submission.erase(new Erasure("mona", List.of("Mona Lisa")), null, false, MAX, NOW);

        Appeal appeal = submission.appeal().orElseThrow();
        assertThat(appeal.against()).isEmpty();
        assertThat(appeal.reason()).doesNotContain("Mona").endsWith("is wrong");
        assertThat(submission.decidedBy).isEmpty();
    }
}
