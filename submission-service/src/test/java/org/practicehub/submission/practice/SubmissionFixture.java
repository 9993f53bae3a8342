package org.practicehub.submission.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Evidence;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Kind;
import org.practicehub.events.Origin;
import org.practicehub.events.PracticeTagged;
import org.practicehub.events.Tag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Submissions for tests, in words: {@code aSubmission().ofAda().tagged().claimedBy(MONA)}. */
public final class SubmissionFixture {

    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final Person ADA = new Person("ada", "Ada", "ada@example.org");
    public static final Person MONA = new Person("mona", "Mona", "mona@example.org");
    public static final Person MAX = new Person("max", "Max", null);
    public static final Duration FOUR_HOURS = Duration.ofHours(4);

    private final Submission submission;

    private SubmissionFixture(Submission submission) {
        this.submission = submission;
    }

    public static PracticeId anId() {
        return new PracticeId(UUID.randomUUID().toString());
    }

    public static Content content(String title) {
        return new Content(
                title,
                "A summary about Morocco.",
                Kind.PRACTICE,
                "en",
                null,
                null,
                null,
                List.of("skills"),
                List.of(new Content.Country("SN", CountryRole.ABOUT)),
                List.of(),
                List.of("sdg-target:17.9"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    public static SubmissionFixture aDraft() {
        PracticeId id = anId();
        return new SubmissionFixture(
                Submission.draft(id, Creation.once(id), ADA, content("First"), NOW));
    }

    public static SubmissionFixture aSubmission() {
        PracticeId id = anId();
        return new SubmissionFixture(
                Submission.handedIn(id, Creation.once(id), ADA, content("First"), NOW));
    }

    /** Handed in by Ada. */
    public static SubmissionFixture aSubmissionOf(Content content) {
        PracticeId id = anId();
        return new SubmissionFixture(Submission.handedIn(id, Creation.once(id), ADA, content, NOW));
    }

    public SubmissionFixture tagged() {
        submission.tagged(answer(submission, 1, machineTag("country", "MA")), NOW);
        return this;
    }

    public SubmissionFixture claimedBy(Person moderator) {
        submission.claim(moderator, FOUR_HOURS, NOW);
        return this;
    }

    public SubmissionFixture approved() {
        submission.approve(MONA, "", false, true, NOW);
        return this;
    }

    public SubmissionFixture rejected() {
        submission.reject(MONA, RejectionReason.OUT_OF_SCOPE, "", NOW);
        return this;
    }

    public SubmissionFixture withChangesRequested() {
        submission.requestChanges(MONA, "Please", List.of(), NOW);
        return this;
    }

    public SubmissionFixture revisedTo(String title) {
        submission.revise(content(title), NOW);
        return this;
    }

    public SubmissionFixture withdrawn() {
        submission.withdraw(ADA, "No more", NOW);
        return this;
    }

    /** As after a relay that has sent everything. */
    public SubmissionFixture told() {
        submission.sent(Long.MAX_VALUE);
        return this;
    }

    public Submission now() {
        return submission;
    }

    public static PracticeTagged answer(Submission submission, int generation, Tag... tags) {
        return answerIn("en", submission, generation, tags);
    }

    public static PracticeTagged answerIn(
            String language, Submission submission, int generation, Tag... tags) {
        return new PracticeTagged(
                submission.id().value(),
                submission.contentSequence,
                NOW,
                submission.revision(),
                generation,
                language,
                List.of(tags),
                List.of());
    }

    public static Tag machineTag(String scheme, String code) {
        return new Tag(
                scheme,
                code,
                scheme.equals("country") ? CountryRole.ABOUT : null,
                Origin.MACHINE,
                0.8,
                List.of(new Evidence("summary", 16, 23, "Morocco", "test", null, List.of())),
                1);
    }

    /** As the store hands it out after a write. */
    public static Submission written(Submission submission, long version) {
        submission.version = version;
        return submission;
    }

    /** What of a type is pending. */
    public static <T extends HubEvent> List<T> pending(Submission submission, Class<T> type) {
        return submission.pending().stream()
                .filter(Outgoing.Event.class::isInstance)
                .map(entry -> ((Outgoing.Event) entry).event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public static List<String> tombstones(Submission submission) {
        return submission.pending().stream()
                .filter(Outgoing.Tombstone.class::isInstance)
                .map(entry -> ((Outgoing.Tombstone) entry).topic())
                .toList();
    }

    /** A transition that is not possible, and why. */
    public static void refused(Refusal refusal, Runnable transition) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(transition::run)
                .satisfies(e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
