package org.practicehub.submission.checks;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Origin;
import org.practicehub.events.Period;
import org.practicehub.events.Tag;
import org.practicehub.submission.content.PartialDate;
import org.practicehub.submission.practice.Submission;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the Migration Network Hub asks of a practice: that it serves at least one objective of the
 * Global Compact for Migration, was carried out after the Compact was adopted in December 2018, and
 * is mostly completed.
 *
 * @see <a href="https://migrationnetwork.un.org/hub/repository-of-practices">the repository</a>
 */
record Eligibility() implements Check {

    private static final String NAME = "eligibility";
    private static final String PERIOD = "/period";
    private static final LocalDate ADOPTION_OVER = LocalDate.of(2019, 1, 1);

    @Override
    public List<Finding> look(Submission submission, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        List<Tag> objectives =
                submission.tags().stream().filter(tag -> tag.scheme().equals("gcm")).toList();
        if (objectives.isEmpty()) {
            findings.add(
                    new Finding(
                            NAME,
                            Severity.SERIOUS,
                            "/goals",
                            "serves no objective of the Global Compact for Migration that anybody"
                                    + " named or found"));
        } else if (objectives.stream().allMatch(tag -> tag.origin() == Origin.MACHINE)) {
            findings.add(
                    new Finding(
                            NAME,
                            Severity.INFO,
                            "/goals",
                            "its objective of the Global Compact is suggested by machine only"));
        }
        Period period = submission.content().period();
        if (period == null) {
            findings.add(
                    new Finding(
                            NAME,
                            Severity.WARNING,
                            PERIOD,
                            "does not say when it was carried out: it has to be after December"
                                    + " 2018"));
        } else {
            look(
                    PartialDate.firstDay(period.from()),
                    PartialDate.lastDay(period.to()),
                    today,
                    findings);
        }
        return findings;
    }

    private static void look(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            LocalDate today,
            List<Finding> findings) {
        if (to != null && to.isBefore(ADOPTION_OVER)) {
            findings.add(new Finding(NAME, Severity.SERIOUS, PERIOD, "ended before January 2019"));
        } else if (from != null && from.isBefore(ADOPTION_OVER)) {
            findings.add(
                    new Finding(
                            NAME,
                            Severity.INFO,
                            PERIOD,
                            "began before January 2019 and went on after it"));
        }
        if (from != null && from.isAfter(today)) {
            findings.add(new Finding(NAME, Severity.SERIOUS, PERIOD, "has not begun"));
        } else if (to == null) {
            findings.add(
                    new Finding(
                            NAME,
                            Severity.INFO,
                            PERIOD,
                            "does not say when it ends: it has to be mostly completed"));
        } else if (from != null && to.isAfter(today)) {
            long whole = Math.max(1, ChronoUnit.DAYS.between(from, to));
            long done = ChronoUnit.DAYS.between(from, today);
            if (done * 2 < whole) {
                findings.add(
                        new Finding(
                                NAME,
                                Severity.WARNING,
                                PERIOD,
                                "is completed to %d %% only".formatted(done * 100 / whole)));
            }
        }
    }
}
