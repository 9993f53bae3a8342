package org.practicehub.submission.door;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.checks.Checks;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.queue.QueueReport;
import org.practicehub.submission.queue.Waiting;
import org.practicehub.submission.web.EntityTag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import java.net.URI;
import java.time.Clock;

/** Answers with a submission and its ETag. */
@Component
public class Answers {

    private final QueueReport queue;
    private final Checks checks;
    private final Clock clock;

    Answers(QueueReport queue, Checks checks, Clock clock) {
        this.queue = queue;
        this.checks = checks;
        this.clock = clock;
    }

    public ResponseEntity<SubmissionView> created(Submission submission, URI address) {
        return ResponseEntity.created(address)
                .eTag(tag(submission).value())
                .body(view(submission, SubmissionView.Aside.NOTHING));
    }

    /** After a change: the submission as it is now. */
    public ResponseEntity<SubmissionView> changed(Submission submission) {
        return ResponseEntity.ok()
                .eTag(tag(submission).value())
                .body(view(submission, SubmissionView.Aside.NOTHING));
    }

    /**
     * The entry with all that is known about it; 304 when the caller knows it already.
     *
     * @param moderator whether the caller also sees what is between moderators
     */
    public ResponseEntity<SubmissionView> entry(
            Submission submission, boolean moderator, @Nullable String ifNoneMatch) {
        EntityTag tag = tag(submission);
        if (tag.isKnownBy(ifNoneMatch)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag.value()).build();
        }
        Waiting waiting =
                submission
                        .submittedAt()
                        .flatMap(at -> queue.waiting(submission.id(), at))
                        .orElse(null);
        return ResponseEntity.ok()
                .eTag(tag.value())
                .body(
                        view(
                                submission,
                                new SubmissionView.Aside(
                                        waiting,
                                        moderator ? submission.conflicts() : null,
                                        moderator ? submission.votes() : null,
                                        checks.of(submission, moderator))));
    }

    private SubmissionView view(Submission submission, SubmissionView.Aside aside) {
        return SubmissionView.of(submission, aside, clock.instant());
    }

    private static EntityTag tag(Submission submission) {
        return EntityTag.of(submission.edit());
    }
}
