package org.practicehub.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

class SmtpSessionTests {

    private Server server = new Server(_ -> "250 well");

    /** A server that answers as it was told, and remembers what it was given. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket door;
        private final UnaryOperator<String> replies;
        private final List<String> mails = new CopyOnWriteArrayList<>();
        private final List<String> commands = new CopyOnWriteArrayList<>();

        /**
         * @param replies to each command but EHLO, and, as {@code .}, to a whole message; empty
         *     ends the session
         */
        Server(UnaryOperator<String> replies) {
            this.replies = replies;
            try {
                door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            while (!door.isClosed()) {
                try (Socket session = door.accept()) {
                    serve(session);
                } catch (IOException e) {
                    // The other side is gone, or the test is over.
                    continue;
                }
            }
        }

        private void serve(Socket session) throws IOException {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    session.getInputStream(), StandardCharsets.US_ASCII));
            say(session, "220 test");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                if (line.startsWith("EHLO")) {
                    say(session, "250 test");
                    continue;
                }
                String reply = line.equals("QUIT") ? "221 bye" : replies.apply(line);
                if (reply.startsWith("354")) {
                    say(session, reply);
                    List<String> mail = new ArrayList<>();
                    for (String part = in.readLine();
                            part != null && !part.equals(".");
                            part = in.readLine()) {
                        mail.add(part);
                    }
                    mails.add(String.join("\n", mail));
                    reply = replies.apply(".");
                }
                if (reply.isEmpty()) {
                    return;
                }
                say(session, reply);
            }
        }

        private static void say(Socket session, String line) throws IOException {
            session.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        SmtpSession session() {
            return new SmtpSession(
                    new MailProperties(
                            URI.create("http://hub.example"),
                            "Hub <hub@hub.example>",
                            "localhost",
                            door.getLocalPort(),
                            "",
                            "",
                            false,
                            1,
                            Duration.ofSeconds(20)),
                    Clock.systemUTC());
        }

        @Override
        public void close() {
            try {
                door.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String well(String command) {
        return command.equals("DATA") ? "354 go on" : "250 well " + command;
    }

    private void serving(UnaryOperator<String> replies) {
        server.close();
        server = new Server(replies);
    }

    private static Mail mail(String to) {
        return new Mail(
                to, "Subject", Body.of(".text\n.", "<p>"), List.of(), "en", "id@hub", Map.of());
    }

    @Test
    void oneMailAfterTheOtherIsHandedOver() {
        serving(SmtpSessionTests::well);
        try (SmtpSession session = server.session()) {
            for (String to : List.of("a@x.org", "b@x.org", "c@x.org")) {
                assertThat(session.send(mail(to)))
                        .isEqualTo(new SendResult.Delivered("250 well ."));
            }
        }
        assertThat(server.mails)
                .hasSize(3)
                .allMatch(mail -> mail.contains("=2Etext\n=2E\n") && mail.endsWith("--"));
        assertThat(server.mails.getLast()).contains("To: c@x.org");
        assertThat(server.commands)
                .filteredOn(command -> command.startsWith("EHLO"))
                .as("one session")
                .hasSize(1);
    }

    @Test
    void aRefusedRecipientCostsTheOthersNothing() {
        serving(
                command ->
                        switch (command) {
                            case "RCPT TO:<gone@x.org>" -> "550 5.1.1 nobody";
                            case "RCPT TO:<full@x.org>" -> "452 4.2.2 full";
                            default -> well(command);
                        });
        try (SmtpSession session = server.session()) {
            assertThat(session.send(mail("gone@x.org")))
                    .isEqualTo(new SendResult.Refused("550 5.1.1 nobody"));
            assertThat(session.send(mail("full@x.org")))
                    .isEqualTo(new SendResult.RetryLater("452 4.2.2 full"));
            assertThat(session.send(mail("a@x.org"))).isInstanceOf(SendResult.Delivered.class);
        }
        assertThat(server.mails.getLast()).contains("To: a@x.org");
        assertThat(server.mails).filteredOn(mail -> !mail.isEmpty()).hasSize(1);
        assertThat(server.commands).filteredOn(each -> each.startsWith("EHLO")).hasSize(1);
    }

    @Test
    void aRefusedSenderOrMessageIsToldApart() {
        serving(command -> command.equals(".") ? "554 5.7.1 no such words" : well(command));
        try (SmtpSession session = server.session()) {
            assertThat(session.send(mail("a@x.org")))
                    .isEqualTo(new SendResult.Refused("554 5.7.1 no such words"));
        }
        serving(
                command ->
                        command.startsWith("MAIL")
                                ? "451 4.7.1 later"
                                : command.startsWith("R") || command.equals("DATA")
                                        ? "503 5.5.1 what sender"
                                        : well(command));
        try (SmtpSession session = server.session()) {
            assertThat(session.send(mail("a@x.org")))
                    .isEqualTo(new SendResult.RetryLater("451 4.7.1 later"));
        }
    }

    @Test
    void aKeptSessionThatEndsIsReplacedAndTheMessageTriedOnceMore() {
        boolean[] ended = {false};
        serving(
                command -> {
                    if (command.equals("RCPT TO:<b@x.org>") && !ended[0]) {
                        ended[0] = true;
                        return "";
                    }
                    return well(command);
                });
        try (SmtpSession session = server.session()) {
            assertThat(session.send(mail("a@x.org"))).isInstanceOf(SendResult.Delivered.class);
            assertThat(session.send(mail("b@x.org"))).isInstanceOf(SendResult.Delivered.class);
        }
        assertThat(server.mails).hasSize(2);
        assertThat(server.commands).filteredOn(each -> each.startsWith("EHLO")).hasSize(2);
    }

    @Test
    void noServerAtAllSaysNothingOfTheMessage() {
        server.close();
        try (SmtpSession session = server.session()) {
            assertThat(session.send(mail("a@x.org"))).isInstanceOf(SendResult.Unreachable.class);
        }
    }
}
