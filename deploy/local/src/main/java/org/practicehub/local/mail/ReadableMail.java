package org.practicehub.local.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A mail as people and tests want to read it; {@code to} is the envelope's. */
record ReadableMail(
        String id,
        String from,
        List<String> to,
        @Nullable String subject,
        @Nullable String messageId,
        String date,
        Map<String, List<String>> headers,
        @Nullable String text,
        @Nullable String html) {

    private static final Session SESSION = Session.getInstance(new Properties());

    static ReadableMail of(MailLog.Mail mail) {
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(mail.bytes().array()));
            var headers = new LinkedHashMap<String, List<String>>();
            for (var header : Collections.list(message.getAllHeaders())) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
            var sent = message.getSentDate();
            return new ReadableMail(
                    mail.envelope().id(),
                    mail.envelope().from(),
                    mail.envelope().to(),
                    message.getSubject(),
                    message.getMessageID(),
                    (sent == null ? mail.envelope().receivedAt() : sent.toInstant()).toString(),
                    headers,
                    first(message, "text/plain"),
                    first(message, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("Cannot read mail " + mail.envelope().id(), e);
        }
    }

    private static @Nullable String first(Part part, String type)
            throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            // Lines end in CRLF on their way; who reads with a shell wants them plain.
            return String.valueOf(part.getContent()).replace("\r\n", "\n");
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = first(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
