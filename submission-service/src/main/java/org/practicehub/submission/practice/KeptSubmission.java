package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeRevised;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.SubmissionCommented;
import org.practicehub.events.Tag;
import org.practicehub.events.Topics;
import org.practicehub.submission.likeness.Fingerprint;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What happens to a submission from outside its own way: duplicates leave it their relations,
 * topics are merged, persons are erased.
 */
abstract sealed class KeptSubmission extends SubmissionState permits ReviewedSubmission {

    private static final int MAX_RELATIONS = 100;
    private static final String ERASED = "erased";
    private static final String RETAGGED = "retagged";

    KeptSubmission(
            PracticeId id,
            Creation creation,
            Person owner,
            Instant createdAt,
            Status status,
            Content content) {
        super(id, creation, owner, createdAt, status, content);
    }

    /**
     * Somebody says something about it, for the contributor and the moderators to read. The
     * contributor is told of what others say.
     *
     * @param by its owner, or a moderator who would be free to decide
     */
    public void comment(Person by, String text, Instant now) {
        require(submittedAt != null && status != Status.WITHDRAWN);
        if (!owner.isSameAs(by)) {
            check(DecisionPolicy.FOR_WHO_DECIDES, by, now);
            tell(
                    Topics.DECISIONS,
                    new SubmissionCommented(
                            id.value(),
                            ++sequence,
                            now,
                            content().title(),
                            content().language(),
                            owner.email(),
                            text));
        }
        seenChange(now);
        step(now, by, HistoryEntry.COMMENTED, text);
    }

    /**
     * Takes over the relations of a duplicate. What readers see changes at once and silently,
     * unless another revision is on the desk: that one carries them then.
     *
     * @return whether anything changed
     */
    public boolean takeOver(
            Person moderator, PracticeId duplicate, List<Content.Relation> others, Instant now) {
        require(status.isOnTheDesk() || status == Status.APPROVED);
        Set<Content.Relation> relations = new LinkedHashSet<>(content().relations());
        for (Content.Relation relation : others) {
            if (!relation.practice().equals(id.value()) && relations.size() < MAX_RELATIONS) {
                relations.add(relation);
            }
        }
        if (relations.size() == content().relations().size()) {
            return false;
        }
        content(Contents.withRelations(content(), List.copyOf(relations)));
        Publication published = publication;
        if (status == Status.APPROVED && published != null) {
            revision = published.revision() + 1;
            publish(
                    new Publication(
                            revision,
                            content().title(),
                            published.firstPublishedAt(),
                            now,
                            published.notifiableRevision(),
                            published.notifiableAt(),
                            generation()),
                    PublicationReason.REVISED,
                    now);
        }
        seenChange(now);
        step(now, moderator, "relations-taken-over", "from " + duplicate);
        return true;
    }

    /**
     * Names another topic instead of one that was merged into it. Readers are told again, under the
     * same revision and silently.
     *
     * @param published what readers see; null when they see nothing
     * @return whether anything changed
     */
    public boolean moveTopic(
            String from,
            String to,
            @Nullable PracticePublished published,
            Person administrator,
            Instant now) {
        boolean own = content().topics().contains(from);
        boolean readersSee =
                published != null
                        && status != Status.WITHDRAWN
                        && published.content().topics().contains(from);
        if (!own && !readersSee) {
            return false;
        }
        if (own) {
            content(moved(content(), from, to));
        }
        if (published != null && readersSee) {
            tellAgain(
                    moved(published.content(), from, to),
                    published.tags(),
                    PublicationReason.RETAGGED,
                    now);
        }
        seenChange(now);
        step(now, administrator, "topic-merged", from + " into " + to);
        return true;
    }

    /**
     * The tags readers would see if the machine's were new: what people decided stays.
     *
     * @param published what readers see
     * @param suggested by the machine for that content
     */
    public List<Tag> retagged(PracticePublished published, List<Tag> suggested) {
        return EventSize.bounded(
                published.content(),
                EffectiveTags.retagged(published.tags(), suggested, tagDecisions));
    }

    /**
     * Puts the tags of a newer tagger in the place of an older one's. Readers are told again, under
     * the same revision and silently. A revision on the desk stays as it is, its ETag too.
     *
     * @param published what readers see
     * @param answer of the newer tagger to that content
     * @return whether anything changed; not when readers see it tagged by that generation already
     */
    public boolean retag(
            PracticePublished published, Tagging answer, Person administrator, Instant now) {
        Publication before = publication;
        if (before == null
                || status == Status.WITHDRAWN
                || before.revision() != published.revision()
                || before.generation() >= answer.generation()) {
            return false;
        }
        List<Tag> tags = retagged(published, answer.tags());
        publication = before.taggedBy(answer.generation());
        if (status == Status.APPROVED) {
            tagging = answer.answering(contentSequence);
            seenChange(now);
        }
        if (!tags.equals(published.tags())) {
            tellAgain(published.content(), tags, PublicationReason.RETAGGED, now);
        }
        step(
                now,
                administrator,
                RETAGGED,
                "generation " + before.generation() + " to " + answer.generation());
        return true;
    }

    /** Whether it was given the tags of a newer tagger since then. */
    public boolean isRetaggedSince(Instant since) {
        return history.stream()
                .anyMatch(step -> step.action().equals(RETAGGED) && !step.at().isBefore(since));
    }

    private static Content moved(Content content, String from, String to) {
        return Contents.withTopics(
                content,
                content.topics().stream()
                        .map(topic -> topic.equals(from) ? to : topic)
                        .distinct()
                        .toList());
    }

    /**
     * Forgets a person: as its owner, in its history, and wherever they are named. What readers see
     * is told again, silently and under the same revision; what waits is tagged again.
     *
     * @param published what readers see, with the person covered already; null when they see
     *     nothing of the person
     * @param archived whether anything was erased from steps that are no longer here
     * @return whether anything changed
     */
    public boolean erase(
            Erasure erasure,
            @Nullable PracticePublished published,
            boolean archived,
            Person administrator,
            Instant now) {
        Content covered = erasure.covered(content());
        boolean named = !covered.equals(content());
        Closing before = closing;
        boolean people = erasePeople(erasure);
        if (!named && !people && !archived && published == null) {
            return false;
        }
        if (named) {
            content(covered);
            if (contentSequence > 0) {
                fingerprint = Fingerprint.of(covered.title(), covered.summary());
            }
            if (status.isOnTheDesk()) {
                contentSequence = ++sequence;
                tagging = null;
                votes = List.of();
                tell(
                        Topics.PRACTICE_SUBMISSIONS,
                        new PracticeRevised(id.value(), contentSequence, now, revision, covered));
            } else if (tagging != null) {
                tagging = tagging.with(erasure.covered(tagging.tags()));
            }
        }
        Publication readersSee = publication;
        if (readersSee != null) {
            publication = readersSee.titled(erasure.covered(readersSee.title()));
            if (published != null && status != Status.WITHDRAWN) {
                tellAgain(published.content(), published.tags(), PublicationReason.ERASED, now);
            } else if (closing != null && (published != null || !closing.equals(before))) {
                tell(
                        Topics.PRACTICES,
                        new PracticeWithdrawn(
                                id.value(),
                                ++sequence,
                                now,
                                readersSee.revision(),
                                publication.title(),
                                closing.message() == null ? "" : closing.message(),
                                closing.mergedInto()));
            }
        }
        seenChange(now);
        step(now, administrator, "erased", null);
        return true;
    }

    /** Erases a person from everything but the content; whether there was anything. */
    private boolean erasePeople(Erasure erasure) {
        boolean any = false;
        if (erasure.isOf(owner.subject())) {
            owner = new Person(ERASED + ":" + id, ERASED, null);
            creation = Creation.once(id);
            any = true;
        }
        if (claim != null && erasure.isOf(claim.subject())) {
            claim = null;
            status = status == Status.IN_REVIEW ? Status.SUBMITTED : status;
            any = true;
        }
        List<Conflict> otherConflicts =
                conflicts.stream()
                        .map(one -> erasure.isOf(one.subject()) ? one.erased() : one)
                        .toList();
        List<TagDecision> otherDecisions =
                tagDecisions.stream()
                        .map(one -> erasure.isNamed(one.by()) ? one.by(ERASED) : one)
                        .toList();
        List<Comment> otherComments =
                comments.stream()
                        .map(one -> new Comment(one.field(), erasure.covered(one.text())))
                        .toList();
        List<HistoryEntry> otherHistory =
                history.stream().map(one -> erasure.concerns(one) ? one.erased() : one).toList();
        Closing otherClosing =
                closing == null || closing.message() == null
                        ? closing
                        : new Closing(
                                closing.reason(),
                                erasure.covered(closing.message()),
                                closing.mergedInto());
        Appeal otherAppeal = appeal == null ? null : appeal.erased(erasure);
        any |= !Objects.equals(otherAppeal, appeal);
        appeal = otherAppeal;
        List<String> otherDeciders =
                decidedBy.stream().filter(account -> !erasure.isOf(account)).toList();
        List<Vote> otherVotes =
                votes.stream()
                        .map(vote -> erasure.isOf(vote.subject()) ? vote.erased() : vote)
                        .toList();
        any |= !otherDeciders.equals(decidedBy) || !otherVotes.equals(votes);
        decidedBy = otherDeciders;
        votes = otherVotes;
        any |=
                !otherConflicts.equals(conflicts)
                        || !otherDecisions.equals(tagDecisions)
                        || !otherComments.equals(comments)
                        || !otherHistory.equals(history)
                        || !Objects.equals(otherClosing, closing);
        conflicts = otherConflicts;
        tagDecisions = otherDecisions;
        comments = otherComments;
        history = otherHistory;
        closing = otherClosing;
        pending = pending.stream().map(one -> one.erased(erasure)).toList();
        return any;
    }

    /** Tells the readers of the present content and tags. */
    void publish(Publication published, PublicationReason reason, Instant now) {
        publication = published;
        tellAgain(content(), EventSize.bounded(content(), tags()), reason, now);
    }

    /** Tells what readers see, again or for the first time; who is notified stays as it is. */
    private void tellAgain(Content told, List<Tag> tags, PublicationReason reason, Instant now) {
        Publication published = Objects.requireNonNull(publication, "nothing is published");
        tell(
                Topics.PRACTICES,
                new PracticePublished(
                        id.value(),
                        ++sequence,
                        now,
                        published.revision(),
                        told,
                        tags,
                        published.firstPublishedAt(),
                        published.revisedAt(),
                        published.notifiableRevision(),
                        published.notifiableAt(),
                        reason));
    }
}
