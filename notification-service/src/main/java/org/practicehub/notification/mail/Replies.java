package org.practicehub.notification.mail;

import com.hubspot.smtp.client.SmtpClientResponse;

import io.netty.handler.codec.smtp.SmtpResponse;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** What a mail server answered, in one line. */
final class Replies {

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST = 500;

    /** From here on a code says no. */
    private static final int ERROR = 400;

    /**
     * The reply that decided: the first that says no, for the rest follows from it, or the last.
     */
    static SmtpResponse decisive(SmtpClientResponse answer) {
        return answer.getResponses().stream()
                .filter(reply -> reply.code() >= ERROR)
                .findFirst()
                .orElseGet(answer.getResponses()::getLast);
    }

    static String words(SmtpClientResponse answer) {
        return words(decisive(answer));
    }

    static String words(SmtpResponse reply) {
        return cut(reply.code() + " " + String.join(" ", reply.details()));
    }

    /** Of what went wrong before there was an answer. */
    static String words(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return cut(message == null ? failure.getClass().getSimpleName() : message);
    }

    private static String cut(String words) {
        String line = CONTROLS.matcher(words.strip()).replaceAll(" ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    private Replies() {}
}
