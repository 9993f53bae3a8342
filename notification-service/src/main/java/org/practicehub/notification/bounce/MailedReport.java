package org.practicehub.notification.bounce;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.mail.Suppressions;
import org.practicehub.notification.subscription.Address;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report as mail systems mail it: that a message came back (delivery status notification, RFC
 * 3464), or that its reader called it spam (feedback report, RFC 5965).
 */
final class MailedReport {

    private static final Pattern BLANK_LINES = Pattern.compile("\\n[ \\t\\r]*\\n\\s*");
    private static final Pattern TYPE = Pattern.compile("^[^;]*;\\s*");

    private final List<InternetHeaders> statuses = new ArrayList<>();
    private @Nullable InternetHeaders feedback;
    private @Nullable InternetHeaders original;

    private MailedReport() {}

    /**
     * What the message reports: nothing where a server only tells that it goes on trying, or that
     * it delivered.
     *
     * @throws MessagingException when it is no such report, or one that names nobody
     */
    static List<Bounce> read(byte[] message) throws MessagingException {
        MailedReport report = new MailedReport();
        MimeMessage whole = new MimeMessage((Session) null, new ByteArrayInputStream(message));
        if (!whole.isMimeType("multipart/report")) {
            throw new MessagingException("is not a multipart/report");
        }
        MimeMultipart parts = new MimeMultipart(whole.getDataHandler().getDataSource());
        try {
            for (int i = 0; i < parts.getCount(); i++) {
                report.take(parts.getBodyPart(i));
            }
        } catch (IOException e) {
            throw new MessagingException("has a part that cannot be read: " + e.getMessage(), e);
        }
        return report.bounces();
    }

    private void take(BodyPart part) throws IOException, MessagingException {
        if (isOneOf(part, "message/delivery-status", "message/global-delivery-status")) {
            statuses.addAll(blocks(part));
        } else if (part.isMimeType("message/feedback-report")) {
            feedback = blocks(part).stream().findFirst().orElse(null);
        } else if (isOneOf(
                part,
                "message/rfc822",
                "text/rfc822-headers",
                "message/global",
                "message/global-headers")) {
            original = new InternetHeaders(part.getInputStream());
        }
    }

    private static boolean isOneOf(Part part, String... types) throws MessagingException {
        for (String type : types) {
            if (part.isMimeType(type)) {
                return true;
            }
        }
        return false;
    }

    /** Groups of fields with empty lines in between. */
    private static List<InternetHeaders> blocks(Part part) throws IOException, MessagingException {
        String text =
                new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        List<InternetHeaders> blocks = new ArrayList<>();
        for (String block : BLANK_LINES.split(text, -1)) {
            blocks.add(
                    new InternetHeaders(
                            new ByteArrayInputStream(
                                    (block + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)),
                            true));
        }
        return blocks;
    }

    private List<Bounce> bounces() throws MessagingException {
        InternetHeaders complaint = feedback;
        if (complaint != null) {
            return complaints(complaint);
        }
        // The first block is about the message, the others are about one recipient each.
        List<InternetHeaders> recipients =
                statuses.stream().filter(each -> recipient(each).isPresent()).toList();
        if (recipients.isEmpty()) {
            throw new MessagingException("says of nobody's mail what became of it");
        }
        return recipients.stream().flatMap(each -> returned(each).stream()).toList();
    }

    private Optional<Bounce> returned(InternetHeaders status) {
        if (!field(status, "Action").toLowerCase(Locale.ROOT).startsWith("failed")) {
            return Optional.empty();
        }
        String diagnostic = TYPE.matcher(field(status, "Diagnostic-Code")).replaceFirst("");
        boolean forGood =
                Suppressions.noSuchAddress(field(status, "Status"))
                        || Suppressions.noSuchAddress(diagnostic);
        return recipient(status)
                .map(
                        address ->
                                new Bounce(
                                        forGood ? Bounce.Type.HARD : Bounce.Type.SOFT,
                                        address,
                                        messageId(),
                                        diagnostic));
    }

    private List<Bounce> complaints(InternetHeaders report) throws MessagingException {
        if (field(report, "Feedback-Type").equalsIgnoreCase("not-spam")) {
            return List.of();
        }
        String @Nullable [] named = report.getHeader("Original-Rcpt-To");
        List<Address> recipients =
                (named == null ? originalRecipients() : Stream.of(named))
                        .flatMap(each -> address(each).stream())
                        .toList();
        if (recipients.isEmpty()) {
            throw new MessagingException("does not say whose complaint it is");
        }
        return recipients.stream()
                .map(each -> new Bounce(Bounce.Type.COMPLAINT, each, messageId(), ""))
                .toList();
    }

    private Stream<String> originalRecipients() throws MessagingException {
        return original == null
                ? Stream.empty()
                : Stream.of(InternetAddress.parseHeader(field(original, "To"), false))
                        .map(InternetAddress::getAddress);
    }

    private @Nullable String messageId() {
        return original == null ? null : original.getHeader("Message-ID", null);
    }

    /** As it was written to, if the report knows that: it may have been forwarded since. */
    private static Optional<Address> recipient(InternetHeaders status) {
        return Stream.of("Original-Recipient", "Final-Recipient")
                .map(name -> TYPE.matcher(field(status, name)).replaceFirst(""))
                .flatMap(each -> address(each).stream())
                .findFirst();
    }

    private static Optional<Address> address(String text) {
        try {
            return Optional.of(new Address(text.strip().replaceAll("^<|>$", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String field(InternetHeaders fields, String name) {
        String value = fields.getHeader(name, ",");
        return value == null ? "" : value.strip();
    }
}
