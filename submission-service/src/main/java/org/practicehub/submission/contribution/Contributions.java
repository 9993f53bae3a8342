package org.practicehub.submission.contribution;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.submission.links.LinkVisits;
import org.practicehub.submission.practice.Creation;
import org.practicehub.submission.practice.IdGenerator;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Publication;
import org.practicehub.submission.practice.Refusal;
import org.practicehub.submission.practice.RefusedException;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.revisions.Changes;
import org.practicehub.submission.revisions.Revisions;
import org.practicehub.submission.topics.CurrentTopics;
import org.practicehub.submission.web.EntityTag;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** What contributors do with their submissions. */
@Component
public class Contributions {

    private final Submissions submissions;
    private final Revisions revisions;
    private final CurrentTopics topics;
    private final LinkVisits links;
    private final IdGenerator ids;
    private final Clock clock;

    Contributions(
            Submissions submissions,
            Revisions revisions,
            CurrentTopics topics,
            LinkVisits links,
            IdGenerator ids,
            Clock clock) {
        this.topics = topics;
        this.links = links;
        this.revisions = revisions;
        this.submissions = submissions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Creates a submission, once for each key: a repetition gets the first answer again.
     *
     * @param idempotencyKey the sender's own name for this creation
     * @param digest of the request
     * @throws ProblemException 422 when the key was used for something else
     */
    Submission create(
            Person owner,
            Content content,
            boolean draft,
            @Nullable String idempotencyKey,
            String digest) {
        PracticeId id = ids.next();
        Creation creation =
                idempotencyKey == null
                        ? Creation.once(id)
                        : Creation.repeatable(owner, idempotencyKey, digest);
        Content current = topics.in(content);
        Submission submission = start(id, creation, owner, current, draft, clock.instant());
        return switch (submissions.insert(submission)) {
            case Submissions.Insertion.Inserted() -> expected(submission);
            case Submissions.Insertion.Repeated(Submission first) -> {
                if (!digest.equals(first.creation().digest())) {
                    throw new ProblemException(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "idempotency-key-reused",
                            "This Idempotency-Key was used for another request.");
                }
                // The same request makes the same submission again: that is the first answer,
                // whatever has become of the submission since.
                yield start(
                        first.id(),
                        first.creation(),
                        first.owner(),
                        current,
                        draft,
                        first.createdAt());
            }
        };
    }

    private static Submission start(
            PracticeId id,
            Creation creation,
            Person owner,
            Content content,
            boolean draft,
            Instant now) {
        return draft
                ? Submission.draft(id, creation, owner, content, now)
                : Submission.handedIn(id, creation, owner, content, now);
    }

    /** A submission that the person may see: their own, or any for a moderator. */
    Submission find(PracticeId id, Person person, boolean moderator) {
        return submissions
                .find(id)
                .filter(submission -> moderator || isOwner(submission, person))
                .orElseThrow(ProblemException::notFound);
    }

    /**
     * What the present content changes of what readers see.
     *
     * @throws ProblemException 409 while they see nothing
     */
    Changes changes(Submission submission) {
        int published = submission.publication().map(Publication::revision).orElse(0);
        return revisions
                .changes(submission.id(), published, submission.revision(), submission.content())
                .orElseThrow(() -> new RefusedException(Refusal.WRONG_STATE, submission.status()));
    }

    Submission revise(PracticeId id, Person owner, String ifMatch, Content content) {
        return expected(
                change(
                        id,
                        owner,
                        ifMatch,
                        submission -> submission.revise(topics.in(content), clock.instant())));
    }

    Submission submit(PracticeId id, Person owner, @Nullable String ifMatch) {
        return expected(
                change(id, owner, ifMatch, submission -> submission.submit(clock.instant())));
    }

    /** Moderators will look at it: its links are visited meanwhile. */
    private Submission expected(Submission submission) {
        if (submission.status() != Status.DRAFT) {
            links.expect(submission.content());
        }
        return submission;
    }

    Submission withdraw(PracticeId id, Person owner, @Nullable String ifMatch, String reason) {
        return change(
                id,
                owner,
                ifMatch,
                submission -> submission.withdraw(owner, reason, clock.instant()));
    }

    Submission appeal(PracticeId id, Person owner, @Nullable String ifMatch, String reason) {
        return change(id, owner, ifMatch, submission -> submission.appeal(reason, clock.instant()));
    }

    private Submission change(
            PracticeId id, Person owner, @Nullable String ifMatch, Consumer<Submission> change) {
        return submissions
                .change(
                        id,
                        submission -> {
                            if (!isOwner(submission, owner)) {
                                throw ProblemException.notFound();
                            }
                            if (ifMatch != null
                                    && !EntityTag.of(submission.edit()).satisfies(ifMatch)) {
                                throw ProblemException.stale();
                            }
                            change.accept(submission);
                            return true;
                        })
                .orElseThrow(ProblemException::notFound);
    }

    private static boolean isOwner(Submission submission, Person person) {
        return submission.owner().subject().equals(person.subject());
    }
}
