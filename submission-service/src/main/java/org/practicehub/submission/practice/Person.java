package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account.
 *
 * @param subject the identity provider's stable name for the account
 * @param email from the verified claim of the token; absent when the account has none
 * @param organisation whom the person works for, from the token; absent when it does not say
 */
public record Person(
        String subject, String name, @Nullable String email, @Nullable String organisation) {

    public Person(String subject, String name, @Nullable String email) {
        this(subject, name, email, null);
    }

    boolean isSameAs(Person other) {
        return subject.equals(other.subject);
    }
}
