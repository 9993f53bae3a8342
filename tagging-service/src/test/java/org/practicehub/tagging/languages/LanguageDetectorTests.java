package org.practicehub.tagging.languages;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.practicehub.tagging.text.Passage;

import java.util.List;

@NullMarked
class LanguageDetectorTests {

    private final LanguageDetector detector = new LanguageDetector();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Migra Movil | ENGLISH",
                "El Salvador | ENGLISH",
                "Bogotá | ENGLISH",
                "Amman City Resilience Strategy | ENGLISH",
                "A mobile office for El Salvador and Perú | ENGLISH",
                "Le travail des femmes | FRENCH",
                "Une initiative marocaine au Sénégal | FRENCH",
                "Plan d’action communal à Oujda | FRENCH",
                "La diáspora colombiana en España | SPANISH",
                "Trabajadores hondureños y guatemaltecos | SPANISH",
                "Ley Orgánica de Movilidad Humana | SPANISH",
                "العمال المصريون في الكويت | ARABIC",
                "المغرب | ARABIC",
                "Integração de imigrantes nas cidades | OTHER",
                "Die Integration der Flüchtlinge in den Städten | OTHER",
                "Поддержка беженцев в городах | OTHER",
                "日本の難民 | OTHER",
                "'' | ENGLISH",
                "2030 | ENGLISH",
            })
    void veryShortTextsAreToldApart(String text, Language expected) {
        assertThat(detect(text, Language.ENGLISH)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"FRENCH,Migra Movil", "SPANISH,Plan nacional", "ARABIC,Oujda"})
    void theDeclaredLanguageIsBelievedWhereTheTextSaysNothing(Language declared, String text) {
        assertThat(detect(text, declared)).isEqualTo(declared);
    }

    private Language detect(String text, Language declared) {
        return detector.detect(List.of(Passage.of("text", text)), declared);
    }
}
