package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.ADA;
import static org.practicehub.submission.practice.SubmissionFixture.FOUR_HOURS;
import static org.practicehub.submission.practice.SubmissionFixture.MAX;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.pending;
import static org.practicehub.submission.practice.SubmissionFixture.refused;
import static org.practicehub.submission.practice.SubmissionFixture.tombstones;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Decision;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.events.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What moderators decide, and who is told. */
class DecisionTests {

    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    @Test
    void approvalByTheContributorIsRefused() {
        Submission submission = aSubmission().tagged().now();

        refused(Refusal.OWN_SUBMISSION, () -> submission.approve(ADA, "", false, false, LATER));
        refused(
                Refusal.OWN_SUBMISSION,
                () -> submission.reject(ADA, RejectionReason.OTHER, "", LATER));
        refused(
                Refusal.OWN_SUBMISSION,
                () -> submission.requestChanges(ADA, "why", List.of(), LATER));
        refused(Refusal.OWN_SUBMISSION, () -> submission.claim(ADA, FOUR_HOURS, LATER));
    }

    @Test
    void approvalWaitsForTheTags() {
        Submission submission = aSubmission().now();

        refused(Refusal.NOT_TAGGED_YET, () -> submission.approve(MONA, "", false, false, LATER));

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.edit()).isEqualTo(1);
    }

    @Test
    void approvalPublishesTheContentAndTheTagsAndClosesTheDesk() {
        Submission submission = aSubmission().tagged().now();

        submission.approve(MONA, "Well done", false, false, LATER);

        assertThat(pending(submission, PracticePublished.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.revision()).isEqualTo(1);
                            assertThat(event.content()).isEqualTo(submission.content());
                            assertThat(event.tags()).isEqualTo(submission.tags());
                            assertThat(event.firstPublishedAt()).isEqualTo(LATER);
                            assertThat(event.notifiableRevision()).isEqualTo(1);
                            assertThat(event.notifiableAt()).isEqualTo(LATER);
                            assertThat(event.reason()).isEqualTo(PublicationReason.FIRST);
                        });
        assertThat(tombstones(submission))
                .containsExactly(Topics.PRACTICE_SUBMISSIONS, Topics.PRACTICE_TAGS);
        assertThat(pending(submission, SubmissionDecided.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.decision()).isEqualTo(Decision.APPROVED);
                            assertThat(event.recipient()).isEqualTo("ada@example.org");
                            assertThat(event.message()).isEqualTo("Well done");
                        });
        assertThat(submission.pending())
                .extracting(Outgoing::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aSecondRevisionKeepsWhenThePracticeWasFirstPublished() {
        Submission submission = aSubmission().approved().revisedTo("Second").now();

        submission.approve(MONA, "", false, true, LATER);

        assertThat(pending(submission, PracticePublished.class).getLast())
                .satisfies(
                        event -> {
                            assertThat(event.revision()).isEqualTo(2);
                            assertThat(event.firstPublishedAt()).isEqualTo(NOW);
                            assertThat(event.revisedAt()).isEqualTo(LATER);
                            assertThat(event.reason()).isEqualTo(PublicationReason.REVISED);
                            assertThat(event.notifiableRevision()).isEqualTo(2);
                        });
    }

    @Test
    void aSilentRevisionNotifiesOfTheOneBefore() {
        Submission submission = aSubmission().approved().revisedTo("Second").now();

        submission.approve(MONA, "", true, true, LATER);

        assertThat(pending(submission, PracticePublished.class).getLast())
                .satisfies(
                        event -> {
                            assertThat(event.revision()).isEqualTo(2);
                            assertThat(event.notifiableRevision()).isEqualTo(1);
                            assertThat(event.notifiableAt()).isEqualTo(NOW);
                        });
    }

    @Test
    void aDecisionIsTakenOnce() {
        Submission submission = aSubmission().approved().now();

        refused(Refusal.WRONG_STATE, () -> submission.approve(MAX, "", false, true, LATER));
        refused(
                Refusal.WRONG_STATE,
                () -> submission.reject(MAX, RejectionReason.OTHER, "", LATER));
    }

    @Test
    void rejectionTellsTheContributorWhy() {
        Submission submission = aSubmission().now();

        submission.reject(MONA, RejectionReason.OUT_OF_SCOPE, "", LATER);

        assertThat(submission.status()).isEqualTo(Status.REJECTED);
        assertThat(pending(submission, SubmissionDecided.class))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.decision()).isEqualTo(Decision.REJECTED);
                            assertThat(event.message())
                                    .isEqualTo("It is outside what this repository collects.");
                        });
        assertThat(pending(submission, PracticePublished.class)).isEmpty();
    }

    @Test
    void aChangesRequestTellsTheCommentsAndLeavesTheDeskOpen() {
        Submission submission = aSubmission().claimedBy(MONA).now();

        submission.requestChanges(
                MONA, "Almost", List.of(new Comment("/title", "is too long")), LATER);

        assertThat(submission.status()).isEqualTo(Status.CHANGES_REQUESTED);
        assertThat(submission.claim()).isEmpty();
        assertThat(tombstones(submission)).isEmpty();
        assertThat(pending(submission, SubmissionDecided.class).getLast().message())
                .isEqualTo("Almost\n\n/title: is too long");
    }
}
