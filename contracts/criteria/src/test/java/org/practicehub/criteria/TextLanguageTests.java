package org.practicehub.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLanguageTests {

    @ParameterizedTest
    @CsvSource({
        "en, migrants migrant",
        "en, policies policy",
        "en, training trained trains train",
        "en, organisation organization organisations organised organize",
        "en, labour labor",
        "en, labourers laborer",
        "en, programmes program programme",
        "en, regularisation regularization regularised",
        "en, enrolment enrollment",
        "en, enrolled enroll enrol",
        "en, fulfilled fulfil fulfilling",
        "en, centres center",
        "en, digitisation digitization",
        "fr, migrants migrante migrantes migrant",
        "fr, refugie refugies refugiee refugiees",
        "fr, travailleur travailleuse travailleurs",
        "es, nino ninos",
        "es, mujer mujeres",
        "es, ciudad ciudades",
        "es, trabajador trabajadora trabajadores",
        "ar, مهاجر المهاجر المهاجرون المهاجرين",
        "ar, هجره الهجره والهجره للهجره",
        "pt, refugiado",
    })
    void wordsOfOneFamilyHaveOneKey(String language, String words) {
        TextLanguage.Keys keys = TextLanguage.of(language).keys();
        String[] family = words.split(" ");
        for (String word : family) {
            assertThat(keys.of(word)).as(word).isEqualTo(keys.of(family[0]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, migration, migrant",
        "en, premise, promise",
        "en, labour, laboratory",
        "fr, migration, migrant",
        "pt, refugiado, refugiados",
        "fa, مهاجر, المهاجر",
    })
    void othersHaveNot(String language, String one, String other) {
        TextLanguage.Keys keys = TextLanguage.of(language).keys();
        assertThat(keys.of(one)).isNotEqualTo(keys.of(other));
    }

    @Test
    void languagesAreKnownByTheirPrimarySubtag() {
        assertThat(TextLanguage.of("fr-CA")).isEqualTo(TextLanguage.FRENCH);
        assertThat(TextLanguage.of("AR")).isEqualTo(TextLanguage.ARABIC);
        assertThat(TextLanguage.of("frr")).isEqualTo(TextLanguage.OTHER);
        assertThat(TextLanguage.of("")).isEqualTo(TextLanguage.OTHER);
        assertThat(TextLanguage.of("not a language")).isEqualTo(TextLanguage.OTHER);
    }
}
