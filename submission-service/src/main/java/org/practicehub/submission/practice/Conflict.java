package org.practicehub.submission.practice;

import java.time.Instant;

/**
 * A moderator is too close to a submission to decide on it, by their own word.
 *
 * @param reason for the other moderators; the contributor does not see it
 */
public record Conflict(String subject, String name, String reason, Instant at) {

    Conflict erased() {
        return new Conflict("erased", "erased", "erased", at);
    }

    boolean isOf(Person person) {
        return subject.equals(person.subject());
    }
}
