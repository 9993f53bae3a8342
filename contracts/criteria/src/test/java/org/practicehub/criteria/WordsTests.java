package org.practicehub.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.criteria.Words.Part;
import org.practicehub.criteria.Words.Part.Phrase;
import org.practicehub.criteria.Words.Part.Prefix;
import org.practicehub.criteria.Words.Part.Word;

import java.util.List;
import java.util.Random;

class WordsTests {

    @Test
    void wordsPhrasesPrefixesAndWhatIsExcluded() {
        assertThat(
                        Words.parse(
                                "labour \"skills partnership\" migra* -detention -\"forced return\""
                                        + " -depor*"))
                .isEqualTo(
                        new Words(
                                List.of(
                                        new Word("labour"),
                                        new Phrase(List.of("skills", "partnership")),
                                        new Prefix("migra")),
                                List.of(
                                        new Word("detention"),
                                        new Phrase(List.of("forced", "return")),
                                        new Prefix("depor"))));
    }

    @Test
    void formsAreFolded() {
        assertThat(required("ÉTÉ l’Accueil Straße İzmir ٢٠٢٢ ＳＡＦＥ Women’s ﬁn"))
                .containsExactly(
                        new Word("ete"),
                        new Word("accueil"),
                        new Word("strasse"),
                        new Word("izmir"),
                        new Word("2022"),
                        new Word("safe"),
                        new Word("women"),
                        new Word("fin"));
    }

    @Test
    void aChainIsAPhraseAndItsStarAPrefix() {
        assertThat(required("non-refoulement"))
                .containsExactly(new Phrase(List.of("non", "refoulement")));
        assertThat(required("non-refoul*")).containsExactly(new Word("non"), new Prefix("refoul"));
        assertThat(required("a-b-refoul*"))
                .containsExactly(new Phrase(List.of("a", "b")), new Prefix("refoul"));
        assertThat(Words.parse("-non-refoul*").excluded())
                .containsExactly(new Phrase(List.of("non", "refoul")));
    }

    @Test
    void aStarAfterOneCharacterIsDropped() {
        assertThat(required("x*")).containsExactly(new Word("x"));
        assertThat(required("移*")).containsExactly(new Word("移"));
        assertThat(required("xy*")).containsExactly(new Prefix("xy"));
    }

    @Test
    void functionWordsCountOnlyWhenThereIsNothingElse() {
        assertThat(required("the rights of women"))
                .containsExactly(new Word("rights"), new Word("women"));
        assertThat(required("the of")).containsExactly(new Word("the"), new Word("of"));
        assertThat(Words.parse("the -of")).isEqualTo(new Words(List.of(), List.of(new Word("of"))));
        assertThat(required("\"the\"")).containsExactly(new Word("the"));
        assertThat(required("WHO IT un sur est")).hasSize(5);
    }

    @Test
    void theSamePartCountsOnce() {
        assertThat(required("skill SKILL skíll")).containsExactly(new Word("skill"));
    }

    @Test
    void missingAndOddQuotationMarks() {
        assertThat(required("\"one two")).containsExactly(new Phrase(List.of("one", "two")));
        assertThat(required("one\"two three\"four"))
                .containsExactly(
                        new Word("one"), new Phrase(List.of("two", "three")), new Word("four"));
        assertThat(required("„one two“ «three four»"))
                .containsExactly(
                        new Phrase(List.of("one", "two")), new Phrase(List.of("three", "four")));
        assertThat(Words.parse("\"\"\"\"").isEmpty()).isTrue();
    }

    @Test
    void whatFollowsTheLimitIsIgnored() {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            query.append("w").append(i).append(' ');
        }
        assertThat(required(query.toString())).hasSize(Words.MAX_WORDS);
        assertThat(required("\"" + query))
                .singleElement()
                .isInstanceOfSatisfying(
                        Phrase.class,
                        phrase -> assertThat(phrase.forms()).hasSize(Words.MAX_WORDS));
    }

    @Test
    void nothingIsAnError() {
        for (String odd :
                List.of(
                        "",
                        " ",
                        "-",
                        "--",
                        "*",
                        "\"",
                        "-\"",
                        "-*",
                        "\"*\"",
                        "- -",
                        "\0",
                        "\uD83D",
                        "\uDE00x",
                        "a\uD83D*",
                        "((((",
                        "a:b:c",
                        "a AND NOT",
                        "[1 TO *]",
                        "\\",
                        "x".repeat(100_000),
                        "*".repeat(1_000),
                        "\"".repeat(1_001),
                        "é".repeat(600) + "*")) {
            assertThat(Words.parse(odd)).isNotNull();
        }
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            int length = random.nextInt(30);
            StringBuilder query = new StringBuilder();
            for (int j = 0; j < length; j++) {
                query.append(
                        random.nextBoolean()
                                ? " \"*-a'\u0301\u200d".charAt(random.nextInt(8))
                                : (char) random.nextInt(0x10000));
            }
            assertThat(Words.parse(query.toString())).isNotNull();
        }
    }

    private static List<Part> required(String query) {
        assertThat(Words.parse(query).excluded()).isEmpty();
        return Words.parse(query).required();
    }
}
