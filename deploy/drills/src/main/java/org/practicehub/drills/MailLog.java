package org.practicehub.drills;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads what the {@link MailSink} keeps, as far as it has come. */
final class MailLog {

    private static final Session SESSION = Session.getInstance(new Properties());

    private final KeptLines.Reading lines;
    private final List<Mail> read = new ArrayList<>();

    /**
     * @param text subject and plain text, decoded
     * @param leaving the path and query to post to in order to unsubscribe in one click, if it
     *     offers that
     */
    record Mail(
            Instant at, List<String> to, String messageId, String text, @Nullable String leaving) {}

    MailLog(Path file) {
        lines = new KeptLines.Reading(file);
    }

    /** All mails so far, oldest first. */
    synchronized List<Mail> mails() throws IOException {
        for (JsonNode line : lines.fresh()) {
            read.add(mail(line));
        }
        return List.copyOf(read);
    }

    private static Mail mail(JsonNode kept) throws IOException {
        List<String> to = new ArrayList<>();
        kept.get("to").forEach(address -> to.add(address.asString()));
        byte[] raw = kept.get("raw").asString().getBytes(StandardCharsets.ISO_8859_1);
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            return new Mail(
                    Instant.parse(kept.get("at").asString()),
                    List.copyOf(to),
                    String.valueOf(message.getMessageID()),
                    message.getSubject() + "\n" + plainText(message),
                    leaving(message));
        } catch (MessagingException e) {
            throw new IOException("a mail that cannot be read: " + kept, e);
        }
    }

    private static @Nullable String leaving(MimeMessage message) throws MessagingException {
        String offered = message.getHeader("List-Unsubscribe", null);
        String how = message.getHeader("List-Unsubscribe-Post", null);
        if (offered == null || !"List-Unsubscribe=One-Click".equals(how)) {
            return null;
        }
        URI link = URI.create(offered.strip().replaceAll("^<|>$", ""));
        return link.getRawPath() + "?" + link.getRawQuery();
    }

    private static String plainText(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return String.valueOf(part.getContent());
        }
        StringBuilder text = new StringBuilder();
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                text.append(plainText(inner));
            }
        }
        return text.toString();
    }
}
