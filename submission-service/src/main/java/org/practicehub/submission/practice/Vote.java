package org.practicehub.submission.practice;

import java.time.Instant;

/**
 * What one of two reviewers says; what two of them agree on is done, and when the first two do not,
 * the third one's word counts.
 *
 * @param approves whether to publish it; to reject it otherwise
 */
public record Vote(String subject, String name, boolean approves, Instant at) {

    boolean isOf(Person moderator) {
        return subject.equals(moderator.subject());
    }

    Vote erased() {
        return new Vote("erased", "erased", approves, at);
    }
}
