package org.practicehub.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

/** The same is told whatever the server lets go together. */
class MailSessionTests {

    private ScriptedMailServer server = null;
    private MailServer client = null;

    private MailSession serving(String extensions, UnaryOperator<String> replies)
            throws NoSuchAlgorithmException {
        stop();
        server =
                new ScriptedMailServer(
                        extensions.isEmpty() ? List.of() : List.of(extensions.split(" ")),
                        replies,
                        SSLContext.getDefault());
        client = server.client();
        return client.session();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            client.close();
        }
    }

    private static Mail mail(String to) {
        return new Mail(
                to, "Subject", Body.of(".text\n.", "<p>"), List.of(), "en", "id@hub", Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PIPELINING", "CHUNKING", "PIPELINING CHUNKING"})
    void oneMailAfterTheOtherIsHandedOver(String extensions) throws Exception {
        try (MailSession session = serving(extensions, ScriptedMailServer::well)) {
            for (String to : List.of("a@x.org", "b@x.org", "c@x.org")) {
                assertThat(session.send(mail(to)))
                        .isEqualTo(new SendResult.Delivered("250 well ."));
            }
        }
        assertThat(server.mails)
                .hasSize(3)
                .allMatch(mail -> mail.contains("=2Etext\n=2E\n") && mail.strip().endsWith("--"));
        assertThat(server.mails.getLast()).contains("To: c@x.org");
        assertThat(server.commands)
                .contains("MAIL FROM:<hub@hub.example>", "RCPT TO:<c@x.org>")
                .filteredOn(command -> command.startsWith("EHLO"))
                .as("one session")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PIPELINING", "CHUNKING", "PIPELINING CHUNKING"})
    void aRefusedRecipientCostsTheOthersNothing(String extensions) throws Exception {
        UnaryOperator<String> replies =
                command ->
                        switch (command) {
                            case "RCPT TO:<gone@x.org>" -> "550 5.1.1 nobody";
                            case "RCPT TO:<full@x.org>" -> "452 4.2.2 full";
                            default -> ScriptedMailServer.well(command);
                        };
        try (MailSession session = serving(extensions, replies)) {
            assertThat(session.send(mail("gone@x.org")))
                    .isEqualTo(new SendResult.Refused("550 5.1.1 nobody"));
            assertThat(session.send(mail("full@x.org")))
                    .isEqualTo(new SendResult.RetryLater("452 4.2.2 full"));
            assertThat(session.send(mail("a@x.org"))).isInstanceOf(SendResult.Delivered.class);
        }
        assertThat(server.mails.getLast()).contains("To: a@x.org");
        assertThat(server.commands).filteredOn(each -> each.startsWith("EHLO")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PIPELINING", "PIPELINING CHUNKING"})
    void aRefusedSenderOrMessageIsToldApart(String extensions) throws Exception {
        try (MailSession session =
                serving(
                        extensions,
                        command ->
                                command.equals(".")
                                        ? "554 5.7.1 no such words"
                                        : ScriptedMailServer.well(command))) {
            assertThat(session.send(mail("a@x.org")))
                    .isEqualTo(new SendResult.Refused("554 5.7.1 no such words"));
        }
        try (MailSession session =
                serving(
                        extensions,
                        command ->
                                command.startsWith("MAIL")
                                        ? "451 4.7.1 later"
                                        : "503 5.5.1 what sender")) {
            assertThat(session.send(mail("a@x.org")))
                    .isEqualTo(new SendResult.RetryLater("451 4.7.1 later"));
        }
    }

    @Test
    void aMailThatIsLargerThanTheServerTakesIsNotSent() throws Exception {
        try (MailSession session = serving("SIZE", ScriptedMailServer::well)) {
            assertThat(session.send(mail("a@x.org"))).isInstanceOf(SendResult.Delivered.class);
        }
        stop();
        server =
                new ScriptedMailServer(
                        List.of("SIZE 100"), ScriptedMailServer::well, SSLContext.getDefault());
        client = server.client();
        try (MailSession session = client.session()) {
            assertThat(session.send(mail("a@x.org"))).isInstanceOf(SendResult.Refused.class);
        }
        assertThat(server.mails).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PIPELINING", "PIPELINING CHUNKING"})
    void aKeptSessionThatEndsIsReplacedAndTheMessageTriedOnceMore(String extensions)
            throws Exception {
        for (String end : List.of("", "421 4.3.2 enough for one session")) {
            boolean[] ended = {false};
            UnaryOperator<String> replies =
                    command -> {
                        if (command.equals("RCPT TO:<b@x.org>") && !ended[0]) {
                            ended[0] = true;
                            return end;
                        }
                        return ScriptedMailServer.well(command);
                    };
            try (MailSession session = serving(extensions, replies)) {
                assertThat(session.send(mail("a@x.org"))).isInstanceOf(SendResult.Delivered.class);
                assertThat(session.send(mail("b@x.org"))).isInstanceOf(SendResult.Delivered.class);
            }
            assertThat(server.mails.getLast()).contains("To: b@x.org");
            assertThat(server.commands).filteredOn(each -> each.startsWith("EHLO")).hasSize(2);
        }
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        UnaryOperator<String> replies =
                command -> {
                    if (command.equals(".")) {
                        awaitEnd(over);
                    }
                    return ScriptedMailServer.well(command);
                };
        server = new ScriptedMailServer(List.of("PIPELINING"), replies, SSLContext.getDefault());
        client = server.client(Duration.ofMillis(200));
        try (MailSession session = client.session()) {
            assertThat(session.send(mail("a@x.org")))
                    .as("it may have been taken")
                    .isInstanceOf(SendResult.RetryLater.class);
        } finally {
            over.countDown();
        }
    }

    private static void awaitEnd(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void noServerAtAllSaysNothingOfTheMessage() throws Exception {
        try (MailSession session = serving("", ScriptedMailServer::well)) {
            server.close();
            assertThat(session.send(mail("a@x.org"))).isInstanceOf(SendResult.Unreachable.class);
        }
    }
}
