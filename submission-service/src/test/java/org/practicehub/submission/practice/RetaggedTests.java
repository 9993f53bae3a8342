package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.practicehub.submission.practice.SubmissionFixture.MAX;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.machineTag;
import static org.practicehub.submission.practice.SubmissionFixture.pending;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Evidence;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;

import java.util.List;

/** A newer tagger's tags come in the place of an older one's. */
class RetaggedTests {

    private static final PublicationReason RETAGGED = PublicationReason.RETAGGED;

    @Test
    void readersAreToldAgainSilentlyUnderTheSameRevision() {
        Submission practice = aSubmission().tagged().approved().now();
        PracticePublished before = published(practice);

        assertThat(practice.retag(before, suggested(2, "country", "TN"), MAX, NOW)).isTrue();

        PracticePublished after = published(practice);
        assertThat(after.reason()).isEqualTo(RETAGGED);
        assertThat(after.revision()).isEqualTo(before.revision());
        assertThat(after.notifiableRevision()).isEqualTo(before.notifiableRevision());
        assertThat(after.notifiableAt()).isEqualTo(before.notifiableAt());
        assertThat(after.tags())
                .extracting(Tag::term)
                .contains("country:TN", "country:SN", "sdg-target:17.9")
                .doesNotContain("country:MA");
        assertThat(practice.tags()).isEqualTo(after.tags());
        assertThat(practice.publication().orElseThrow().generation()).isEqualTo(2);
        assertThat(practice.history().getLast().by()).isEqualTo("Max");
        assertThat(practice.isAsItsLastStepLeftIt()).isTrue();
    }

    @Test
    void theSameOrAnOlderGenerationChangesNothing() {
        Submission practice = aSubmission().tagged().approved().now();
        PracticePublished published = published(practice);
        long edit = practice.edit();

        assertThat(practice.retag(published, suggested(1, "country", "TN"), MAX, NOW)).isFalse();
        practice.retag(published, suggested(3, "country", "TN"), MAX, NOW);
        assertThat(practice.retag(published, suggested(2, "country", "MA"), MAX, NOW)).isFalse();

        assertThat(practice.edit()).isEqualTo(edit + 1);
    }

    @Test
    void whatWasRemovedStaysAwayAndWhatWasAcceptedStaysThere() {
        Submission practice = aSubmission().tagged().now();
        practice.decideTags(
                MONA,
                List.of(
                        decision(TagDecision.Action.REMOVED, "sdg", "3"),
                        decision(TagDecision.Action.ADDED, "gcm", "23")),
                NOW);
        practice.approve(MONA, "", false, false, NOW);

        practice.retag(
                published(practice),
                suggested(2, machineTag("sdg", "3"), machineTag("sdg", "10")),
                MAX,
                NOW);

        assertThat(published(practice).tags())
                .extracting(Tag::term)
                .contains("gcm:23", "sdg:10")
                .doesNotContain("sdg:3");
    }

    @Test
    void aContributorsTagGetsTheNewEvidenceOnly() {
        Submission practice = aSubmission().now();
        practice.tagged(SubmissionFixture.answer(practice, 1, evidence("old")), NOW);
        practice.approve(MONA, "", false, false, NOW);

        practice.retag(published(practice), suggested(2, evidence("new")), MAX, NOW);

        assertThat(published(practice).tags())
                .filteredOn(tag -> tag.term().equals("country:SN"))
                .singleElement()
                .satisfies(
                        tag ->
                                assertThat(tag.evidence())
                                        .extracting(Evidence::text)
                                        .containsExactly("new"));
    }

    @Test
    void whatWasDecidedOnAfterThePublicationStaysAsReadersSeeIt() {
        Submission practice = aSubmission().tagged().approved().revisedTo("Second").now();
        PracticePublished seen = published(practice);
        practice.decideTags(
                MONA,
                List.of(
                        decision(TagDecision.Action.REMOVED, "country", "MA"),
                        decision(TagDecision.Action.ADDED, "sdg", "10")),
                NOW);
        long edit = practice.edit();

        practice.retag(
                seen, suggested(2, machineTag("country", "MA"), machineTag("sdg", "10")), MAX, NOW);

        assertThat(published(practice).tags())
                .extracting(Tag::term)
                .contains("country:MA")
                .doesNotContain("sdg:10");
        assertThat(practice.isTagged()).as("what is on the desk").isFalse();
        assertThat(practice.edit()).isEqualTo(edit);
    }

    @Test
    void whatReadersNoLongerSeeIsNotTaggedAgain() {
        Submission practice = aSubmission().tagged().approved().now();
        PracticePublished published = published(practice);
        practice.withdraw(MONA, "Over", NOW);

        assertThat(practice.retag(published, suggested(2, "country", "TN"), MAX, NOW)).isFalse();
        assertThat(aSubmission().tagged().now().retag(published, suggested(2), MAX, NOW)).isFalse();
    }

    @Test
    void tagsThatWereNotWaitedForAreDueWhicheverGenerationAnsweredLater() {
        Submission practice = aSubmission().approved().tagged().now();

        assertThat(practice.publication().orElseThrow().generation()).isZero();
        assertThat(practice.retag(published(practice), suggested(1, "country", "TN"), MAX, NOW))
                .isTrue();
    }

    private static PracticePublished published(Submission practice) {
        return pending(practice, PracticePublished.class).getLast();
    }

    private static Tagging suggested(int generation, String scheme, String code) {
        return suggested(generation, machineTag(scheme, code));
    }

    private static Tagging suggested(int generation, Tag... tags) {
        return new Tagging(0, generation, "en", List.of(tags), List.of());
    }

    private static Tag evidence(String text) {
        Tag tag = machineTag("country", "SN");
        return new Tag(
                tag.scheme(),
                tag.code(),
                tag.role(),
                tag.origin(),
                tag.confidence(),
                List.of(new Evidence("summary", 0, 3, text, "test", null, List.of())),
                tag.generation());
    }

    private static TagDecision decision(TagDecision.Action action, String scheme, String code) {
        return new TagDecision(action, scheme, code, null, "Mona", NOW);
    }
}
