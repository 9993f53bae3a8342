package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class MailSinkTests {

    private static void send(int port, String... mails) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            in.readLine();
            for (String mail : mails) {
                for (String line : mail.split("\\|")) {
                    socket.getOutputStream()
                            .write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                    assertThat(in.readLine()).startsWith(line.equals("DATA") ? "354" : "250");
                }
            }
        }
    }

    @Test
    void mailsAreCountedAndTheTokenOfALinkIsFoundAcrossSoftLineBreaks() throws Exception {
        try (MailSink sink = new MailSink(0)) {
            send(
                    sink.port(),
                    "MAIL FROM:<x@y.org>|RCPT TO:<a@b.org>|DATA|"
                            + "Subject: x\r\n\r\nhttp://h/confirm?tok=\r\nen=3DAbc.d=\r\nE-f\r\n.",
                    "MAIL FROM:<x@y.org>|RCPT TO:<c@d.org>|DATA|Subject: y\r\n\r\nnothing\r\n.");
            Arrivals.await(sink.arrived(), 2, Duration.ofSeconds(10));
            assertThat(sink.arrived()).hasValue(2);
            assertThat(sink.tokens()).containsOnlyKeys("a@b.org").containsValue("Abc.dE-f");

            sink.countOnly();
            send(
                    sink.port(),
                    "RCPT TO:<e@f.org>|DATA|http://h/?token=3Dx\r\n.",
                    "RCPT TO:<t-other@f.org>|DATA|http://h/?token=3Dy\r\n.");
            Arrivals.await(sink.arrived(), 4, Duration.ofSeconds(10));
            assertThat(sink.tokens()).containsOnlyKeys("a@b.org", "t-other@f.org");
        }
    }

    @Test
    void commandsAndMailsMayComeTogether() throws Exception {
        String mail = "Subject: x\r\n\r\nhttp://h/?token=3Dx\r\n..\r\n";
        try (MailSink sink = new MailSink(0);
                Socket socket = new Socket("localhost", sink.port())) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String all =
                    "EHLO x|MAIL FROM:<x@y.org>|RCPT TO:<a@b.org>|BDAT %d LAST|%sRSET|QUIT|"
                            .formatted(mail.length(), mail);
            socket.getOutputStream()
                    .write(all.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(in.lines())
                    .containsExactly(
                            "220 sink",
                            "250-sink",
                            "250-PIPELINING",
                            "250 CHUNKING",
                            "250 sink",
                            "250 sink",
                            "250 taken",
                            "250 sink",
                            "221 bye");
            assertThat(sink.tokens()).containsEntry("a@b.org", "x");
        }
    }
}
