package org.practicehub.notification.mail;

import java.util.Map;

/**
 * A message, ready to be handed over.
 *
 * @param messageId without angle brackets; the same for every attempt
 * @param headers beyond the usual ones; values are single lines of ASCII
 */
public record Mail(
        String to,
        String subject,
        String text,
        String html,
        String language,
        String messageId,
        Map<String, String> headers) {

    public Mail {
        headers = Map.copyOf(headers);
    }
}
