package org.practicehub.notification.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * One SMTP session that is kept open between messages; for one thread. A session that was idle is
 * asked whether it still stands before it is used, so that a message is not risked on a dead one.
 */
public final class SmtpSession implements AutoCloseable {

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int LONGEST_REPLY = 500;

    private final MailProperties properties;
    private final Session session;
    private final Clock clock;
    private final WireMail wire;
    private @Nullable SMTPTransport transport;
    private Instant usedAt = Instant.EPOCH;

    public SmtpSession(MailProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        Properties settings = new Properties();
        String timeout = String.valueOf(properties.timeout().toMillis());
        settings.setProperty("mail.smtp.connectiontimeout", timeout);
        settings.setProperty("mail.smtp.timeout", timeout);
        settings.setProperty("mail.smtp.writetimeout", timeout);
        settings.setProperty("mail.smtp.quitwait", "false");
        settings.setProperty("mail.smtp.auth", String.valueOf(!properties.username().isEmpty()));
        settings.setProperty("mail.smtp.starttls.enable", String.valueOf(properties.starttls()));
        settings.setProperty("mail.smtp.starttls.required", String.valueOf(properties.starttls()));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        try {
            InternetAddress[] senders = InternetAddress.parse(properties.from(), true);
            InternetAddress from = senders[0];
            from.setPersonal(from.getPersonal(), "UTF-8");
            settings.setProperty("mail.smtp.from", from.getAddress());
            wire = new WireMail(from.toString());
        } catch (jakarta.mail.internet.AddressException
                | java.io.UnsupportedEncodingException
                | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "notification.mail.from is not an address: " + properties.from(), e);
        }
        session = Session.getInstance(settings);
    }

    /**
     * Hands one message over; never throws for what the other side does. When a kept session turns
     * out to be broken, the message is tried once more over a new one: should the server have taken
     * it all the same, the receiver knows the second copy by its Message-ID.
     */
    public SendResult send(Mail mail) {
        boolean kept = transport != null;
        SendResult result = attempt(mail);
        return kept && transport == null && result instanceof SendResult.RetryLater
                ? attempt(mail)
                : result;
    }

    private SendResult attempt(Mail mail) {
        SMTPTransport open;
        try {
            open = open();
        } catch (MessagingException e) {
            close();
            return new SendResult.Unreachable(words(e));
        }
        try {
            open.sendMessage(message(mail), new Address[] {new InternetAddress(mail.to(), false)});
            usedAt = clock.instant();
            return new SendResult.Delivered(cut(open.getLastServerResponse()));
        } catch (MessagingException e) {
            int code = code(e);
            if (code < 400) {
                close();
            }
            return code >= 500
                    ? new SendResult.Refused(words(e))
                    : new SendResult.RetryLater(words(e));
        }
    }

    @Override
    public void close() {
        SMTPTransport open = transport;
        transport = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException e) {
                // Closed by the other side already.
                return;
            }
        }
    }

    private SMTPTransport open() throws MessagingException {
        SMTPTransport open = transport;
        if (open != null && (usedAt.plus(FRESH).isAfter(clock.instant()) || open.isConnected())) {
            return open;
        }
        close();
        open = (SMTPTransport) session.getTransport("smtp");
        if (properties.username().isEmpty()) {
            open.connect(properties.host(), properties.port(), null, null);
        } else {
            open.connect(
                    properties.host(),
                    properties.port(),
                    properties.username(),
                    properties.password());
        }
        transport = open;
        usedAt = clock.instant();
        return open;
    }

    private MimeMessage message(Mail mail) {
        byte[] bytes = wire.bytes(mail, clock.instant());
        return new MimeMessage(session) {
            @Override
            public void writeTo(OutputStream out, String[] withoutHeaders) throws IOException {
                out.write(bytes);
            }
        };
    }

    private static int code(Throwable e) {
        int code = 0;
        for (@Nullable Throwable cause = e; cause != null; cause = next(cause)) {
            code =
                    switch (cause) {
                        case SMTPAddressFailedException failed -> failed.getReturnCode();
                        case SMTPSenderFailedException failed -> failed.getReturnCode();
                        case SMTPSendFailedException failed -> failed.getReturnCode();
                        default -> code;
                    };
        }
        return code;
    }

    private static @Nullable Throwable next(Throwable e) {
        return e instanceof MessagingException messaging && messaging.getNextException() != null
                ? messaging.getNextException()
                : e instanceof SendFailedException ? null : e.getCause();
    }

    private static String words(MessagingException e) {
        Throwable last = e;
        for (@Nullable Throwable cause = e; cause != null; cause = next(cause)) {
            last = cause;
        }
        return cut(String.valueOf(last.getMessage()));
    }

    private static String cut(@Nullable String words) {
        String line = words == null ? "" : CONTROLS.matcher(words.strip()).replaceAll(" ");
        return line.length() <= LONGEST_REPLY ? line : line.substring(0, LONGEST_REPLY);
    }
}
