package org.practicehub.submission.practice;

import org.practicehub.events.Content;
import org.practicehub.events.PracticeSubmitted;
import org.practicehub.events.PracticeTagged;
import org.practicehub.events.Topics;
import org.practicehub.submission.likeness.Fingerprint;

import java.time.Instant;
import java.util.List;

/**
 * A practice on its way. Each transition checks whether it is allowed, changes the state, and
 * appends what has to be told to {@link #pending()}; {@link Submissions} keeps all of it in one
 * write.
 *
 * <p>Not thread-safe: whoever changes a submission works on a copy of their own, and the store lets
 * only one of two copies win.
 */
public final class Submission extends ReviewedSubmission {

    Submission(
            PracticeId id,
            Creation creation,
            Person owner,
            Instant createdAt,
            Status status,
            Content content) {
        super(id, creation, owner, createdAt, status, content);
    }

    /** Starts a draft that only its owner sees. */
    public static Submission draft(
            PracticeId id, Creation creation, Person owner, Content content, Instant now) {
        Submission draft = new Submission(id, creation, owner, now, Status.DRAFT, content);
        draft.step(now, owner, "created", null);
        return draft;
    }

    /** Hands in a practice in one go. */
    public static Submission handedIn(
            PracticeId id, Creation creation, Person owner, Content content, Instant now) {
        Submission submission = new Submission(id, creation, owner, now, Status.SUBMITTED, content);
        submission.handIn(now);
        submission.step(now, owner, "submitted", null);
        return submission;
    }

    /** Hands in a draft. */
    public void submit(Instant now) {
        require(status == Status.DRAFT);
        handIn(now);
        seenChange(now);
        step(now, owner, "submitted", null);
    }

    /**
     * Replaces the content. A practice that readers can see stays as it is until the new revision
     * is approved.
     */
    public void revise(Content newContent, Instant now) {
        switch (status) {
            case DRAFT -> {
                content(newContent);
                seenChange(now);
                step(now, owner, "edited", null);
            }
            case SUBMITTED, CHANGES_REQUESTED -> reopenWith(newContent, now);
            case APPROVED, REJECTED -> {
                require(publication != null);
                revision = publishedRevision() + 1;
                appeal = null;
                reopenWith(newContent, now);
            }
            case IN_REVIEW -> {
                require(claim == null || claim.isOver(now));
                claim = null;
                reopenWith(newContent, now);
            }
            case WITHDRAWN -> throw refused(Refusal.WRONG_STATE);
        }
    }

    /**
     * The contributor does not accept a rejection: it goes back to the desk, once, for somebody
     * else to decide.
     */
    public void appeal(String reason, Instant now) {
        require(status == Status.REJECTED);
        if (appeal != null) {
            throw refused(Refusal.ALREADY_APPEALED);
        }
        appeal = new Appeal(reason, decidedBy, now);
        waitAgainWith(content(), now);
        step(now, owner, "appealed", reason);
    }

    /** Takes the practice back for good, from the desk and from the readers. */
    public void withdraw(Person by, String reason, Instant now) {
        require(status != Status.WITHDRAWN && (status != Status.REJECTED || publication != null));
        boolean handedIn = contentSequence > 0;
        Publication published = publication;
        if (handedIn) {
            close(Status.WITHDRAWN, now);
        } else {
            status = Status.WITHDRAWN;
            seenChange(now);
        }
        tellReaders(published, reason, null, now);
        closing = new Closing("withdrawn", blankToNull(reason), null);
        step(now, by, "withdrawn", blankToNull(reason));
    }

    /**
     * The machine answered. Only the newest answer to the present content counts; an answer also
     * proves that the event it answers has been sent.
     *
     * @return whether anything changed
     */
    public boolean tagged(PracticeTagged answer, Instant now) {
        boolean late = answer.sequence() < contentSequence || contentSequence == 0;
        boolean known =
                tagging != null && !tagging.isOlderThan(answer.sequence(), answer.generation());
        if (late || known || answer.sequence() > contentSequence) {
            return false;
        }
        tagging =
                new Tagging(
                        answer.sequence(),
                        answer.generation(),
                        answer.language(),
                        answer.tags(),
                        answer.notAttempted());
        votes = List.of();
        sent(answer.sequence(), Topics.PRACTICE_SUBMISSIONS);
        if (!status.isOnTheDesk()) {
            pending(new Outgoing.Tombstone(Topics.PRACTICE_TAGS, ++sequence));
        }
        seenChange(now);
        return true;
    }

    /** Whether the machine's answer will remove all that is pending. */
    public boolean isRemovedByAnswer() {
        return tagging == null
                && contentSequence > 0
                && status.isOnTheDesk()
                && pending.stream()
                        .allMatch(entry -> belongsTo(entry, Topics.PRACTICE_SUBMISSIONS));
    }

    private void sent(long throughSequence, String topic) {
        if (pending.stream().allMatch(entry -> belongsTo(entry, topic))) {
            sent(throughSequence);
        }
    }

    private static boolean belongsTo(Outgoing entry, String topic) {
        return switch (entry) {
            case Outgoing.Event event -> event.topic().equals(topic);
            case Outgoing.Tombstone tombstone -> tombstone.topic().equals(topic);
            case Outgoing.OldStep _ -> false;
        };
    }

    private void handIn(Instant now) {
        status = Status.SUBMITTED;
        submittedAt = now;
        fingerprint = Fingerprint.of(content().title(), content().summary());
        contentSequence = ++sequence;
        tell(
                Topics.PRACTICE_SUBMISSIONS,
                new PracticeSubmitted(id.value(), contentSequence, now, revision, content()));
    }

    private void reopenWith(Content newContent, Instant now) {
        waitAgainWith(newContent, now);
        step(now, owner, "revised", null);
    }

    @Override
    public Submission copy() {
        Submission copy = new Submission(id, creation, owner, createdAt, status, content());
        copyTo(copy);
        return copy;
    }
}
