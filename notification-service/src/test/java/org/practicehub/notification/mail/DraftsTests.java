package org.practicehub.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.criteria.Criteria;
import org.practicehub.events.Content;
import org.practicehub.events.Kind;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;

import java.time.Instant;
import java.util.List;

class DraftsTests {

    private static final Criteria MOROCCO = Criteria.fromJson("{\"all\":[\"country:MA\"]}");
    private static final Criteria HEALTH = Criteria.fromJson("{\"all\":[\"sdg:3\"]}");

    private final Drafts drafts = new Drafts();
    private int written;

    private Drafts.Written of(PracticePublished practice, String language, String... tokens) {
        return drafts.written(
                practice,
                new Drafts.Variant(Occasion.PUBLISHED, null, language, List.of(MOROCCO, HEALTH)),
                List.of(tokens),
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
                .isEqualTo(
                        new Drafts.Written(
                                "Subject", "en A2 gap-0. A1!", "<a href='?t=A1'>A2</a>"));
        assertThat(of(practice, "en", "B1", "B2"))
                .isEqualTo(
                        new Drafts.Written(
                                "Subject", "en B2 gap-0. B1!", "<a href='?t=B1'>B2</a>"));
        assertThat(written).isEqualTo(1);
    }

    @Test
    void anotherLanguageAndAnotherPracticeAreOtherWords() {
        PracticePublished practice = practice();
        of(practice, "en", "A1", "A2");
        assertThat(of(practice, "fr", "B1", "B2").text()).startsWith("fr");
        of(practice(), "fr", "B1", "B2");
        assertThat(written).isEqualTo(3);
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
