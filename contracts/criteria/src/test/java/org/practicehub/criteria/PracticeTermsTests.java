package org.practicehub.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.events.PracticePublished;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

class PracticeTermsTests {

    @Test
    void everyTermOfAPractice() {
        PracticePublished practice =
                new CompactPractice(
                                "p",
                                "Title",
                                "",
                                "programme",
                                "fr-CA",
                                List.of("labour-migration"),
                                List.of(
                                        "country:MA@about",
                                        "country:BE@funder",
                                        "country:ma@partner",
                                        "group:asean",
                                        "sdg:8",
                                        "sdg-target:10.C",
                                        "gcm:23"),
                                List.of("  Médecins   Sans Frontières ", "…"),
                                null,
                                null)
                        .event();

        assertThat(PracticeTerms.of(practice))
                .containsExactlyInAnyOrder(
                        "country:MA",
                        "country:MA@about",
                        "country:MA@partner",
                        "country:MA@any",
                        "region:015",
                        "region:002",
                        "country:BE@funder",
                        "country:BE@any",
                        "group:ASEAN",
                        "sdg:8",
                        "sdg-target:10.c",
                        "sdg:10",
                        "gcm:23",
                        "topic:labour-migration",
                        "kind:programme",
                        "language:fr",
                        "language:fr-CA",
                        "organisation:medecins sans frontieres");
    }

    @Test
    void everyTermCanBeAskedFor() {
        RandomModel model = new RandomModel(1);
        for (int i = 0; i < 200; i++) {
            assertThat(PracticeTerms.of(model.practice("p").event()))
                    .allSatisfy(term -> assertThat(Term.parse(term)).hasToString(term));
        }
    }

    @Test
    void everyCountryLiesInARegionButAntarctica() {
        assertThat(Regions.countries())
                .containsAll(Arrays.asList(Locale.getISOCountries()))
                .contains("XK")
                .hasSize(250);
        assertThat(Regions.countries().stream().filter(code -> Regions.of(code).isEmpty()))
                .containsExactly("AQ");
        assertThat(Regions.of("MA")).containsExactly("015", "002");
        assertThat(Regions.of("SN")).containsExactly("011", "202", "002");
        assertThat(Regions.of("HT")).containsExactly("029", "419", "019");
        assertThat(Regions.of("ZZ")).isEmpty();
        assertThat(Regions.names())
                .hasSize(29)
                .containsEntry("419", "Latin America and the Caribbean");
    }
}
