package org.practicehub.submission.practice;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What makes a step of the history tell-tale: each holds the digest of the one before, so that no
 * step can be changed, left out or moved without breaking all that follow. Digests are SHA-256.
 *
 * <p>What is personal, and the content, go into the chain as salted digests only. Without the salt
 * nobody can tell what they were made of, not even by guessing; the chain still holds.
 *
 * @param salt absent once the step's personal data was erased
 * @param personal digest of who did it and what they said
 * @param change digest of the status, the revision, the content and the tag decisions after it
 * @param hash digest of the step before and of all of this
 */
public record Seal(@Nullable String salt, String personal, String change, String hash) {

    /** What the first step follows. */
    public static final String BEGINNING = "";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 12;

    static Seal of(String before, HistoryEntry step, String state) {
        byte[] random = new byte[SALT_BYTES];
        RANDOM.nextBytes(random);
        String salt = encoded(random);
        String personal = personal(salt, step);
        String change = change(salt, state);
        return new Seal(salt, personal, change, hash(before, step, personal, change));
    }

    static String personal(String salt, HistoryEntry step) {
        return digest(salt, step.by(), step.subject(), String.valueOf(step.note()));
    }

    static String change(String salt, String state) {
        return digest(salt, state);
    }

    static String hash(String before, HistoryEntry step, String personal, String change) {
        return digest(
                before,
                String.valueOf(step.number()),
                String.valueOf(step.at().toEpochMilli()),
                step.action(),
                personal,
                change);
    }

    Seal withoutSalt() {
        return new Seal(null, personal, change, hash);
    }

    /** Whether the step is what was sealed, and followed the one before. */
    boolean holds(String before, HistoryEntry step) {
        return hash.equals(hash(before, step, personal, change))
                && (salt == null || personal.equals(personal(salt, step)));
    }

    /** Whether this was the state after the step; true when nobody can tell any more. */
    boolean holdsState(String state) {
        return salt == null || change.equals(change(salt, state));
    }

    private static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((byte) (bytes.length >>> 24));
                digest.update((byte) (bytes.length >>> 16));
                digest.update((byte) (bytes.length >>> 8));
                digest.update((byte) bytes.length);
                digest.update(bytes);
            }
            return encoded(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
