package org.practicehub.submission.review;

import org.practicehub.submission.practice.Comment;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.RejectionReason;
import org.practicehub.submission.practice.Submission;

import java.time.Instant;
import java.util.List;

/** What a moderator decides about a submission. */
sealed interface Verdict {

    /** Decides. */
    void on(Submission submission, Person moderator, Instant now);

    /**
     * @see Submission#approve
     */
    record Approval(String message, boolean silent, boolean withoutTags) implements Verdict {

        @Override
        public void on(Submission submission, Person moderator, Instant now) {
            submission.approve(moderator, message, silent, withoutTags, now);
        }
    }

    /**
     * @see Submission#reject
     */
    record Rejection(RejectionReason reason, String message) implements Verdict {

        @Override
        public void on(Submission submission, Person moderator, Instant now) {
            submission.reject(moderator, reason, message, now);
        }
    }

    /**
     * @see Submission#requestChanges
     */
    record ChangesRequest(String message, List<Comment> comments) implements Verdict {

        @Override
        public void on(Submission submission, Person moderator, Instant now) {
            submission.requestChanges(moderator, message, comments, now);
        }
    }
}
