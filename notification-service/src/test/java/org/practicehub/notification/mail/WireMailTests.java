package org.practicehub.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;

class WireMailTests {

    private static final Instant NOW = Instant.parse("2026-11-02T09:08:07Z");

    private final WireMail wire = new WireMail("Practice Hub <no-reply@hub.example>");

    private byte[] bytes(String subject, String text) {
        return wire.bytes(
                new Mail(
                        "ada@example.org",
                        subject,
                        Body.of(text, "<p dir=\"auto\">" + text + "</p>"),
                        List.of(),
                        "en",
                        "key@hub.example",
                        Map.of("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
                NOW);
    }

    private static MimeMessage read(byte[] bytes) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plain words",
                "Égalité, paz – and a = sign, trailing \nspaces \n.\n..dots",
                "مركز جديد يساعد القادمين الجدد في أوراقهم وعملهم ومدارسهم",
                "A very long line that has to be broken, for no server need take more than 998"
                        + " characters of it, and then goes on and on and on 👋🏽 to its end"
            })
    void whatWasWrittenIsRead(String words) throws Exception {
        MimeMessage mail = read(bytes(words.lines().findFirst().orElseThrow(), words));
        assertThat(mail.getSubject()).isEqualTo(words.lines().findFirst().orElseThrow());
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(lines(parts.getBodyPart(0).getContent())).isEqualTo(words);
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(lines(parts.getBodyPart(1).getContent()))
                .isEqualTo("<p dir=\"auto\">" + words + "</p>");
    }

    private static String lines(Object content) {
        return content.toString().replace("\r\n", "\n");
    }

    @Test
    void theHeadSaysWhoWhenAndUnderWhichId() throws Exception {
        MimeMessage mail = read(bytes("Subject", "Text"));
        assertThat(mail.getFrom()[0]).hasToString("Practice Hub <no-reply@hub.example>");
        assertThat(mail.getAllRecipients()[0]).hasToString("ada@example.org");
        assertThat(mail.getMessageID()).isEqualTo("<key@hub.example>");
        assertThat(mail.getSentDate()).isEqualTo(NOW);
        assertThat(mail.getHeader("Content-Language", null)).isEqualTo("en");
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe-Post", null))
                .isEqualTo("List-Unsubscribe=One-Click");
    }

    @Test
    void linesAreShortAsciiAndEndAsSmtpWantsThem() {
        String mail =
                new String(
                        bytes("Titre très long ".repeat(8), "Égalité ".repeat(100)),
                        StandardCharsets.ISO_8859_1);
        assertThat(mail.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(mail.chars()).allMatch(c -> c < 128);
        assertThat(mail.lines()).allMatch(line -> line.length() <= 78);
    }

    @Test
    void eachMailHasItsOwnSubject() throws Exception {
        assertThat(read(bytes("Été", "Text")).getSubject()).isEqualTo("Été");
        assertThat(read(bytes("Hiver", "Text")).getSubject()).isEqualTo("Hiver");
    }
}
