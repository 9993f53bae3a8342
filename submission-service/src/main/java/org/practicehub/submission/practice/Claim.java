package org.practicehub.submission.practice;

import java.time.Instant;

/**
 * A moderator works on a submission; others keep their hands off until the claim ends.
 *
 * @param until exclusive
 */
public record Claim(String subject, String name, Instant since, Instant until) {

    public boolean isHeldBy(Person person) {
        return subject.equals(person.subject());
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
