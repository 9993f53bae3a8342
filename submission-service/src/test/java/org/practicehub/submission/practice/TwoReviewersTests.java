package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.ADA;
import static org.practicehub.submission.practice.SubmissionFixture.MAX;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.machineTag;
import static org.practicehub.submission.practice.SubmissionFixture.refused;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Two moderators have to agree; when they do not, a third one decides. */
class TwoReviewersTests {

    private static final Person NOOR = new Person("noor", "Noor", null);

    @Test
    void theFirstWordIsNotedAndTheSecondAgrees() {
        Submission submission = aSubmission().tagged().claimedBy(MONA).now();
        long edit = submission.edit();

        assertThat(submission.vote(MONA, true, false, NOW)).isFalse();

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.claim()).isEmpty();
        assertThat(submission.edit()).isGreaterThan(edit);
        assertThat(submission.history().getLast().action()).isEqualTo("voted");
        assertThat(submission.vote(MAX, true, false, NOW)).isTrue();
    }

    @Test
    void theThirdOneBreaksATie() {
        Submission approved = aSubmission().tagged().now();
        approved.vote(MONA, true, false, NOW);
        assertThat(approved.vote(MAX, false, false, NOW)).isFalse();
        assertThat(approved.vote(NOOR, true, false, NOW)).isTrue();

        Submission rejected = aSubmission().tagged().now();
        rejected.vote(MONA, true, false, NOW);
        rejected.vote(MAX, false, false, NOW);
        assertThat(rejected.vote(NOOR, false, false, NOW)).isTrue();
    }

    @Test
    void nobodyIsBothReviewersAndTheRulesForDecidingHold() {
        Submission submission = aSubmission().tagged().now();
        submission.vote(MONA, true, false, NOW);

        refused(Refusal.ALREADY_VOTED, () -> submission.vote(MONA, true, false, NOW));
        refused(Refusal.ALREADY_VOTED, () -> submission.vote(MONA, false, false, NOW));
        refused(Refusal.OWN_SUBMISSION, () -> submission.vote(ADA, true, false, NOW));
        refused(Refusal.NOT_TAGGED_YET, () -> aSubmission().now().vote(MAX, true, false, NOW));
    }

    @Test
    void aWordIsAboutWhatWasSeen() {
        Submission revised = voted();
        revised.revise(SubmissionFixture.content("Second"), NOW);
        assertThat(revised.votes()).isEmpty();

        Submission retagged = voted();
        retagged.tagged(SubmissionFixture.answer(retagged, 2, machineTag("sdg", "1")), NOW);
        assertThat(retagged.votes()).isEmpty();

        Submission decidedOn = voted();
        decidedOn.decideTags(
                MAX,
                List.of(
                        new TagDecision(
                                TagDecision.Action.REMOVED, "country", "MA", null, "Max", NOW)),
                NOW);
        assertThat(decidedOn.votes()).isEmpty();

        Submission sentBack = voted();
        sentBack.requestChanges(MAX, "Please", List.of(), NOW);
        assertThat(sentBack.votes()).isEmpty();
    }

    @Test
    void anAppealIsAgainstBothWhoRejected() {
        Submission submission = aSubmission().tagged().now();
        submission.vote(MONA, false, false, NOW);
        submission.vote(MAX, false, false, NOW);
        submission.reject(MAX, RejectionReason.OUT_OF_SCOPE, "", NOW);

        submission.appeal("No", NOW);

        assertThat(submission.appeal().orElseThrow().against()).containsExactly("mona", "max");
        refused(Refusal.APPEALED_AGAINST, () -> submission.vote(MONA, true, true, NOW));
        assertThat(submission.vote(NOOR, true, true, NOW)).isFalse();
    }

    @Test
    void eitherOfBothTakesTheRejectionBack() {
        Submission submission = aSubmission().tagged().now();
        submission.vote(MONA, false, false, NOW);
        submission.vote(MAX, false, false, NOW);
        submission.reject(MAX, RejectionReason.OUT_OF_SCOPE, "", NOW);

        submission.undo(MONA, Duration.ofMinutes(1), NOW);

        assertThat(submission.votes()).isEmpty();
        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
    }

    private static Submission voted() {
        Submission submission = aSubmission().tagged().now();
        submission.vote(MONA, true, false, NOW);
        return submission;
    }
}
