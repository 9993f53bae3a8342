package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * What somebody wanted to be told of, and for how long.
 *
 * @param begun when the product agreed to tell
 * @param ended when it agreed to tell no more; null while it goes on
 */
record Wish(Interest interest, Span begun, @Nullable Span ended) {

    Wish over(Span when) {
        return new Wish(interest, begun, when);
    }

    /** Whether this wish alone makes a revision with these terms, approved then, a message. */
    Ledger.Due due(Set<String> terms, Span approved) {
        if (!interest.metBy(terms)
                || approved.surelyBefore(begun)
                || (ended != null && ended.surelyBefore(approved))) {
            return Ledger.Due.FORBIDDEN;
        }
        // Who leaves afterwards may have been told by then, or not.
        return ended == null && begun.surelyBefore(approved) ? Ledger.Due.OWED : Ledger.Due.ALLOWED;
    }
}
