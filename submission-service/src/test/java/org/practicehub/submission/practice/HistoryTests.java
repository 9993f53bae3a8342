package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.ADA;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmissionOf;
import static org.practicehub.submission.practice.SubmissionFixture.content;
import static org.practicehub.submission.practice.SubmissionFixture.pending;

import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.PublicationReason;

import java.util.List;

/** The history as an audit trail, and what an erasure leaves of it. */
class HistoryTests {

    @Test
    void everyStepFollowsTheOneBefore() {
        Submission submission =
                aSubmission().claimedBy(MONA).tagged().approved().revisedTo("Second").now();

        assertThat(isWhole(submission)).isTrue();
        assertThat(isWhole(SubmissionDocument.read(SubmissionDocument.of(submission)))).isTrue();
    }

    @Test
    void whatWasChangedLeftOutOrMovedShows() {
        Submission submission = aSubmission().claimedBy(MONA).approved().now();
        List<HistoryEntry> steps = submission.history();
        HistoryEntry second = steps.get(1);

        assertThat(second.follows(steps.get(0))).isTrue();
        assertThat(steps.get(2).follows(steps.get(0))).as("one left out").isFalse();
        assertThat(second.follows(null)).as("the first left out").isFalse();
        assertThat(changed(second, "max", "claimed", second.note()).follows(steps.get(0)))
                .as("somebody else did it")
                .isFalse();
        assertThat(
                        changed(second, second.subject(), "released", second.note())
                                .follows(steps.get(0)))
                .as("something else was done")
                .isFalse();
        assertThat(changed(second, second.subject(), "claimed", "why").follows(steps.get(0)))
                .as("something else was said")
                .isFalse();
    }

    @Test
    void aChangeBehindTheBackOfTheHistoryShows() {
        Submission content = aSubmission().now();
        content.content(content("Changed in the store"));
        assertThat(content.isAsItsLastStepLeftIt()).isFalse();

        Submission status = aSubmission().now();
        status.status = Status.APPROVED;
        assertThat(status.isAsItsLastStepLeftIt()).isFalse();
    }

    @Test
    void theMachinesAnswerIsNoStepAndBreaksNothing() {
        assertThat(isWhole(aSubmission().tagged().now())).isTrue();
    }

    @Test
    void anErasureLeavesTheChainWhole() {
        Submission submission = aSubmission().claimedBy(MONA).approved().now();

        assertThat(submission.erase(new Erasure("mona", List.of()), null, false, ADA, NOW))
                .isTrue();

        assertThat(submission.history())
                .extracting(HistoryEntry::subject)
                .containsExactly("ada", "", "", "ada");
        assertThat(submission.history().get(1).seal().salt()).isNull();
        assertThat(isWhole(submission)).isTrue();
        assertThat(submission.erase(new Erasure("mona", List.of()), null, false, ADA, NOW))
                .as("a second time there is nothing left")
                .isFalse();
    }

    @Test
    void anOwnerIsForgottenWithTheirNameInTheText() {
        Submission submission = aSubmissionOf(content("A plan by Ada Lovelace")).now();
        submission.tagged(SubmissionFixture.answer(submission, 1), NOW);

        submission.erase(new Erasure("ada", List.of("ada lovelace")), null, false, MONA, NOW);

        assertThat(submission.content().title()).isEqualTo("A plan by ████████████");
        assertThat(submission.owner().subject()).isEqualTo("erased:" + submission.id());
        assertThat(submission.owner().email()).isNull();
        assertThat(submission.creation()).isEqualTo(Creation.once(submission.id()));
        assertThat(submission.isTagged()).isFalse();
        assertThat(pending(submission, PracticeRevised.class))
                .singleElement()
                .satisfies(
                        event ->
                                assertThat(event.content().title())
                                        .isEqualTo("A plan by ████████████"));
        assertThat(isWhole(submission)).isTrue();
    }

    @Test
    void readersAreToldAgainSilentlyUnderTheSameRevision() {
        Submission submission = aSubmissionOf(content("By Ada Lovelace")).approved().now();
        PracticePublished before = pending(submission, PracticePublished.class).getLast();
        Erasure erasure = new Erasure(null, List.of("Ada Lovelace"));
        PracticePublished covered =
                new PracticePublished(
                        before.practiceId(),
                        before.sequence(),
                        before.occurredAt(),
                        before.revision(),
                        erasure.covered(before.content()),
                        erasure.covered(before.tags()),
                        before.firstPublishedAt(),
                        before.revisedAt(),
                        before.notifiableRevision(),
                        before.notifiableAt(),
                        before.reason());

        submission.erase(erasure, covered, false, MONA, NOW);

        PracticePublished after = pending(submission, PracticePublished.class).getLast();
        assertThat(after.reason()).isEqualTo(PublicationReason.ERASED);
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.notifiableRevision()).isEqualTo(before.notifiableRevision());
        assertThat(after.sequence()).isGreaterThan(before.sequence());
        assertThat(after.content().title()).isEqualTo("By ████████████");
        assertThat(submission.publication().orElseThrow().title()).isEqualTo("By ████████████");
    }

    private static HistoryEntry changed(
            HistoryEntry step, String subject, String action, String note) {
        return new HistoryEntry(
                step.number(), step.at(), step.by(), subject, action, note, step.seal());
    }

    private static boolean isWhole(Submission submission) {
        HistoryEntry before = null;
        for (HistoryEntry step : submission.history()) {
            if (!step.follows(before)) {
                return false;
            }
            before = step;
        }
        return submission.isAsItsLastStepLeftIt();
    }
}
