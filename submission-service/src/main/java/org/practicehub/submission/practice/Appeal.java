package org.practicehub.submission.practice;

import java.time.Instant;
import java.util.List;

/**
 * A contributor does not accept a rejection, and somebody else is to look again.
 *
 * @param against the accounts of those who rejected it; empty when they are not known
 */
public record Appeal(String reason, List<String> against, Instant at) {

    public Appeal {
        against = List.copyOf(against);
    }

    boolean isAgainst(Person moderator) {
        return against.contains(moderator.subject());
    }

    Appeal erased(Erasure erasure) {
        return new Appeal(
                erasure.covered(reason),
                against.stream().filter(account -> !erasure.isOf(account)).toList(),
                at);
    }
}
