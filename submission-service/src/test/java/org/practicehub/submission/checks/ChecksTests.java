package org.practicehub.submission.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmissionOf;
import static org.practicehub.submission.practice.SubmissionFixture.answerIn;
import static org.practicehub.submission.practice.SubmissionFixture.machineTag;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.practicehub.events.Content;
import org.practicehub.submission.content.ContentReader;
import org.practicehub.submission.practice.Submission;

import tools.jackson.databind.json.JsonMapper;

import java.time.LocalDate;
import java.util.List;

class ChecksTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @Test
    void aCompletedPracticeUnderAnObjectiveIsEligible() {
        assertThat(
                        look(
                                new Eligibility(),
                                "\"goals\":[\"gcm:23\"],\"period\":{\"from\":\"2020\",\"to\":\"2024\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2014      | 2018-01-31 | SERIOUS | ended before",
                "2014      | 2018-12    | SERIOUS | ended before",
                "2017      | 2021       | INFO    | began before",
                "2025-12   | 2030       | WARNING | completed to 4 %",
                "2027      | 2030       | SERIOUS | has not begun",
                "2020      |            | INFO    | does not say when it ends"
            })
    void thePeriodDecidesOnEligibility(String from, String to, Severity severity, String words) {
        String period =
                to == null
                        ? "{\"from\":\"%s\"}".formatted(from)
                        : "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to);

        assertThat(look(new Eligibility(), "\"goals\":[\"gcm:23\"],\"period\":" + period))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(severity);
                            assertThat(finding.message()).contains(words);
                            assertThat(finding.pointer()).isEqualTo("/period");
                        });
    }

    @Test
    void withoutAnObjectiveAndAPeriodNothingSpeaksForEligibility() {
        assertThat(look(new Eligibility(), "\"goals\":[\"sdg:8\"]"))
                .extracting(Finding::severity, Finding::pointer)
                .containsExactly(
                        tuple(Severity.SERIOUS, "/goals"), tuple(Severity.WARNING, "/period"));
    }

    @Test
    void anObjectiveThatOnlyTheMachineSawIsSaidToBeOne() {
        Submission submission = submission("\"period\":{\"from\":\"2020\",\"to\":\"2024\"}");
        submission.tagged(answerIn("en", submission, 1, machineTag("gcm", "3")), NOW);

        assertThat(new Eligibility().look(submission, TODAY))
                .extracting(Finding::message)
                .containsExactly(
                        "its objective of the Global Compact is suggested by machine only");
    }

    @Test
    void whatReadersOfAKindLookForIsMissed() {
        assertThat(
                        look(
                                new MissingFields(),
                                "\"kind\":\"agreement\",\"countries\":[{\"code\":\"MA\"}]"))
                .extracting(Finding::pointer)
                .contains("/countries", "/period", "/resources", "/topics", "/summary")
                .doesNotContain("/organisations");
        assertThat(look(new MissingFields(), "\"images\":[{\"url\":\"https://iom.int/a.png\"}]"))
                .extracting(Finding::pointer)
                .contains("/images/0/alternative", "/countries", "/organisations");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://www.iom.int/report.pdf | |",
                "http://iom.int/report          | INFO    | not encrypted",
                "https://10.0.0.1/report        | SERIOUS | bare IP",
                "https://[::1]/report           | SERIOUS | bare IP",
                "https://2130706433/            | SERIOUS | bare IP",
                "https://intranet/report        | SERIOUS | no public place",
                "https://wiki.local/report      | SERIOUS | no public place",
                "https://bit.ly/3xyz            | WARNING | hides",
                "https://iom.int:8443/report    | INFO    | port",
                "https://xn--bcher-kva.org/report | |",
                "https://xn--pple-43d.com/      | SERIOUS | several scripts"
            })
    void addressesAreLookedAtWithoutBeingFetched(String address, Severity severity, String words) {
        List<Finding> findings =
                look(
                        new Links(),
                        "\"resources\":[{\"title\":\"r\",\"url\":\"%s\"}]".formatted(address));

        if (severity == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings)
                    .singleElement()
                    .satisfies(
                            finding -> {
                                assertThat(finding.severity()).isEqualTo(severity);
                                assertThat(finding.message()).contains(words);
                                assertThat(finding.pointer()).isEqualTo("/resources/0/url");
                            });
        }
    }

    @Test
    void addressesInTextAreSeenToo() {
        Submission submission =
                aSubmissionOf(
                                content(
                                        "See https://iom.int/a, javascript:alert(1) and"
                                                + " https://127.0.0.1/x.",
                                        "\"topics\":[]"))
                        .now();

        assertThat(new Links().look(submission, TODAY))
                .extracting(Finding::message)
                .containsExactly(
                        "javascript:alert(1 is not safe to open",
                        "https://127.0.0.1/x leads to a bare IP address");
    }

    @Test
    void personalDataInTextIsPointedAt() {
        String text =
                "Write to ana.perez@ministry.gov.ec or call +593 2 299 3200, in 2019-2023; at home"
                        + " 02 299 3200. 60 experts met on 13 June 2022.";
        Submission submission =
                aSubmissionOf(content(text, "\"countries\":[{\"code\":\"EC\"}]")).now();

        assertThat(new PersonalData().look(submission, TODAY))
                .extracting(Finding::message)
                .containsExactly(
                        "has an e-mail address at position 9",
                        "has a telephone number at position " + text.indexOf("+593"),
                        "has a telephone number at position " + text.indexOf("02 299"));
        assertThat(
                        look(
                                new PersonalData(),
                                "\"contacts\":[{\"name\":\"A\",\"email\":\"a@b.org\"}]"))
                .isEmpty();
    }

    @Test
    void aTextInAnotherLanguageThanStatedIsNoticed() {
        Submission submission = submission("\"language\":\"en-GB\"");
        assertThat(new StatedLanguage().look(submission, TODAY)).isEmpty();
        submission.tagged(answerIn("fr", submission, 1), NOW);

        assertThat(new StatedLanguage().look(submission, TODAY))
                .extracting(Finding::message)
                .containsExactly("says en, and the text reads like fr");

        Submission right = submission("\"language\":\"fr-MA\"");
        right.tagged(answerIn("fr", right, 1), NOW);
        assertThat(new StatedLanguage().look(right, TODAY)).isEmpty();
    }

    private static List<Finding> look(Check check, String fields) {
        return check.look(submission(fields), TODAY);
    }

    private static Submission submission(String fields) {
        return aSubmissionOf(content("A summary.", fields)).now();
    }

    private static Content content(String summary, String fields) {
        return ContentReader.read(
                JsonMapper.shared()
                        .readTree(
                                "{\"title\":\"T\",\"summary\":\"%s\",%s}"
                                        .formatted(summary, fields)));
    }
}
