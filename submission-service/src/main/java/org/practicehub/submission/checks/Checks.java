package org.practicehub.submission.checks;

import org.practicehub.events.Kind;
import org.practicehub.submission.practice.Submission;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks at a submission when somebody wants to see it, so that what is found belongs to what is
 * shown. Costs no time when something is handed in.
 */
@Component
public class Checks {

    private final NearDuplicates duplicates;
    private final VisitedLinks visitedLinks;
    private final Clock clock;

    Checks(NearDuplicates duplicates, VisitedLinks visitedLinks, Clock clock) {
        this.duplicates = duplicates;
        this.visitedLinks = visitedLinks;
        this.clock = clock;
    }

    /** News is told, not peer reviewed: whether it is eligible as a practice is no question. */
    private static List<Check> checksFor(Kind kind) {
        return switch (kind) {
            case PRACTICE, PROGRAMME ->
                    List.of(
                            new Eligibility(),
                            new MissingFields(),
                            new Links(),
                            new StatedLanguage(),
                            new PersonalData());
            case POLICY_OR_LAW, AGREEMENT, GUIDANCE, NEWS ->
                    List.of(
                            new MissingFields(),
                            new Links(),
                            new StatedLanguage(),
                            new PersonalData());
        };
    }

    /**
     * What there is to say, the most serious first.
     *
     * @param moderator whether to name practices that readers can't see
     */
    public List<Finding> of(Submission submission, boolean moderator) {
        LocalDate today = LocalDate.now(clock);
        List<Finding> findings = new ArrayList<>();
        for (Check check : checksFor(submission.content().kind())) {
            findings.addAll(check.look(submission, today));
        }
        findings.addAll(visitedLinks.of(submission));
        findings.addAll(duplicates.of(submission, moderator));
        findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(findings);
    }
}
