package org.practicehub.notification.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A symmetric key that signs messages for an endpoint (Standard Webhooks 1.0: {@code whsec_} and 24
 * to 64 bytes in base64; 32 here).
 *
 * @param validUntil absent for the one in force; a replaced one goes on signing beside it for a
 *     time
 */
public record SigningSecret(String text, @Nullable Instant validUntil) {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    static SigningSecret fresh(RandomGenerator random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key), null);
    }

    SigningSecret until(Instant end) {
        return new SigningSecret(text, end);
    }

    boolean validAt(Instant moment) {
        return validUntil == null || moment.isBefore(validUntil);
    }

    /** The signature with its version, {@code v1,…}. */
    String sign(String messageId, Instant at, String body) {
        try {
            return new Webhook(text).sign(messageId, at.getEpochSecond(), body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Nothing of the key: records are logged. */
    @Override
    public String toString() {
        return "SigningSecret[" + PREFIX + "…]";
    }
}
