package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.FOUR_HOURS;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.content;

import org.junit.jupiter.api.Test;

/** What holds for every submission. */
class SubmissionTests {

    @Test
    void oldStepsMoveToTheArchive() {
        Submission submission = aSubmission().now();
        for (int i = 0; i < Submission.STEPS_IN_DOCUMENT; i++) {
            submission.revise(content("Edition " + i), NOW);
        }

        assertThat(submission.history()).hasSize(Submission.STEPS_IN_DOCUMENT);
        assertThat(submission.history().getFirst().number()).isEqualTo(2);
        assertThat(submission.pending())
                .filteredOn(Outgoing.OldStep.class::isInstance)
                .singleElement()
                .satisfies(
                        entry ->
                                assertThat(((Outgoing.OldStep) entry).entry().action())
                                        .isEqualTo("submitted"));
    }

    @Test
    void aCopyGoesItsOwnWay() {
        Submission original = aSubmission().now();
        Submission copy = original.copy();

        copy.claim(MONA, FOUR_HOURS, NOW);

        assertThat(original.status()).isEqualTo(Status.SUBMITTED);
        assertThat(original.history()).hasSize(1);
    }
}
