package org.practicehub.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.practicehub.local.Durability;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;

class MailCatcherTests {

    @TempDir Path folder;

    @Test
    void aMailIsShownToWhoeverAsksForItsRecipient() throws Exception {
        try (var catcher = open()) {
            send(catcher, "Reader@example.org", "Neue Praxis: Ägypten");
            send(catcher, "other@example.org", "Another");

            var mails = mails(catcher, "reader@EXAMPLE.org");
            assertThat(mails).hasSize(1);
            var mail = mails.get(0);
            assertThat(mail.get("subject").asString()).isEqualTo("Neue Praxis: Ägypten");
            assertThat(mail.get("from").asString()).isEqualTo("hub@example.org");
            assertThat(mail.get("to").get(0).asString()).isEqualTo("Reader@example.org");
            assertThat(mail.get("text").asString()).contains("plain words: é");
            assertThat(mail.get("html").asString()).contains("<b>rich</b>");
            assertThat(mail.get("messageId").asString()).startsWith("<");
            assertThat(mail.get("headers").get("List-Unsubscribe").get(0).asString())
                    .isEqualTo("<http://localhost/u>");
        }
    }

    @Test
    void whatWasTakenOutlivesARestartAndATornTail() throws Exception {
        try (var catcher = open()) {
            send(catcher, "reader@example.org", "First");
            send(catcher, "reader@example.org", "Second");
        }
        Files.writeString(
                folder.resolve("mails"),
                "{\"id\":\"3\",\"receivedAt\":\"2026-01-01T00:00:00Z\",\"from\":\"a@b\",\"to\":[],\"size\":900}\n"
                    + "half",
                StandardOpenOption.APPEND);

        try (var catcher = open()) {
            send(catcher, "reader@example.org", "Third");
            assertThat(mails(catcher, "reader@example.org"))
                    .extracting(mail -> mail.get("subject").asString())
                    .containsExactly("First", "Second", "Third");
        }
        try (var catcher = open()) {
            assertThat(mails(catcher, "reader@example.org")).hasSize(3);
        }
    }

    private MailCatcher open() {
        return MailCatcher.start(folder, 0, 0, Durability.PROCESS, Clock.systemUTC());
    }

    private static JsonNode mails(MailCatcher catcher, String address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://localhost:"
                                                            + catcher.httpPort()
                                                            + "/api/messages?to="
                                                            + address))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return JsonMapper.builder().build().readTree(answer.body());
        }
    }

    private static void send(MailCatcher catcher, String to, String subject) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", catcher.smtpHost());
        properties.put("mail.smtp.port", String.valueOf(catcher.smtpPort()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("hub@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setSentDate(new Date());
        message.setHeader("List-Unsubscribe", "<http://localhost/u>");
        var text = new MimeBodyPart();
        text.setText("plain words: é", "UTF-8");
        var html = new MimeBodyPart();
        html.setText("<b>rich</b>", "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(message);
    }
}
