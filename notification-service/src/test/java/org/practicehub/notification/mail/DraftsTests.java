package org.practicehub.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.practicehub.criteria.Criteria;
import org.practicehub.events.Content;
import org.practicehub.events.Kind;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;

class DraftsTests {

    private static final Criteria MOROCCO = Criteria.fromJson("{\"all\":[\"country:MA\"]}");
    private static final Criteria HEALTH = Criteria.fromJson("{\"all\":[\"sdg:3\"]}");

    private final Drafts drafts = new Drafts();
    private int written;

    /** What a reader with these tokens gets: text and HTML. */
    private List<String> of(PracticePublished practice, String language, String... tokens) {
        Drafts.Draft draft = draft(practice, language, tokens.length);
        assertThat(draft.subject()).isEqualTo("Subject");
        Mail mail =
                new Mail("a@b.cd", "Subject", draft.body(), List.of(tokens), "en", "id", Map.of());
        byte[] wire = new WireMail("a@b.cd").bytes(mail, Instant.EPOCH);
        assertThat(new String(wire, StandardCharsets.US_ASCII).lines())
                .allMatch(line -> line.length() <= 78 && !line.startsWith("."));
        try {
            MimeMultipart parts =
                    (MimeMultipart)
                            new MimeMessage(
                                            Session.getInstance(new Properties()),
                                            new ByteArrayInputStream(wire))
                                    .getContent();
            return List.of(
                    parts.getBodyPart(0).getContent().toString(),
                    parts.getBodyPart(1).getContent().toString());
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private Drafts.Draft draft(PracticePublished practice, String language, int tokens) {
        return drafts.draft(
                practice,
                new Drafts.Variant(Occasion.PUBLISHED, null, language, List.of(MOROCCO, HEALTH)),
                tokens,
                gaps -> {
                    written++;
                    return new Drafts.Written(
                            "Subject",
                            language + " " + gaps.get(1) + " gap-0. " + gaps.get(0) + "!",
                            "<a href='?t=" + gaps.get(0) + "'>" + gaps.get(1) + "</a>");
                });
    }

    @Test
    void theSameWordsAreWrittenOnceAndEachPersonGetsTheirOwnTokens() {
        PracticePublished practice = practice();
        assertThat(of(practice, "en", "A1", "A2"))
                .containsExactly("en A2 gap-0. A1!", "<a href='?t=A1'>A2</a>");
        assertThat(of(practice, "en", "B1", "B2"))
                .containsExactly("en B2 gap-0. B1!", "<a href='?t=B1'>B2</a>");
        String longest = ".x".repeat(100);
        assertThat(of(practice, "en", longest, "."))
                .containsExactly(
                        "en . gap-0. " + longest + "!", "<a href='?t=" + longest + "'>.</a>");
        assertThat(written).isEqualTo(1);
    }

    @Test
    void anotherLanguageAndAnotherPracticeAreOtherWords() {
        PracticePublished practice = practice();
        of(practice, "en", "A1", "A2");
        assertThat(of(practice, "fr", "B1", "B2").getFirst()).startsWith("fr");
        of(practice(), "fr", "B1", "B2");
        assertThat(written).isEqualTo(3);
    }

    @Test
    void lettersThatAreNotLatinHaveTheirTokensToo() {
        String arabic = "مركز جديد يساعد القادمين الجدد";
        assertThat(of(practice(), arabic, "A1", "A2").getFirst())
                .isEqualTo(arabic + " A2 gap-0. A1!");
    }

    private static PracticePublished practice() {
        Content content =
                new Content(
                        "Title",
                        "Summary",
                        Kind.PRACTICE,
                        "en",
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        return new PracticePublished(
                "id", 1, now, 1, content, List.of(), now, now, 1, now, PublicationReason.FIRST);
    }
}
