package org.practicehub.notification.mail;

import java.util.List;
import java.util.Map;

/**
 * A message, ready to be handed over.
 *
 * @param to an address that {@code Address} has checked: it stands in a command as it is
 * @param messageId without angle brackets; the same for every attempt
 * @param body the same in text and HTML
 * @param tokens what stands in the gaps of the body
 * @param headers beyond the usual ones; values are single lines of ASCII
 */
public record Mail(
        String to,
        String subject,
        Body body,
        List<String> tokens,
        String language,
        String messageId,
        Map<String, String> headers) {

    public Mail {
        tokens = List.copyOf(tokens);
        headers = Map.copyOf(headers);
    }
}
