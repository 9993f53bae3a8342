package org.practicehub.submission.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.practicehub.submission.links.Host;
import org.practicehub.submission.links.Link;
import org.practicehub.submission.links.Visit;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What moderators are told of links that were visited. */
class VisitedLinksTests {

    private static final Instant AT = Instant.parse("2026-03-01T23:30:00Z");
    private static final Link LINK = new Link("/source", "https://iom.int/a");
    private static final Visit NOBODY = new Visit.Unanswered(AT, "the name is not known");

    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.of(new Visit.Opened(AT, null), null, ""),
                Arguments.of(
                        new Visit.Opened(AT, new Host("ministry.org")),
                        Severity.INFO,
                        "leads on to ministry.org"),
                Arguments.of(new Visit.Answered(AT, 404), Severity.WARNING, "answers 404"),
                Arguments.of(new Visit.Answered(AT, 410), Severity.WARNING, "answers 410"),
                Arguments.of(
                        new Visit.Answered(AT, 400),
                        Severity.INFO,
                        "could not be opened: it answers 400"),
                Arguments.of(
                        new Visit.Answered(AT, 503),
                        Severity.INFO,
                        "could not be opened: it answers 503"),
                Arguments.of(NOBODY, Severity.INFO, "could not be opened: the name is not known"),
                Arguments.of(
                        new Visit.Refused(AT, "it is not public"),
                        Severity.SERIOUS,
                        "leads to no public place: it is not public"),
                Arguments.of(new Visit.Omitted(), null, ""));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void whatAVisitFoundIsWeighed(Visit visit, @Nullable Severity severity, String words) {
        List<Finding> findings = VisitedLinks.judge(List.of(LINK), _ -> visit, () -> true);

        if (severity == null) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings)
                    .containsExactly(
                            new Finding(
                                    "link",
                                    severity,
                                    "/source",
                                    "https://iom.int/a " + words + " (visited 2026-03-01)"));
        }
    }

    @Test
    void whatIsStillToBeVisitedIsSaidInOneLine() {
        List<Link> links =
                List.of(
                        LINK,
                        new Link("/summary", "https://iom.int/b"),
                        new Link("/x", LINK.address()));

        assertThat(VisitedLinks.judge(links, _ -> new Visit.Due(), () -> true))
                .containsExactly(
                        new Finding(
                                "link",
                                Severity.INFO,
                                "",
                                "2 links are still to be visited: look again in a moment"));
        assertThat(VisitedLinks.judge(List.of(LINK), _ -> new Visit.Due(), () -> true))
                .extracting(Finding::message)
                .containsExactly("a link is still to be visited: look again in a moment");
    }

    @Test
    void whereNobodyAtAllWasReachedNoLinkIsBlamed() {
        List<Link> links = List.of(LINK, new Link("/summary", "https://iom.int/b"));

        assertThat(VisitedLinks.judge(links, _ -> NOBODY, () -> false))
                .containsExactly(
                        new Finding(
                                "link",
                                Severity.INFO,
                                "",
                                "no link could be opened from here so far, nor any of others"));
    }

    @Test
    void ofManyLinksTheFirstFiftyAreVisited() {
        List<Link> many =
                IntStream.range(0, 60)
                        .mapToObj(i -> new Link("/resources/" + i + "/url", "https://iom.int/" + i))
                        .toList();

        assertThat(VisitedLinks.judge(many, _ -> new Visit.Answered(AT, 404), () -> true))
                .hasSize(50);
    }
}
