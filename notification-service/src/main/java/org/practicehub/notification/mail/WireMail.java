package org.practicehub.notification.mail;

import jakarta.mail.internet.MimeUtility;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * Mails as they go over the wire: RFC 5322, two alternative parts by MIME, lines of ASCII that are
 * short enough for every server. Written here because the library looks its parts up on the whole
 * class path for every message, which takes longer than all the rest of sending it. For one thread.
 */
final class WireMail {

    /** Cannot occur in a part: an encoded equals sign is followed by digits or a line's end. */
    private static final String BOUNDARY = "=_alternatives";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();
    private static final int BUFFER = 16 * 1024;
    private static final int SUBJECT = "Subject: ".length();

    private final String from;

    /** Neighbours in the queue mostly have the same subject. */
    private String subject = "";

    private String encodedSubject = "";

    /**
     * @param from the sender, as it stands in the header
     */
    WireMail(String from) {
        this.from = from;
    }

    byte[] bytes(Mail mail, Instant sentAt) {
        StringBuilder head = new StringBuilder(1024);
        header(head, "Date", DATE.format(sentAt));
        header(head, "From", from);
        header(head, "To", mail.to());
        header(head, "Message-ID", "<" + mail.messageId() + ">");
        header(head, "Subject", subject(mail.subject()));
        header(head, "Content-Language", mail.language());
        header(head, "Auto-Submitted", "auto-generated");
        mail.headers().forEach((name, value) -> header(head, name, value));
        header(head, "MIME-Version", "1.0");
        header(head, "Content-Type", "multipart/alternative;\r\n\tboundary=\"" + BOUNDARY + "\"");
        ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);
        try {
            write(out, head.toString());
            part(out, "text/plain", mail.text());
            part(out, "text/html", mail.html());
            write(out, "\r\n--" + BOUNDARY + "--\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all that is written", e);
        }
        return out.toByteArray();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static void part(ByteArrayOutputStream out, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean mostlyAscii = bytes.length < text.length() + text.length() / 4;
        write(
                out,
                "\r\n--%s\r\nContent-Type: %s; charset=UTF-8\r\nContent-Transfer-Encoding: %s\r\n\r\n"
                        .formatted(BOUNDARY, type, mostlyAscii ? "quoted-printable" : "base64"));
        out.write(mostlyAscii ? QuotedPrintable.encoded(bytes) : BASE64.encode(bytes));
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

    private static void write(ByteArrayOutputStream out, String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
