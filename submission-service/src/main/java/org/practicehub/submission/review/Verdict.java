package org.practicehub.submission.review;

import org.practicehub.submission.practice.Comment;
import org.practicehub.submission.practice.Person;
import org.practicehub.submission.practice.RejectionReason;
import org.practicehub.submission.practice.Submission;

import java.time.Instant;
import java.util.List;

/** What a moderator decides about a submission. */
sealed interface Verdict {

    /**
     * Decides.
     *
     * @param two whether two moderators have to agree: then the first one's word is noted only
     */
    void on(Submission submission, Person moderator, boolean two, Instant now);

    /**
     * @see Submission#approve
     */
    record Approval(String message, boolean silent, boolean withoutTags) implements Verdict {

        @Override
        public void on(Submission submission, Person moderator, boolean two, Instant now) {
            if (!two || submission.vote(moderator, true, withoutTags, now)) {
                submission.approve(moderator, message, silent, withoutTags, now);
            }
        }
    }

    /**
     * @see Submission#reject
     */
    record Rejection(RejectionReason reason, String message) implements Verdict {

        @Override
        public void on(Submission submission, Person moderator, boolean two, Instant now) {
            if (!two || submission.vote(moderator, false, false, now)) {
                submission.reject(moderator, reason, message, now);
            }
        }
    }

    /**
     * One moderator may ask for changes, even where two decide.
     *
     * @see Submission#requestChanges
     */
    record ChangesRequest(String message, List<Comment> comments) implements Verdict {

        @Override
        public void on(Submission submission, Person moderator, boolean two, Instant now) {
            submission.requestChanges(moderator, message, comments, now);
        }
    }
}
