package org.practicehub.drills;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Properties;

class MailSinkTests {

    private static final Clock CLOCK = Clock.fixed(Facts.at(7), ZoneOffset.UTC);

    @TempDir Path folder;

    private Path file;
    private MailSink sink;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("mails.jsonl");
        sink = new MailSink(0, file, CLOCK);
    }

    @AfterEach
    void close() throws IOException {
        sink.close();
    }

    @Test
    void aMailSentByALibraryIsReadBackDecoded() throws Exception {
        MimeMessage message = message("Neue Praxis: Drill d1 round 2", "Grüße\n.\nمرحبا 🚌 Drill");
        Transport.send(message);
        assertThat(new MailLog(file).mails())
                .singleElement()
                .satisfies(
                        mail -> {
                            assertThat(mail.at()).isEqualTo(Facts.at(7));
                            assertThat(mail.to()).containsExactly("reader@example.org");
                            assertThat(mail.messageId()).isEqualTo(message.getMessageID());
                            assertThat(mail.text()).contains("Neue Praxis", "Grüße", "مرحبا 🚌");
                            assertThat(mail.text().lines()).contains(".");
                            assertThat(Title.in(mail.text())).hasValue(new Title("d1", 2));
                        });
    }

    @Test
    void theLogGoesOnWhereItStoppedReading() throws Exception {
        MailLog log = new MailLog(file);
        assertThat(log.mails()).isEmpty();
        Transport.send(message("one", "text"));
        assertThat(log.mails()).hasSize(1);
        Transport.send(message("two", "text"));
        Transport.send(message("three", "text"));
        assertThat(log.mails()).hasSize(3);
    }

    @Test
    void whatWasCutOffBeforeItsEndIsNotKept() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sink.port())) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            socket.getOutputStream()
                    .write(
                            "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nhalf a"
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String last = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                last = line;
            }
            assertThat(last).startsWith("354");
        }
        assertThat(new MailLog(file).mails()).isEmpty();
    }

    private MimeMessage message(String subject, String text) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(sink.port()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("hub@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("reader@example.org"));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        message.saveChanges();
        return message;
    }
}
