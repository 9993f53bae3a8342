package org.practicehub.submission.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class ListingPageTests {

    private static final String PAGE =
            """
            Migra Movil

            Submitted by Ms. Angelica Pinzon on

            \u00A0

            A bus brings  information to people
            who live far from the capital.

            It is equipped.

            Online portal for the diaspora

            Submitted by Ms. Charlotte … on

            A one-stop portal.

            Comprehensive Development Plan to Address Migration

            Four countries agreed on a plan. It has migration poli-cies in it, and a
            frame-
            work, not well-being.

            Mr. Camille Saadé
            Is this a title?

            Submitted by Anonymous (not verified) on

            Even a question is a title before its submitter.

            Agreements on labour

            Two countries agreed.

            Anonymous (not verified)
            Subscribe to Mainstreaming Migration\
            """;

    private final List<ListingPage.Entry> entries = ListingPage.read(PAGE);

    @Test
    void everyEntryIsFound() {
        assertThat(entries)
                .extracting(ListingPage.Entry::title)
                .containsExactly(
                        "Migra Movil",
                        "Online portal for the diaspora",
                        "Comprehensive Development Plan to Address Migration",
                        "Is this a title?",
                        "Agreements on labour");
        assertThat(entries)
                .extracting(ListingPage.Entry::topic)
                .containsOnly("Mainstreaming Migration");
        assertThat(entries.getFirst().line()).isEqualTo(1);
    }

    @Test
    void submittersStandBeforeOrAfterTheTextAndStayAsListed() {
        assertThat(entries)
                .extracting(ListingPage.Entry::submitter)
                .containsExactly(
                        "Ms. Angelica Pinzon",
                        "Ms. Charlotte …",
                        "Mr. Camille Saadé",
                        "Anonymous (not verified)",
                        "Anonymous (not verified)");
    }

    @Test
    void paragraphsStayAndLinesAreJoined() {
        assertThat(entries.getFirst().text())
                .isEqualTo(
                        "A bus brings information to people who live far from the capital.\n\n"
                                + "It is equipped.");
    }

    @Test
    void hyphensOfLineBreaksGoAndOthersStay() {
        assertThat(entries.get(2).text())
                .isEqualTo(
                        "Four countries agreed on a plan. It has migration policies in it, and a"
                                + " framework, not well-being.");
        assertThat(entries.get(1).text()).isEqualTo("A one-stop portal.");
    }

    @Test
    void pagesBehindEachOtherHaveTopicsOfTheirOwn() {
        assertThat(
                        ListingPage.read(
                                "One\n\nSubmitted by A B on\n\nText.\nSubscribe to First\n"
                                        + "Two\n\nSubmitted by A B on\n\nText.\n"))
                .extracting(ListingPage.Entry::title, ListingPage.Entry::topic)
                .containsExactly(tuple("One", "First"), tuple("Two", null));
    }

    @Test
    void anythingCanBeRead() {
        assertThat(ListingPage.read("")).isEmpty();
        assertThat(ListingPage.read("Submitted by Nobody on\nMr. Nobody\nSubscribe to Nothing"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).isEmpty());
        assertThat(ListingPage.read("Title alone"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "Cities and Municipalities, cities-and-municipalities",
        "Plan d'Action — Évaluation!, plan-d-action-evaluation",
        "  --  , ''"
    })
    void aSlugIsMadeOfATitle(String title, String slug) {
        assertThat(ListingPage.slug(title)).isEqualTo(slug);
    }
}
