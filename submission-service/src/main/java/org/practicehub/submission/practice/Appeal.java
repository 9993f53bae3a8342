package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A contributor does not accept a rejection, and somebody else is to look again.
 *
 * @param against the account of who rejected it; absent when it is not known, or was erased
 */
public record Appeal(String reason, @Nullable String against, Instant at) {

    boolean isAgainst(Person moderator) {
        return moderator.subject().equals(against);
    }

    Appeal erased(Erasure erasure) {
        return new Appeal(
                erasure.covered(reason),
                against != null && erasure.isOf(against) ? null : against,
                at);
    }
}
