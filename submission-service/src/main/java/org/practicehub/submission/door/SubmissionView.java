package org.practicehub.submission.door;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.Tag;
import org.practicehub.submission.checks.Finding;
import org.practicehub.submission.practice.Appeal;
import org.practicehub.submission.practice.Claim;
import org.practicehub.submission.practice.Closing;
import org.practicehub.submission.practice.Comment;
import org.practicehub.submission.practice.Conflict;
import org.practicehub.submission.practice.HistoryEntry;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.Publication;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Tagging;
import org.practicehub.submission.practice.Vote;
import org.practicehub.submission.queue.Waiting;

import java.time.Instant;
import java.util.List;

/**
 * A submission as its owner and the moderators see it.
 *
 * @param revision the revision this content is, or will be when approved
 * @param tags as they would be published now
 * @param claim who works on it at the desk; null when nobody does
 * @param comments what moderators want changed
 * @param closing why it was refused or taken back; null while it is open or published
 * @param appeal against the rejection of this revision; absent when there was none
 * @param queue where it stands in the queue; only when the entry is asked for, and waits
 * @param conflicts who may not decide; only at the desk
 * @param votes of reviewers where two have to agree; only at the desk
 * @param checks what a look at it finds, the most serious first; only when the entry is asked for
 * @param history the newest steps, oldest first
 * @param publishedRevision what readers see; null when they see nothing
 */
public record SubmissionView(
        String id,
        Status status,
        int revision,
        Content content,
        List<Tag> tags,
        TaggingView tagging,
        @Nullable ClaimView claim,
        List<Comment> comments,
        @Nullable Closing closing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AppealView appeal,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Waiting queue,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Conflict> conflicts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Vote> votes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Finding> checks,
        List<Step> history,
        Owner owner,
        @Nullable Integer publishedRevision,
        @Nullable Instant submittedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether the machine has answered, {@code pending} or {@code done}, and which one. */
    public record TaggingView(
            String status,
            @Nullable Integer generation,
            @Nullable String language,
            List<String> notAttempted) {}

    /** Who works on it, and how long others keep their hands off. */
    public record ClaimView(String subject, String name, Instant until) {

        public static @Nullable ClaimView of(@Nullable Claim claim) {
            return claim == null
                    ? null
                    : new ClaimView(claim.subject(), claim.name(), claim.until());
        }
    }

    /** Why the contributor did not accept a rejection. */
    public record AppealView(String reason, Instant at) {

        static AppealView of(Appeal appeal) {
            return new AppealView(appeal.reason(), appeal.at());
        }
    }

    /** One step of the history. */
    public record Step(Instant at, String by, String action, @Nullable String note) {}

    /** Who handed it in. */
    public record Owner(String subject, String name) {

        public static Owner of(Person owner) {
            return new Owner(owner.subject(), owner.name());
        }
    }

    /** What is told of a submission beyond itself; what is absent is left out. */
    record Aside(
            @Nullable Waiting queue,
            @Nullable List<Conflict> conflicts,
            @Nullable List<Vote> votes,
            @Nullable List<Finding> checks) {

        static final Aside NOTHING = new Aside(null, null, null, null);
    }

    static SubmissionView of(Submission submission, Aside aside, Instant now) {
        return new SubmissionView(
                submission.id().value(),
                submission.statusAt(now),
                submission.revision(),
                submission.content(),
                submission.tags(),
                submission.tagging().map(SubmissionView::done).orElse(PENDING),
                ClaimView.of(submission.claimAt(now).orElse(null)),
                submission.comments(),
                submission.closing().orElse(null),
                submission.appeal().map(AppealView::of).orElse(null),
                aside.queue(),
                aside.conflicts(),
                aside.votes(),
                aside.checks(),
                submission.history().stream().map(SubmissionView::step).toList(),
                Owner.of(submission.owner()),
                submission.status() == Status.WITHDRAWN
                        ? null
                        : submission.publication().map(Publication::revision).orElse(null),
                submission.submittedAt().orElse(null),
                submission.createdAt(),
                submission.updatedAt());
    }

    private static final TaggingView PENDING = new TaggingView("pending", null, null, List.of());

    private static TaggingView done(Tagging tagging) {
        return new TaggingView(
                "done", tagging.generation(), tagging.language(), tagging.notAttempted());
    }

    private static Step step(HistoryEntry entry) {
        return new Step(entry.at(), entry.by(), entry.action(), entry.note());
    }
}
