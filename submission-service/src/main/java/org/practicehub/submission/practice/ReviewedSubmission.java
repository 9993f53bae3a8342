package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.Decision;
import org.practicehub.events.DecisionUndone;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.events.Topics;
import org.practicehub.submission.likeness.Fingerprint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What moderators do with a submission: take it, decide on it, and take decisions back. */
abstract sealed class ReviewedSubmission extends KeptSubmission permits Submission {

    ReviewedSubmission(
            PracticeId id,
            Creation creation,
            Person owner,
            Instant createdAt,
            Status status,
            Content content) {
        super(id, creation, owner, createdAt, status, content);
    }

    /** A moderator takes the submission to work on it; taking it again extends the claim. */
    public void claim(Person moderator, Duration length, Instant now) {
        check(DecisionPolicy.FOR_EVERY_DECISION, moderator, now);
        boolean extended = claimAt(now).isPresent();
        claim = new Claim(moderator.subject(), moderator.name(), now, now.plus(length));
        status = Status.IN_REVIEW;
        updatedAt = now;
        if (!extended) {
            step(now, moderator, "claimed", null);
        }
    }

    /** A moderator puts the submission back; without a claim nothing changes. */
    public void release(Person moderator, Instant now) {
        require(status.awaitsDecision());
        Optional<Claim> held = claimAt(now);
        if (held.isPresent() && !held.get().isHeldBy(moderator)) {
            throw refused(Refusal.CLAIMED_BY_ANOTHER);
        }
        if (claim != null || status == Status.IN_REVIEW) {
            claim = null;
            status = Status.SUBMITTED;
            updatedAt = now;
            step(now, moderator, "released", null);
        }
    }

    /**
     * Gives the submission to another moderator, who has it from then on as if they had claimed it.
     *
     * @param whoever whether {@code by} may take it from somebody else
     */
    public void assign(Person by, boolean whoever, Person to, Duration length, Instant now) {
        require(status.awaitsDecision());
        if (!whoever) {
            check(List.of(new DecisionPolicy.AClaimKeepsOthersOut()), by, now);
        }
        check(DecisionPolicy.FOR_WHO_DECIDES, to, now);
        claim = new Claim(to.subject(), to.name(), now, now.plus(length));
        status = Status.IN_REVIEW;
        updatedAt = now;
        step(now, by, "assigned", to.name());
    }

    /** A moderator says that they are too close to it, and lets it go; saying so again is fine. */
    public void declareConflict(Person moderator, String reason, Instant now) {
        require(status.isOnTheDesk());
        if (conflicts.stream().anyMatch(conflict -> conflict.isOf(moderator))) {
            return;
        }
        List<Conflict> all = new ArrayList<>(conflicts);
        all.add(new Conflict(moderator.subject(), moderator.name(), reason, now));
        conflicts = List.copyOf(all);
        if (claim != null && claim.isHeldBy(moderator)) {
            claim = null;
            status = Status.SUBMITTED;
        }
        updatedAt = now;
        step(now, moderator, "conflict-declared", null);
    }

    /**
     * Publishes exactly the present content and tags.
     *
     * @param silent whether subscribers are not told of this revision
     * @param withoutTags whether to publish although the machine has not answered yet
     * @param message to the contributor, may be empty
     */
    public void approve(
            Person moderator, String message, boolean silent, boolean withoutTags, Instant now) {
        check(DecisionPolicy.FOR_EVERY_DECISION, moderator, now);
        if (!withoutTags) {
            check(List.of(new DecisionPolicy.TagsComeFirst()), moderator, now);
        }
        Publication before = publication;
        Publication published =
                new Publication(
                        revision,
                        content().title(),
                        before == null ? now : before.firstPublishedAt(),
                        now,
                        silent ? (before == null ? 0 : before.notifiableRevision()) : revision,
                        silent ? (before == null ? Instant.EPOCH : before.notifiableAt()) : now,
                        generation());
        decided(moderator, true, now);
        close(Status.APPROVED, now);
        publish(
                published,
                before == null ? PublicationReason.FIRST : PublicationReason.REVISED,
                now);
        tellContributor(Decision.APPROVED, message, now);
        step(now, moderator, "approved", blankToNull(message));
    }

    /**
     * Says what one moderator thinks of what two have to agree on. A change of content or tags, or
     * a request for changes, makes it void.
     *
     * @param withoutTags whether to agree to a publication although the machine has not answered
     * @return whether two agree now; then the decision is to be made, and otherwise it goes back to
     *     the desk for somebody else
     */
    public boolean vote(Person moderator, boolean approves, boolean withoutTags, Instant now) {
        check(DecisionPolicy.FOR_EVERY_DECISION, moderator, now);
        if (approves && !withoutTags) {
            check(List.of(new DecisionPolicy.TagsComeFirst()), moderator, now);
        }
        if (votes.stream().anyMatch(vote -> vote.isOf(moderator))) {
            throw refused(Refusal.ALREADY_VOTED);
        }
        boolean agreed = votes.stream().anyMatch(vote -> vote.approves() == approves);
        List<Vote> all = new ArrayList<>(votes);
        all.add(new Vote(moderator.subject(), moderator.name(), approves, now));
        votes = List.copyOf(all);
        if (!agreed) {
            claim = null;
            status = Status.SUBMITTED;
            seenChange(now);
            step(now, moderator, "voted", null);
        }
        return agreed;
    }

    /**
     * Refuses the submission. What readers see of an earlier revision stays.
     *
     * @param message to the contributor; the reason's own words stand for it when empty
     */
    public void reject(Person moderator, RejectionReason reason, String message, Instant now) {
        check(DecisionPolicy.FOR_EVERY_DECISION, moderator, now);
        decided(moderator, false, now);
        close(Status.REJECTED, now);
        closing = new Closing(reason.wire(), blankToNull(message), null);
        tellContributor(Decision.REJECTED, message.isBlank() ? reason.words() : message, now);
        step(now, moderator, "rejected", reason.wire());
    }

    /** Sends the submission back to the contributor, who may revise it. */
    public void requestChanges(
            Person moderator, String message, List<Comment> newComments, Instant now) {
        check(DecisionPolicy.FOR_EVERY_DECISION, moderator, now);
        status = Status.CHANGES_REQUESTED;
        claim = null;
        comments = List.copyOf(newComments);
        votes = List.of();
        decided(moderator, false, now);
        seenChange(now);
        tellContributor(Decision.CHANGES_REQUESTED, withComments(message, newComments), now);
        step(now, moderator, "changes-requested", blankToNull(message));
    }

    /**
     * Whoever refused it, or asked for changes, takes that back a moment later; it waits again
     * where it waited before, and the contributor, who was told, is told. What readers have seen
     * can't be taken back like this.
     *
     * @param window how long after the decision
     */
    public void undo(Person moderator, Duration window, Instant now) {
        require(status == Status.REJECTED || status == Status.CHANGES_REQUESTED);
        Instant decided = decidedAt;
        if (!decidedBy.contains(moderator.subject()) || decided == null) {
            throw refused(Refusal.DECIDED_BY_ANOTHER);
        }
        if (now.isAfter(decided.plus(window))) {
            throw refused(Refusal.UNDO_WINDOW_OVER);
        }
        Decision undone =
                status == Status.REJECTED ? Decision.REJECTED : Decision.CHANGES_REQUESTED;
        Instant waitedSince = submittedAt;
        if (status == Status.REJECTED) {
            waitAgainWith(content(), now);
        } else {
            status = Status.SUBMITTED;
            comments = List.of();
            seenChange(now);
        }
        submittedAt = waitedSince;
        decidedAt = null;
        decidedBy = List.of();
        tell(
                Topics.DECISIONS,
                new DecisionUndone(
                        id.value(),
                        ++sequence,
                        now,
                        undone,
                        content().title(),
                        content().language(),
                        owner.email()));
        step(now, moderator, "decision-undone", undone.wire());
    }

    /**
     * Closes a duplicate: its readers are led to the other practice.
     *
     * @param other takes its place
     * @param message to the contributor, may be empty
     */
    public void mergeInto(Person moderator, PracticeId other, String message, Instant now) {
        require(status.isOnTheDesk() || (status != Status.WITHDRAWN && publication != null));
        check(DecisionPolicy.FOR_WHO_DECIDES, moderator, now);
        check(List.of(new DecisionPolicy.AClaimKeepsOthersOut()), moderator, now);
        boolean open = status.isOnTheDesk();
        Publication published = publication;
        String reason = message.isBlank() ? "It is the same practice as another one." : message;
        close(Status.WITHDRAWN, now);
        closing = new Closing("merged", reason, other.value());
        decidedAt = open ? now : decidedAt;
        tellReaders(published, reason, other, now);
        if (open) {
            tellContributor(Decision.REJECTED, reason, now);
        }
        step(now, moderator, "merged", "into " + other);
    }

    /** A moderator keeps, removes or adds tags; the newest decision on a tag counts. */
    public void decideTags(Person moderator, List<TagDecision> decisions, Instant now) {
        check(DecisionPolicy.FOR_EVERY_DECISION, moderator, now);
        List<TagDecision> all = new ArrayList<>(tagDecisions);
        for (TagDecision decision : decisions) {
            all.removeIf(
                    earlier ->
                            earlier.term().equals(decision.term())
                                    && (decision.action() == TagDecision.Action.REMOVED
                                            || earlier.action() == TagDecision.Action.REMOVED
                                            || Objects.equals(earlier.role(), decision.role())));
            all.add(decision);
        }
        tagDecisions = List.copyOf(all);
        votes = List.of();
        seenChange(now);
        step(now, moderator, "tags-decided", describe(decisions));
    }

    /**
     * @param published what readers saw, nothing when they saw nothing
     * @param other takes its place, if any does
     */
    void tellReaders(
            @Nullable Publication published,
            String reason,
            @Nullable PracticeId other,
            Instant now) {
        if (published != null) {
            tell(
                    Topics.PRACTICES,
                    new PracticeWithdrawn(
                            id.value(),
                            ++sequence,
                            now,
                            published.revision(),
                            published.title(),
                            reason,
                            other == null ? null : other.value()));
        }
    }

    /** With everybody who voted for it. */
    private void decided(Person moderator, boolean approves, Instant now) {
        decidedAt = now;
        decidedBy =
                Stream.concat(
                                votes.stream()
                                        .filter(vote -> vote.approves() == approves)
                                        .map(Vote::subject),
                                Stream.of(moderator.subject()))
                        .distinct()
                        .toList();
    }

    /** It waits for moderators, and for the machine, whose topics may have been closed. */
    void waitAgainWith(Content newContent, Instant now) {
        boolean waited = status.awaitsDecision();
        content(newContent);
        status = Status.SUBMITTED;
        if (!waited) {
            submittedAt = now;
        }
        fingerprint = Fingerprint.of(content().title(), content().summary());
        contentSequence = ++sequence;
        tagging = null;
        votes = List.of();
        comments = List.of();
        closing = null;
        seenChange(now);
        tell(
                Topics.PRACTICE_SUBMISSIONS,
                new PracticeRevised(id.value(), contentSequence, now, revision, content()));
    }

    void close(Status closed, Instant now) {
        status = closed;
        claim = null;
        votes = List.of();
        comments = List.of();
        seenChange(now);
        pending(new Outgoing.Tombstone(Topics.PRACTICE_SUBMISSIONS, ++sequence));
        pending(new Outgoing.Tombstone(Topics.PRACTICE_TAGS, ++sequence));
    }

    private void tellContributor(Decision decision, String message, Instant now) {
        tell(
                Topics.DECISIONS,
                new SubmissionDecided(
                        id.value(),
                        ++sequence,
                        now,
                        decision,
                        content().title(),
                        content().language(),
                        owner.email(),
                        message));
    }

    private static String describe(List<TagDecision> decisions) {
        StringBuilder text = new StringBuilder();
        for (TagDecision decision : decisions) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(decision.action() == TagDecision.Action.REMOVED ? '-' : '+')
                    .append(decision.term());
        }
        return text.toString();
    }

    private static String withComments(String message, List<Comment> comments) {
        StringBuilder text = new StringBuilder(message);
        for (Comment comment : comments) {
            text.append(text.isEmpty() ? "" : "\n\n");
            if (!comment.field().isEmpty()) {
                text.append(comment.field()).append(": ");
            }
            text.append(comment.text());
        }
        return text.toString();
    }

    static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
