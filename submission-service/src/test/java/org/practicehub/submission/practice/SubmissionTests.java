package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.practicehub.submission.practice.SubmissionFixture.ADA;
import static org.practicehub.submission.practice.SubmissionFixture.FOUR_HOURS;
import static org.practicehub.submission.practice.SubmissionFixture.MAX;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aDraft;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.anId;
import static org.practicehub.submission.practice.SubmissionFixture.answer;
import static org.practicehub.submission.practice.SubmissionFixture.content;
import static org.practicehub.submission.practice.SubmissionFixture.machineTag;
import static org.practicehub.submission.practice.SubmissionFixture.pending;
import static org.practicehub.submission.practice.SubmissionFixture.tombstones;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Decision;
import org.practicehub.events.OrganisationRole;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.PracticeTagged;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.events.Tag;
import org.practicehub.events.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class SubmissionTests {

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
    void claimingDoesNotChangeWhatWasSeen() {
        Submission submission = aSubmission().now();

        submission.claim(MONA, FOUR_HOURS, NOW);

        assertThat(submission.status()).isEqualTo(Status.IN_REVIEW);
        assertThat(submission.edit()).isEqualTo(1);
        assertThat(submission.pending()).hasSize(1);
    }

    @Test
    void aClaimKeepsOthersOutUntilItEnds() {
        Submission submission = aSubmission().claimedBy(MONA).now();

        refused(Refusal.CLAIMED_BY_ANOTHER, () -> submission.claim(MAX, FOUR_HOURS, LATER));
        refused(Refusal.CLAIMED_BY_ANOTHER, () -> submission.approve(MAX, "", false, true, LATER));
        refused(Refusal.CLAIMED_BY_ANOTHER, () -> submission.release(MAX, LATER));
        submission.claim(MAX, FOUR_HOURS, NOW.plus(FOUR_HOURS));
        assertThat(submission.claim().orElseThrow().isHeldBy(MAX)).isTrue();
    }

    @Test
    void releasingPutsItBack() {
        Submission submission = aSubmission().claimedBy(MONA).now();

        submission.release(MONA, LATER);

        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.claim()).isEmpty();
    }

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

    private static TagDecision decision(TagDecision.Action action, String scheme, String code) {
        return new TagDecision(action, scheme, code, null, "Mona", NOW);
    }

    @Test
    void whoDeclaresAConflictLetsGoAndDoesNotDecide() {
        Submission submission = aSubmission().claimedBy(MONA).now();
        long seen = submission.edit();

        submission.declareConflict(MONA, "My sister runs it", LATER);
        submission.declareConflict(MONA, "Said again", LATER);

        assertThat(submission.claim()).isEmpty();
        assertThat(submission.status()).isEqualTo(Status.SUBMITTED);
        assertThat(submission.edit()).isEqualTo(seen);
        assertThat(submission.conflicts())
                .extracting(Conflict::reason)
                .containsExactly("My sister runs it");
        refused(
                Refusal.CONFLICT_OF_INTEREST,
                () -> submission.approve(MONA, "", false, true, LATER));
        refused(Refusal.CONFLICT_OF_INTEREST, () -> submission.claim(MONA, FOUR_HOURS, LATER));
        refused(
                Refusal.CONFLICT_OF_INTEREST,
                () -> submission.assign(MAX, false, MONA, FOUR_HOURS, LATER));
        submission.approve(MAX, "", false, true, LATER);
    }

    @Test
    void nobodyDecidesOnWhatTheirOrganisationHandedInOrCarriesOut() {
        Person ofTheCity = new Person("max", "Max", null, "City  of Oujda");
        PracticeId id = anId();
        Submission handedInByTheCity =
                Submission.handedIn(
                        id,
                        Creation.once(id),
                        new Person("eve", "Eve", null, "city of oujda"),
                        content("First"),
                        NOW);
        refused(
                Refusal.CONFLICT_OF_INTEREST,
                () -> handedInByTheCity.approve(ofTheCity, "", false, true, LATER));

        Submission carriedOutByTheCity = aDraft().now();
        carriedOutByTheCity.revise(
                withOrganisation("City of Oujda", OrganisationRole.IMPLEMENTER), NOW);
        carriedOutByTheCity.submit(NOW);
        refused(
                Refusal.CONFLICT_OF_INTEREST,
                () -> carriedOutByTheCity.approve(ofTheCity, "", false, true, LATER));

        Submission fundedByTheCity = aDraft().now();
        fundedByTheCity.revise(withOrganisation("City of Oujda", OrganisationRole.FUNDER), NOW);
        fundedByTheCity.submit(NOW);
        fundedByTheCity.approve(ofTheCity, "", false, true, LATER);
    }

    @Test
    void aSubmissionIsGivenToAnotherByWhoHasItOrByWhoeverMay() {
        Submission submission = aSubmission().claimedBy(MONA).now();

        refused(
                Refusal.CLAIMED_BY_ANOTHER,
                () -> submission.assign(MAX, false, MAX, FOUR_HOURS, LATER));
        submission.assign(MONA, false, MAX, FOUR_HOURS, LATER);
        assertThat(submission.claimAt(LATER).map(Claim::subject)).contains("max");
        submission.assign(MONA, true, MONA, FOUR_HOURS, LATER);
        assertThat(submission.claimAt(LATER).map(Claim::subject)).contains("mona");
        refused(
                Refusal.OWN_SUBMISSION,
                () -> submission.assign(MONA, false, ADA, FOUR_HOURS, LATER));
    }

    private static Content withOrganisation(String name, OrganisationRole role) {
        Content content = content("First");
        return new Content(
                content.title(),
                content.summary(),
                content.kind(),
                content.language(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(new Content.Organisation(name, role, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void refused(Refusal refusal, Runnable transition) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(transition::run)
                .satisfies(e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
