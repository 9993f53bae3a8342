package org.practicehub.notification.mail;

import com.hubspot.smtp.client.MessageTooLargeException;
import com.hubspot.smtp.client.SmtpClientResponse;
import com.hubspot.smtp.client.SmtpSession;
import com.hubspot.smtp.messages.MessageContent;
import com.hubspot.smtp.messages.MessageContentEncoding;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.smtp.SmtpRequests;
import io.netty.handler.codec.smtp.SmtpResponse;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.jspecify.annotations.Nullable;

import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/**
 * One session with the {@link MailServer} that is kept open between messages; for one thread. A
 * session that was idle is asked whether it still stands before it is used, so that a message is
 * not risked on a dead one. Commands go together as far as the server allows it (RFC 2920, RFC
 * 3030).
 */
public final class MailSession implements AutoCloseable {

    private static final Duration FRESH = Duration.ofSeconds(2);

    /** The server ends the session with this reply (RFC 5321, 4.2.1). */
    private static final int CLOSING = 421;

    private static final int FINAL = 500;

    private final MailServer server;
    private final Clock clock;
    private final WireMail wire;
    private final String sender;
    private @Nullable SmtpSession session;
    private Instant usedAt = Instant.EPOCH;

    /**
     * @param from the sender, as it is to stand in the header
     * @throws IllegalArgumentException when that is not an address
     */
    MailSession(MailServer server, String from, Clock clock) {
        this.server = server;
        this.clock = clock;
        try {
            InternetAddress address = new InternetAddress(from, true);
            address.setPersonal(address.getPersonal(), "UTF-8");
            wire = new WireMail(address.toString());
            sender = address.getAddress();
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException(
                    "notification.mail.from is not an address: " + from, e);
        }
    }

    /**
     * Hands one message over; never throws for what the other side does. When a kept session turns
     * out to be broken, the message is tried once more over a new one: should the server have taken
     * it all the same, the receiver knows the second copy by its Message-ID.
     */
    public SendResult send(Mail mail) {
        boolean kept = session != null;
        SendResult result = attempt(mail);
        return kept && session == null && result instanceof SendResult.RetryLater
                ? attempt(mail)
                : result;
    }

    private SendResult attempt(Mail mail) {
        SmtpSession open;
        try {
            open = open();
        } catch (CompletionException e) {
            return new SendResult.Unreachable(Replies.words(cause(e)));
        }
        try {
            SmtpClientResponse answer =
                    open.send(
                                    sender,
                                    mail.to(),
                                    MessageContent.of(
                                            Unpooled.wrappedBuffer(
                                                    wire.bytes(mail, clock.instant())),
                                            MessageContentEncoding.SEVEN_BIT))
                            .join();
            usedAt = clock.instant();
            return result(answer);
        } catch (MessageTooLargeException e) {
            return new SendResult.Refused(Replies.words(e));
        } catch (CompletionException e) {
            drop();
            return new SendResult.RetryLater(Replies.words(cause(e)));
        }
    }

    private SendResult result(SmtpClientResponse answer) {
        SmtpResponse reply = Replies.decisive(answer);
        String words = Replies.words(reply);
        if (!answer.containsError()) {
            return new SendResult.Delivered(words);
        }
        if (reply.code() == CLOSING) {
            drop();
        }
        return reply.code() >= FINAL
                ? new SendResult.Refused(words)
                : new SendResult.RetryLater(words);
    }

    @Override
    public void close() {
        SmtpSession open = session;
        session = null;
        if (open != null) {
            var _ = open.send(SmtpRequests.quit()).whenComplete((_, _) -> hangUp(open));
        }
    }

    /** Whoever is there no more is not told goodbye. */
    private void drop() {
        SmtpSession open = session;
        session = null;
        if (open != null) {
            hangUp(open);
        }
    }

    private static void hangUp(SmtpSession session) {
        var _ = session.close();
    }

    private SmtpSession open() {
        SmtpSession open = session;
        if (open != null && (usedAt.plus(FRESH).isAfter(clock.instant()) || stands(open))) {
            return open;
        }
        drop();
        open = server.open();
        session = open;
        usedAt = clock.instant();
        return open;
    }

    private static boolean stands(SmtpSession session) {
        return session.send(SmtpRequests.noop())
                .handle((answer, failure) -> failure == null && !answer.containsError())
                .join();
    }

    private static Throwable cause(CompletionException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
