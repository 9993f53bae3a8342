package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Tag;
import org.practicehub.submission.likeness.Fingerprint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a submission is at one moment, how it reads from outside, and how a change of it is noted:
 * the counter that people see, the history, and what has to be told.
 */
abstract sealed class SubmissionState permits KeptSubmission {

    /** Steps kept in the document; older ones move to the archive. */
    static final int STEPS_IN_DOCUMENT = 64;

    final PracticeId id;
    Creation creation;
    Person owner;
    final Instant createdAt;

    /** Counts the writes of the document; 0 before the first. */
    long version;

    /** Counts the changes that a person can see. */
    long edit;

    Status status;
    private Content content;

    /** The content as it stands in the document; null until it is asked for. */
    private @Nullable String contentJson;

    int revision;

    /** The newest number given to anything that leaves through the outbox. */
    long sequence;

    /** The sequence of the event that told of the present content; 0 while it is a draft. */
    long contentSequence;

    /** Of the present content; null while it is a draft. */
    @Nullable Fingerprint fingerprint;

    @Nullable Tagging tagging;
    List<TagDecision> tagDecisions = List.of();
    @Nullable Claim claim;
    @Nullable Publication publication;
    List<Comment> comments = List.of();
    List<Conflict> conflicts = List.of();
    @Nullable Closing closing;

    /** When moderators last answered what was handed in. */
    @Nullable Instant decidedAt;

    /** The accounts of those who decided then; empty when they are not known, or it was undone. */
    List<String> decidedBy = List.of();

    /** Of reviewers who have not agreed yet on what is on the desk. */
    List<Vote> votes = List.of();

    @Nullable Appeal appeal;

    List<HistoryEntry> history = List.of();
    int steps;
    List<Outgoing> pending = List.of();
    @Nullable Instant submittedAt;
    Instant updatedAt;

    /** Who has to send what is pending; see the relay's lease. */
    @Nullable String relay;

    SubmissionState(
            PracticeId id,
            Creation creation,
            Person owner,
            Instant createdAt,
            Status status,
            Content content) {
        this.id = id;
        this.creation = creation;
        this.owner = owner;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.status = status;
        this.content = content;
        this.revision = 1;
        this.edit = 1;
    }

    /** Forgets what has been sent, up to and including the sequence. */
    public void sent(long throughSequence) {
        pending = pending.stream().filter(entry -> entry.sequence() > throughSequence).toList();
    }

    void tell(String topic, HubEvent event) {
        pending(new Outgoing.Event(topic, event));
    }

    void pending(Outgoing outgoing) {
        List<Outgoing> all = new ArrayList<>(pending.size() + 1);
        all.addAll(pending);
        all.add(outgoing);
        pending = List.copyOf(all);
    }

    void seenChange(Instant now) {
        edit++;
        updatedAt = now;
    }

    void step(Instant now, Person by, String action, @Nullable String note) {
        List<HistoryEntry> all = new ArrayList<>(history);
        HistoryEntry before = all.isEmpty() ? null : all.getLast();
        all.add(HistoryEntry.sealed(before, ++steps, now, by, action, note, sealedState()));
        if (all.size() > STEPS_IN_DOCUMENT) {
            pending(new Outgoing.OldStep(++sequence, all.removeFirst()));
        }
        history = List.copyOf(all);
    }

    /** What a step says the submission is like after it. */
    private String sealedState() {
        StringBuilder state = new StringBuilder(status.wire());
        state.append('\n').append(revision).append('\n').append(contentJson());
        for (TagDecision decision : tagDecisions) {
            state.append('\n')
                    .append(decision.action())
                    .append(decision.term())
                    .append(decision.role());
        }
        return state.toString();
    }

    void check(List<DecisionPolicy> policies, Person moderator, Instant now) {
        for (DecisionPolicy policy : policies) {
            Optional<Refusal> refusal = policy.refuses(this, moderator, now);
            if (refusal.isPresent()) {
                throw refused(refusal.get());
            }
        }
    }

    void require(boolean allowed) {
        if (!allowed) {
            throw refused(Refusal.WRONG_STATE);
        }
    }

    RefusedException refused(Refusal refusal) {
        return new RefusedException(refusal, status);
    }

    /** Whether nobody changed it behind the back of its history. */
    public boolean isAsItsLastStepLeftIt() {
        Seal last = history.isEmpty() ? null : history.getLast().seal();
        return last != null && last.holdsState(sealedState());
    }

    void content(Content changed) {
        content = changed;
        contentJson = null;
    }

    /** As it stood in the document: written again, it might come out in another order. */
    void contentJson(String stored) {
        contentJson = stored;
    }

    String contentJson() {
        if (contentJson == null) {
            contentJson = Json.write(content);
        }
        return contentJson;
    }

    int publishedRevision() {
        return publication == null ? 0 : publication.revision();
    }

    /** Of the tagger that answered the present content; 0 when none has. */
    int generation() {
        return tagging == null ? 0 : tagging.generation();
    }

    /** A copy to change, while others go on reading this one. */
    public abstract Submission copy();

    void copyTo(Submission copy) {
        ((SubmissionState) copy).contentJson = contentJson;
        copy.version = version;
        copy.edit = edit;
        copy.revision = revision;
        copy.sequence = sequence;
        copy.contentSequence = contentSequence;
        copy.fingerprint = fingerprint;
        copy.tagging = tagging;
        copy.tagDecisions = tagDecisions;
        copy.claim = claim;
        copy.publication = publication;
        copy.comments = comments;
        copy.conflicts = conflicts;
        copy.closing = closing;
        copy.decidedAt = decidedAt;
        copy.decidedBy = decidedBy;
        copy.votes = votes;
        copy.appeal = appeal;
        copy.history = history;
        copy.steps = steps;
        copy.pending = pending;
        copy.submittedAt = submittedAt;
        copy.updatedAt = updatedAt;
        copy.relay = relay;
    }

    /** The tags as they would be published now. */
    public List<Tag> tags() {
        return EffectiveTags.of(content, tagging, tagDecisions);
    }

    /** Whether the machine has answered the present content. */
    public boolean isTagged() {
        return tagging != null;
    }

    public Optional<Claim> claimAt(Instant now) {
        return Optional.ofNullable(claim).filter(held -> !held.isOver(now));
    }

    /** The state as people see it: a claim that has run out no longer means a review. */
    public Status statusAt(Instant now) {
        return status == Status.IN_REVIEW && claimAt(now).isEmpty() ? Status.SUBMITTED : status;
    }

    public PracticeId id() {
        return id;
    }

    public Creation creation() {
        return creation;
    }

    public Person owner() {
        return owner;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }

    public long edit() {
        return edit;
    }

    public Status status() {
        return status;
    }

    public Content content() {
        return content;
    }

    /** Of the present content; empty while it is a draft. */
    public Optional<Fingerprint> fingerprint() {
        return Optional.ofNullable(fingerprint);
    }

    public int revision() {
        return revision;
    }

    public Optional<Tagging> tagging() {
        return Optional.ofNullable(tagging);
    }

    public Optional<Claim> claim() {
        return Optional.ofNullable(claim);
    }

    public Optional<Publication> publication() {
        return Optional.ofNullable(publication);
    }

    public List<Comment> comments() {
        return comments;
    }

    /** Who may not decide, since they are too close to it. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** Why it was refused or taken back; empty while it is open or published. */
    public Optional<Closing> closing() {
        return Optional.ofNullable(closing);
    }

    /** When moderators last answered what was handed in. */
    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    /** Of reviewers who have not agreed yet on what is on the desk. */
    public List<Vote> votes() {
        return votes;
    }

    /** Against the rejection of this revision; empty when there was none. */
    public Optional<Appeal> appeal() {
        return Optional.ofNullable(appeal);
    }

    public List<HistoryEntry> history() {
        return history;
    }

    public List<Outgoing> pending() {
        return pending;
    }

    public Optional<Instant> submittedAt() {
        return Optional.ofNullable(submittedAt);
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public Optional<String> relay() {
        return Optional.ofNullable(relay);
    }
}
