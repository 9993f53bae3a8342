package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.ADA;
import static org.practicehub.submission.practice.SubmissionFixture.FOUR_HOURS;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aDraft;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.content;
import static org.practicehub.submission.practice.SubmissionFixture.pending;
import static org.practicehub.submission.practice.SubmissionFixture.refused;

import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.PracticeWithdrawn;

import java.time.Duration;
import java.time.Instant;

/** What contributors do with a submission. */
class ContributingTests {

    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    @Test
    void aDraftTellsNobody() {
        Submission draft = aDraft().revisedTo("Second").now();

        assertThat(draft.status()).isEqualTo(Status.DRAFT);
        assertThat(draft.pending()).isEmpty();
        assertThat(draft.edit()).isEqualTo(2);
    }

    @Test
    void handingInADraftTellsTheTaggingService() {
        Submission submission = aDraft().now();

        submission.submit(LATER);

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(pending(submission, PracticeSubmitted.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.content()).isEqualTo(submission.content());
                            assertThat(event.sequence()).isEqualTo(1);
                        });
    }

    @Test
    void aDraftIsHandedInOnce() {
        refused(Refusal.WRONG_STATE, () -> aSubmission().now().submit(LATER));
    }

    @Test
    void revisingWhatWaitsKeepsItsPlaceInTheQueueAndForgetsTheOldTags() {
        Submission submission = aSubmission().tagged().now();

        submission.revise(content("Second"), LATER);

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.submittedAt()).contains(NOW);
        assertThat(submission.isTagged()).isFalse();
        assertThat(submission.revision()).isEqualTo(1);
        assertThat(pending(submission, PracticeRevised.class)).hasSize(1);
    }

    @Test
    void revisingAfterAChangesRequestQueuesAnew() {
        Submission submission = aSubmission().withChangesRequested().now();

        submission.revise(content("Second"), LATER);

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.submittedAt()).contains(LATER);
        assertThat(submission.comments()).isEmpty();
    }

    @Test
    void revisingAPublishedPracticeLeavesWhatReadersSee() {
        Submission submission = aSubmission().approved().told().now();

        submission.revise(content("Second"), LATER);

        assertThat(submission.revision()).isEqualTo(2);
        assertThat(submission.publication().orElseThrow().revision()).isEqualTo(1);
        assertThat(submission.publication().orElseThrow().title()).isEqualTo("First");
        assertThat(pending(submission, PracticePublished.class)).isEmpty();
    }

    @Test
    void whatAModeratorHasInHandIsNotRevised() {
        Submission submission = aSubmission().claimedBy(MONA).now();

        refused(Refusal.WRONG_STATE, () -> submission.revise(content("Second"), LATER));
    }

    @Test
    void whatARunOutClaimHeldIsRevised() {
        Submission submission = aSubmission().claimedBy(MONA).now();

        submission.revise(content("Second"), NOW.plus(FOUR_HOURS));

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
    }

    @Test
    void whatWasRejectedBeforeItWasEverPublishedIsNotRevised() {
        refused(
                Refusal.WRONG_STATE,
                () -> aSubmission().rejected().now().revise(content("Second"), LATER));
    }

    @Test
    void aRejectedRevisionOfAPublishedPracticeMayBeTriedAgain() {
        Submission submission = aSubmission().approved().revisedTo("Second").rejected().now();

        submission.revise(content("Third"), LATER);

        assertThat(submission.revision()).isEqualTo(2);
        assertThat(submission.publication()).isPresent();
    }

    @Test
    void withdrawingAPublishedPracticeTellsTheReaders() {
        Submission submission = aSubmission().approved().revisedTo("Second").now();

        submission.withdraw(ADA, "It has ended", LATER);

        assertThat(pending(submission, PracticeWithdrawn.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.revision()).isEqualTo(1);
                            assertThat(event.title()).isEqualTo("First");
                            assertThat(event.reason()).isEqualTo("It has ended");
                        });
    }

    @Test
    void withdrawingADraftTellsNobody() {
        assertThat(aDraft().withdrawn().now().pending()).isEmpty();
    }

    @Test
    void whatIsWithdrawnStaysWithdrawn() {
        Submission submission = aSubmission().withdrawn().now();

        refused(Refusal.WRONG_STATE, () -> submission.withdraw(ADA, "again", LATER));
        refused(Refusal.WRONG_STATE, () -> submission.revise(content("Second"), LATER));
        refused(Refusal.WRONG_STATE, () -> submission.approve(MONA, "", false, true, LATER));
    }
}
