package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.answer;
import static org.practicehub.submission.practice.SubmissionFixture.content;
import static org.practicehub.submission.practice.SubmissionFixture.machineTag;
import static org.practicehub.submission.practice.SubmissionFixture.pending;
import static org.practicehub.submission.practice.SubmissionFixture.tombstones;

import org.junit.jupiter.api.Test;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeTagged;
import org.practicehub.events.Tag;
import org.practicehub.events.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the machine says, and what people say to that. */
class TagTests {

    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    @Test
    void theMachinesAnswerProvesThatItsEventWasSent() {
        Submission submission = aSubmission().tagged().now();

        assertThat(submission.pending()).isEmpty();
        assertThat(submission.edit()).isEqualTo(2);
    }

    @Test
    void theSameAnswerAgainChangesNothing() {
        Submission submission = aSubmission().tagged().now();

        boolean changed = submission.tagged(answer(submission, 1), LATER);

        assertThat(changed).isFalse();
        assertThat(submission.edit()).isEqualTo(2);
    }

    @Test
    void anOlderGenerationLosesAndANewerOneWins() {
        Submission submission = aSubmission().now();
        submission.tagged(answer(submission, 5, machineTag("sdg", "8")), NOW);

        assertThat(submission.tagged(answer(submission, 4, machineTag("sdg", "9")), NOW)).isFalse();
        assertThat(submission.tagged(answer(submission, 6, machineTag("sdg", "10")), NOW)).isTrue();

        assertThat(submission.tags()).extracting(Tag::term).contains("sdg:10");
    }

    @Test
    void anAnswerToOldContentIsIgnored() {
        Submission submission = aSubmission().now();
        PracticeTagged late = answer(submission, 9, machineTag("sdg", "8"));
        submission.revise(content("Second"), LATER);

        assertThat(submission.tagged(late, LATER)).isFalse();
        assertThat(submission.isTagged()).isFalse();
    }

    @Test
    void anAnswerAfterTheApprovalIsASuggestionAndLeavesThePublicationAlone() {
        Submission submission = aSubmission().approved().told().now();

        assertThat(submission.tagged(answer(submission, 1, machineTag("sdg", "8")), LATER))
                .isTrue();

        assertThat(submission.status()).isEqualTo(Status.APPROVED);
        assertThat(pending(submission, PracticePublished.class)).isEmpty();
        assertThat(tombstones(submission)).containsExactly(Topics.PRACTICE_TAGS);
    }

    @Test
    void aContributorsTagKeepsItsOriginAndGetsTheMachinesEvidence() {
        Submission submission = aSubmission().now();
        submission.tagged(
                answer(
                        submission,
                        1,
                        machineTag("sdg-target", "17.9"),
                        machineTag("country", "MA")),
                NOW);

        assertThat(submission.tags())
                .extracting(tag -> tag.term() + " " + tag.origin() + " " + tag.evidence().size())
                .containsExactly(
                        "country:SN CONTRIBUTOR 0",
                        "sdg-target:17.9 CONTRIBUTOR 1",
                        "sdg:17 CONTRIBUTOR 0",
                        "country:MA MACHINE 1");
    }

    @Test
    void aRemovedTagStaysAwayWhateverTheMachineSays() {
        Submission submission = aSubmission().tagged().now();
        submission.decideTags(
                MONA,
                List.of(
                        decision(TagDecision.Action.REMOVED, "country", "MA"),
                        decision(TagDecision.Action.REMOVED, "country", "SN"),
                        decision(TagDecision.Action.ADDED, "gcm", "23")),
                NOW);

        submission.tagged(answer(submission, 2, machineTag("country", "MA")), NOW);

        assertThat(submission.tags())
                .extracting(Tag::term)
                .containsExactly("sdg-target:17.9", "sdg:17", "gcm:23");
        assertThat(submission.tags().getLast().origin()).isEqualTo(Origin.MODERATOR);
    }

    @Test
    void theNewestDecisionOnATagCounts() {
        Submission submission = aSubmission().tagged().now();
        submission.decideTags(
                MONA, List.of(decision(TagDecision.Action.REMOVED, "country", "MA")), NOW);
        submission.decideTags(
                MONA,
                List.of(
                        new TagDecision(
                                TagDecision.Action.ADDED,
                                "country",
                                "MA",
                                CountryRole.PARTNER,
                                "Mona",
                                NOW)),
                NOW);

        assertThat(submission.tags())
                .filteredOn(tag -> tag.term().equals("country:MA"))
                .singleElement()
                .satisfies(tag -> assertThat(tag.role()).isEqualTo(CountryRole.PARTNER));
    }

    private static TagDecision decision(TagDecision.Action action, String scheme, String code) {
        return new TagDecision(action, scheme, code, null, "Mona", NOW);
    }
}
