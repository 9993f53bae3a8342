package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

/**
 * How a submission came to be: its key makes a repeated creation find the first one.
 *
 * @param key unique among all submissions, and always present
 * @param digest of the body that created it; absent when nobody can repeat the creation
 */
public record Creation(String key, @Nullable String digest) {

    /** A creation that can't be repeated, since the sender gave no key. */
    public static Creation once(PracticeId id) {
        return new Creation("id:" + id, null);
    }

    /** A creation under the sender's own {@code Idempotency-Key}. */
    public static Creation repeatable(Person sender, String idempotencyKey, String digest) {
        return new Creation("key:" + sender.subject() + ":" + idempotencyKey, digest);
    }

    /** A creation by import under an id of the sender's own. */
    public static Creation imported(Person sender, String externalId) {
        return new Creation("import:" + sender.subject() + ":" + externalId, null);
    }
}
