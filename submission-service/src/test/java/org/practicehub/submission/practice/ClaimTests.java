package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.ADA;
import static org.practicehub.submission.practice.SubmissionFixture.FOUR_HOURS;
import static org.practicehub.submission.practice.SubmissionFixture.MAX;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aDraft;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.anId;
import static org.practicehub.submission.practice.SubmissionFixture.content;
import static org.practicehub.submission.practice.SubmissionFixture.refused;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Content;
import org.practicehub.events.OrganisationRole;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who works on a submission, and who must not. */
class ClaimTests {

    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

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
}
