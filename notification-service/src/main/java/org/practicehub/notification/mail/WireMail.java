package org.practicehub.notification.mail;

import jakarta.mail.internet.MimeUtility;

import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Mails as they go over the wire (RFC 5322), none of whose lines begins with a dot. Written here
 * because the library looks its parts up on the whole class path for every message, which takes
 * longer than all the rest of sending it. For one thread.
 */
final class WireMail {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final int BUFFER = 16 * 1024;
    private static final int SUBJECT = "Subject: ".length();

    private final String from;

    /** Neighbours in the queue mostly have the same subject, and leave in the same second. */
    private String subject = "";

    private String encodedSubject = "";
    private long second = Long.MIN_VALUE;
    private String date = "";

    /**
     * @param from the sender, as it stands in the header
     */
    WireMail(String from) {
        this.from = from;
    }

    byte[] bytes(Mail mail, Instant sentAt) {
        StringBuilder head = new StringBuilder(1024);
        header(head, "Date", date(sentAt));
        header(head, "From", from);
        header(head, "To", mail.to());
        header(head, "Message-ID", "<" + mail.messageId() + ">");
        header(head, "Subject", subject(mail.subject()));
        header(head, "Content-Language", mail.language());
        header(head, "Auto-Submitted", "auto-generated");
        mail.headers().forEach((name, value) -> header(head, name, value));
        header(head, "MIME-Version", "1.0");
        header(
                head,
                "Content-Type",
                "multipart/alternative;\r\n\tboundary=\"" + Body.BOUNDARY + "\"");
        ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);
        out.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        mail.body().write(mail.tokens(), out);
        return out.toByteArray();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private String date(Instant sentAt) {
        if (sentAt.getEpochSecond() != second) {
            second = sentAt.getEpochSecond();
            date = DATE.format(sentAt);
        }
        return date;
    }

    private String subject(String wanted) {
        if (!wanted.equals(subject)) {
            try {
                encodedSubject =
                        MimeUtility.fold(SUBJECT, MimeUtility.encodeText(wanted, "UTF-8", null));
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException("every Java platform has UTF-8", e);
            }
            subject = wanted;
        }
        return encodedSubject;
    }
}
