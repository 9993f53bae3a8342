package org.practicehub.tagging.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.practicehub.events.Content;
import org.practicehub.events.CountryRole;
import org.practicehub.events.Evidence;
import org.practicehub.events.Kind;
import org.practicehub.events.OrganisationRole;
import org.practicehub.events.Tag;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

@NullMarked
class TaggerTests {

    private static final Tagger TAGGER = Tagger.load();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "In Santo Domingo, Ecuador, the Council was created. | EC",
                "The City of Oujda has created a Municipal Action Plan. | MA",
                "Nearly half of Amman's population are refugees. | JO",
                "the Marrakesh Compact and the Cebu Declaration were adopted | ''",
                "The Paris Agreement and the Kyoto Protocol. | ''",
                "The Marrakesh global compact on migration | ''",
                "Remittances to Latin America grew. | ''",
                "Michael Jordan played with Chad Smith. | ''",
                "Paris, Texas is a city. | US",
                "Athens, Georgia, is a college town in the United States. | US",
                "Tbilisi is the capital of Georgia. | GE",
                "A workshop in Niamey, Niger. | NE",
                "The Democratic Republic of the Congo and Rwanda signed. | CD RW",
                "Guinea-Bissau, Equatorial Guinea and Papua New Guinea | GW GQ PG",
                "South Sudan and Sudan | SS SD",
                "Moroccan and Swiss officials met. | MA CH",
                "The UAE and the UK signed. | AE GB",
                "Officials of the U.S. and the DPRK met. | US KP",
                "Swaziland and Burma | SZ MM",
                "Let us help them. | ''",
                "El programa se ejecuta en el Perú y en México. | PE MX",
                "Une initiative marocaine au Sénégal et en Côte d’Ivoire | MA SN CI",
                "تعمل الحكومة المغربية مع الأردن وتونس | MA JO TN",
                "يدعم البرنامج المهاجرين في مصر ولبنان | EG LB",
            })
    void countriesAreFoundAndTrapsAreNot(String text, String expected) {
        Set<String> wanted = new TreeSet<>();
        for (String code : expected.split(" ", -1)) {
            if (!code.isBlank()) {
                wanted.add(code);
            }
        }

        assertThat(codes(tag(text), "country")).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17.9; 17.14; 17.16; 17.18; 10.7. | sdg-target | 10.7 17.14 17.16 17.18 17.9",
                "It serves SDGs 3, 4 and 5 of all. | sdg | 3 4 5",
                "targets 10.7 and 17.9 | sdg-target | 10.7 17.9",
                "indicator 10.7.2 rose | sdg-target | 10.7",
                "Contribution à l’ODD 8 | sdg | 8",
                "contribuye al ODS 8 | sdg | 8",
                "Objective 23 of the Global Compact for Migration | gcm | 23",
                "GCM objectives 2 and 5 | gcm | 2 5",
                "l’objectif 23 du Pacte mondial pour des migrations | gcm | 23",
                "el objetivo 16 del Pacto Mundial para la Migración | gcm | 16",
                "الهدف ٢٣ من الاتفاق العالمي من أجل الهجرة | gcm | 23",
                "أهداف التنمية المستدامة 3 و4 | sdg | 3 4",
                "sdg3 | sdg | 3",
                "growth of 3.1 percent, target 1.5 degrees | sdg-target | ''",
                "Strategic Objective 3 of our plan | gcm | ''",
                "SDG 18 and SDG 0 | sdg | ''",
                "the 17 SDGs | sdg | ''",
                "targets 4.99 and 17.20 | sdg-target | ''",
            })
    void whatIsCitedIsFound(String text, String scheme, String expected) {
        Set<String> wanted = new TreeSet<>();
        for (String code : expected.split(" ", -1)) {
            if (!code.isBlank()) {
                wanted.add(code);
            }
        }
        List<Tag> cited =
                tag(text).tags().stream()
                        .filter(
                                tag ->
                                        tag.evidence().stream()
                                                .anyMatch(e -> e.rule().startsWith("citation:")))
                        .toList();

        assertThat(
                        cited.stream()
                                .filter(tag -> tag.scheme().equals(scheme))
                                .map(Tag::code)
                                .toList())
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void aCitedTargetAlsoGivesItsGoal() {
        assertThat(codes(tag("target 17.9"), "sdg")).contains("17");
    }

    @Test
    void groupsAreTagsOfTheirOwnAndNeverTheirMembers() {
        Tagged tagged = tag("Member States of ASEAN, the African Union and Mercosur met.");

        assertThat(codes(tagged, "group")).containsExactlyInAnyOrder("ASEAN", "AU", "MERCOSUR");
        assertThat(codes(tagged, "country")).isEmpty();
    }

    @Test
    void aCountryPlaysThePartThatTheTextTells() {
        Tagged tagged =
                tag(
                        "The programme is funded by the Swiss Agency for Development.\n\n"
                            + "Participating countries: Bangladesh, Ecuador, Republic of Moldova");

        assertThat(tagged.tags())
                .filteredOn(tag -> tag.scheme().equals("country"))
                .extracting(tag -> tag.code() + "@" + tag.role())
                .containsExactlyInAnyOrder(
                        "BD@PARTICIPATING", "CH@FUNDER", "EC@PARTICIPATING", "MD@PARTICIPATING");
    }

    @Test
    void organisationsAndTopicsOfTheContentCount() {
        Content content =
                new Content(
                        "A title",
                        "A summary.",
                        Kind.PRACTICE,
                        "en",
                        null,
                        null,
                        null,
                        List.of("objective-23-strengthen-international-cooperation"),
                        List.of(),
                        List.of(
                                new Content.Organisation(
                                        "Swiss Development Cooperation",
                                        OrganisationRole.FUNDER,
                                        null)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());

        Tagged tagged = TAGGER.tag(content);

        assertThat(codes(tagged, "gcm")).contains("23");
        assertThat(tagged.tags())
                .anySatisfy(
                        tag -> {
                            assertThat(tag.term()).isEqualTo("country:CH");
                            assertThat(tag.role()).isEqualTo(CountryRole.FUNDER);
                            assertThat(tag.evidence().getFirst().field())
                                    .isEqualTo("organisations/0/name");
                        });
    }

    @Test
    void aTextOnHealthCareOfMigrantsIsAboutHealthAndInequalityAndBasicServices() {
        Tagged tagged =
                tag(
                        "In Morocco, the National Health and Immigration Strategic Plan mandates"
                                + " that all migrants have the right to access free or low-cost"
                                + " essential health care.");

        assertThat(codes(tagged, "sdg")).contains("3", "10");
        assertThat(codes(tagged, "gcm")).contains("15");
        assertThat(tagged.tags())
                .filteredOn(tag -> tag.scheme().equals("sdg"))
                .allSatisfy(
                        tag -> assertThat(tag.evidence().getFirst().contributions()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "en,The city offers health services to migrants and their families",
        "fr,La ville offre des services de santé aux migrants et à leurs familles",
        "es,La ciudad ofrece servicios de salud para los migrantes y sus familias",
        "ar,تقدم المدينة خدمات صحية للمهاجرين وأسرهم في البلاد",
    })
    void theLanguageIsToldAndWhatWasNotTriedIsSaid(String language, String text) {
        Tagged tagged = tag(text);

        assertThat(tagged.language()).isEqualTo(language);
        assertThat(tagged.notAttempted().isEmpty()).isEqualTo(language.equals("en"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "La ville offre des services de santé et des vaccinations aux migrants au Maroc. |"
                        + " country:MA sdg:3 sdg:10 gcm:15",
                "L’emploi décent des jeunes, objectif 8 des ODD, en Tunisie | country:TN sdg:8",
                "La escuela enseña a los niños migrantes; educación de calidad en Chile. |"
                        + " country:CL sdg:4",
                "La igualdad de género y la violencia contra las mujeres: meta 5.2 |"
                        + " sdg:5 sdg-target:5.2",
                "تقدم المدينة خدمات الرعاية الصحية والتطعيم للمهاجرين في المغرب |"
                        + " country:MA sdg:3 gcm:15",
                "المساواة بين الجنسين وتمكين المرأة في الأردن، الهدف ٥ من أهداف التنمية المستدامة |"
                        + " country:JO sdg:5",
            })
    void frenchSpanishAndArabicHaveCountriesCitationsAndTheWordsOfGoals(
            String text, String expected) {
        Tagged tagged = tag(text);

        assertThat(tagged.tags().stream().map(Tag::term)).contains(expected.split(" ", -1));
        assertThat(codes(tagged, "country")).hasSizeLessThanOrEqualTo(1);
        assertThat(tagged.notAttempted()).containsExactly("goals:model", "objectives:model");
    }

    @Test
    void ofAnotherLanguageItIsSaidThatOnlyNamesAndCitationsWereTried() {
        Tagged german = tag("Die Stadt Berlin hilft mit der Sprache und mit der Schule, SDG 4.");

        assertThat(german.language()).isEqualTo("und");
        assertThat(german.notAttempted())
                .contains("goals:model", "goals:lexicon", "objectives:lexicon");
        assertThat(german.tags().stream().map(Tag::term)).contains("country:DE", "sdg:4");
    }

    @Test
    void everySpanIsTheSubstringOfItsFieldAndEveryAnswerIsTheSameTwice() {
        Random random = new Random(42);
        List<String> pieces =
                List.of(
                        "Morocco",
                        "U.S.",
                        "sdg3",
                        "SDGs 3, 4",
                        "17.9;",
                        "Objective 23",
                        "GCM",
                        "المغرب",
                        "وبالأردن",
                        "٢٣",
                        "الهدف",
                        "😀",
                        "👩‍👩‍👧",
                        "é",
                        "e\u0301",
                        "Paris, Texas",
                        "Côte d’Ivoire",
                        "migrants",
                        "health",
                        "education",
                        "\n",
                        "\n\n",
                        " ",
                        ".",
                        ",",
                        ";",
                        "(",
                        ")",
                        "-",
                        "–",
                        "\u200b",
                        "\u202e",
                        "日本",
                        "Россия",
                        "AAAA",
                        "a",
                        "10.7.2",
                        "5.c",
                        "99999999999",
                        "the",
                        "of",
                        "\t",
                        "funded by the Swiss",
                        "Participating countries:",
                        "ODD 8",
                        "İstanbul",
                        "ß",
                        "ﬁ",
                        "\ud83d",
                        "\u0000");
        for (int i = 0; i < 100_000; i++) {
            int length = random.nextInt(8);
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < length; k++) {
                text.append(pieces.get(random.nextInt(pieces.size())));
                text.append(random.nextBoolean() ? " " : "");
                if (random.nextInt(20) == 0) {
                    text.append((char) random.nextInt(0x10000));
                }
            }
            String field = text.toString();
            Tagged tagged = tag(field);
            for (Tag tag : tagged.tags()) {
                assertThat(tag.confidence()).isBetween(0.0, 1.0);
                assertThat(tag.evidence()).isNotEmpty();
                for (Evidence evidence : tag.evidence()) {
                    if (!field.substring(evidence.start(), evidence.end())
                            .equals(evidence.text())) {
                        throw new AssertionError(field + " " + evidence);
                    }
                }
            }
            if (i % 100 == 0) {
                assertThat(tag(field)).isEqualTo(tagged);
            }
        }
    }

    @Test
    void timeGrowsWithTheLengthOfTheTextAndNotFaster() {
        List<String> hard =
                List.of(
                        "a".repeat(100_000),
                        "A ".repeat(50_000),
                        "United ".repeat(14_000),
                        "17.9;".repeat(20_000),
                        "SDG 1, ".repeat(14_000),
                        "Paris, ".repeat(14_000),
                        "funded by Morocco ".repeat(5_500),
                        "countries covered: Chad, Mali ".repeat(3_300),
                        "John Paris ".repeat(9_000),
                        "objective 3 of the compact ".repeat(3_700),
                        "المدينة ".repeat(12_500),
                        "\u0301".repeat(100_000),
                        "ال".repeat(50_000),
                        "😀".repeat(50_000),
                        " ".repeat(100_000),
                        ".".repeat(100_000),
                        "San ".repeat(25_000));
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        List<String> slow = new ArrayList<>();
        for (String text : hard) {
            tag(text.substring(0, 1000));
            long start = clock.getCurrentThreadCpuTime();
            tag(text);
            Duration taken = Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);
            if (taken.compareTo(Duration.ofSeconds(2)) > 0) {
                slow.add(text.substring(0, 10) + " " + taken);
            }
        }

        assertThat(slow).isEmpty();
    }

    @Test
    void anEmptyTextGetsNoTags() {
        assertThat(tag("").tags()).isEmpty();
        assertThat(TAGGER.tag("", "title", "", "text").tags()).isEmpty();
    }

    @Test
    void offsetsHoldForTextInNfcWithMarksAndEmoji() {
        String text =
                Normalizer.normalize("😀 Évaluation au Sénégal 👍 et à Dakar", Normalizer.Form.NFC);

        assertThat(tag(text).tags())
                .filteredOn(tag -> tag.term().equals("country:SN"))
                .first()
                .satisfies(
                        tag ->
                                assertThat(tag.evidence())
                                        .extracting(Evidence::text)
                                        .contains("Sénégal"));
    }

    private static Tagged tag(String text) {
        return TAGGER.tag(null, "title", text, "text");
    }

    private static Set<String> codes(Tagged tagged, String scheme) {
        Set<String> codes = new TreeSet<>();
        tagged.tags().stream()
                .filter(tag -> tag.scheme().equals(scheme))
                .forEach(tag -> codes.add(tag.code()));
        return codes;
    }
}
