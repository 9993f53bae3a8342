package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account.
 *
 * @param subject the identity provider's stable name for the account
 * @param email from the verified claim of the token; absent when the account has none
 */
public record Person(String subject, String name, @Nullable String email) {

    boolean isSameAs(Person other) {
        return subject.equals(other.subject);
    }
}
