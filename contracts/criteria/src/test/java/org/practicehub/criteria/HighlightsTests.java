package org.practicehub.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class HighlightsTests {

    @Test
    void wordsPhrasesAndPrefixesAreShownAsTheyStandInTheText() {
        assertThat(shown("skill", "Skilled 👩🏽‍🏫 teachers, SKILLS", "en"))
                .containsExactly("Skilled", "SKILLS");
        assertThat(shown("\"skill partnership\"", "One skills partnership. Skills.", "en"))
                .containsExactly("skills partnership");
        assertThat(shown("réfug*", "Réfugiées, refuge", "fr"))
                .containsExactly("Réfugiées", "refuge");
        assertThat(shown("مهارات -المغرب", "شراكة المهارات بين المغرب", "ar"))
                .containsExactly("المهارات");
    }

    @Test
    void overlappingFindsAreOne() {
        assertThat(shown("\"a b\" \"b c\" b*", "x a b c y", "de")).containsExactly("a b c");
        assertThat(shown("\"ha ha\"", "ha ha ha", "de")).containsExactly("ha ha ha");
    }

    @Test
    void elisionKeepsTheArticleInTheSpan() {
        assertThat(shown("accueil", "L’accueil à Genève", "fr")).containsExactly("L’accueil");
    }

    @Test
    void nothingAskedNothingShown() {
        assertThat(shown("-skills", "skills", "en")).isEmpty();
        assertThat(shown("", "skills", "en")).isEmpty();
        assertThat(shown("x", "", "en")).isEmpty();
    }

    @Test
    void luceneAnalyzersGiveTheSameKeysAsTheIndex() throws Exception {
        try (var analyzer = Analysis.analyzer(TextLanguage.ENGLISH);
                var stream = analyzer.tokenStream("any", "Women’s Skills")) {
            var term =
                    stream.addAttribute(
                            org.apache.lucene.analysis.tokenattributes.CharTermAttribute.class);
            stream.reset();
            assertThat(stream.incrementToken()).isTrue();
            assertThat(term).hasToString("en|women");
            assertThat(stream.incrementToken()).isTrue();
            assertThat(term).hasToString("en|skill");
            assertThat(stream.incrementToken()).isFalse();
            stream.end();
        }
    }

    private static List<String> shown(String query, String text, String language) {
        return Highlights.of(Words.parse(query), text, TextLanguage.of(language)).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
