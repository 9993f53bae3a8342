package org.practicehub.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.gateway.hub.Views.Evidence;
import org.practicehub.gateway.hub.Views.Tag;

import java.util.List;
import java.util.stream.Collectors;

class PassageTests {

    @Test
    void wordsThatSpeakForTagsStandApart() {
        assertThat(shown("In Morocco and Mali.", tag(3, 10, "Morocco"), tag(15, 19, "Mali")))
                .isEqualTo("In [Morocco|1] and [Mali|2].");
    }

    @Test
    void overlappingEvidenceIsCutWhereItBeginsAndEnds() {
        assertThat(
                        shown(
                                "target 10.7 of SDG 10",
                                tag(0, 11, "target 10.7"),
                                tag(7, 21, "10.7 of SDG 10")))
                .isEqualTo("[target |1][10.7|1,2][ of SDG 10|2]");
    }

    @Test
    void offsetsCountUtf16UnitsSoEmojiAndArabicStayWhole() {
        assertThat(shown("🙂 المغرب بلد", tag(3, 9, "المغرب"))).isEqualTo("🙂 [المغرب|1] بلد");
    }

    @Test
    void evidenceThatDoesNotFitTheTextIsNotShown() {
        assertThat(
                        shown(
                                "Peru",
                                tag(0, 99, "Peru"),
                                tag(-1, 2, "P"),
                                tag(2, 2, ""),
                                tag(0, 4, "Mali")))
                .isEqualTo("Peru");
    }

    @Test
    void emptyLinesSeparateParagraphsAndEvidenceMayCrossThem() {
        assertThat(shown("one two\n\nthree\n\n\n\nfour", tag(4, 14, "two\n\nthree")))
                .isEqualTo("one [two|1]¶[three|1]¶four");
    }

    @Test
    void noTextIsNoParagraph() {
        assertThat(Passage.of(null, "title", List.of()).paragraphs()).isEmpty();
        assertThat(Passage.of("\n\n", "title", List.of()).paragraphs()).isEmpty();
    }

    private static String shown(String text, Tag... tags) {
        return Passage.of(text, "summary", List.of(tags)).paragraphs().stream()
                .map(
                        paragraph ->
                                paragraph.pieces().stream()
                                        .map(PassageTests::shown)
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining("¶"));
    }

    private static String shown(Passage.Piece piece) {
        if (piece.tags().isEmpty()) {
            return piece.text();
        }
        return "["
                + piece.text()
                + "|"
                + piece.tags().stream().map(String::valueOf).collect(Collectors.joining(","))
                + "]";
    }

    private static Tag tag(int start, int end, String text) {
        return new Tag(
                "country",
                "MA",
                null,
                "machine",
                1,
                List.of(new Evidence("summary", start, end, text, "rule", null)));
    }
}
