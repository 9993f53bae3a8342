package org.practicehub.submission.checks;

import org.practicehub.events.Content;
import org.practicehub.submission.practice.Submission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Fields that readers of this kind look for, and nobody is obliged to fill. */
record MissingFields() implements Check {

    private static final int SHORT_SUMMARY = 200;

    @Override
    public List<Finding> look(Submission submission, LocalDate today) {
        Content content = submission.content();
        List<Finding> findings = new ArrayList<>();
        boolean somewhere =
                submission.tags().stream()
                        .anyMatch(
                                tag ->
                                        tag.scheme().equals("country")
                                                || tag.scheme().equals("group"));
        switch (content.kind()) {
            case PRACTICE, PROGRAMME -> {
                missing(findings, !somewhere, "/countries", Severity.WARNING);
                missing(
                        findings,
                        content.organisations().isEmpty(),
                        "/organisations",
                        Severity.WARNING);
                missing(findings, content.contacts().isEmpty(), "/contacts", Severity.INFO);
                missing(findings, content.resources().isEmpty(), "/resources", Severity.INFO);
            }
            case POLICY_OR_LAW -> {
                missing(findings, !somewhere, "/countries", Severity.WARNING);
                missing(findings, content.period() == null, "/period", Severity.INFO);
                missing(findings, content.resources().isEmpty(), "/resources", Severity.WARNING);
            }
            case AGREEMENT -> {
                missing(findings, content.countries().size() < 2, "/countries", Severity.WARNING);
                missing(findings, content.period() == null, "/period", Severity.INFO);
                missing(findings, content.resources().isEmpty(), "/resources", Severity.INFO);
            }
            case GUIDANCE ->
                    missing(
                            findings,
                            content.resources().isEmpty(),
                            "/resources",
                            Severity.WARNING);
            case NEWS -> missing(findings, content.source() == null, "/source", Severity.INFO);
        }
        missing(findings, content.topics().isEmpty(), "/topics", Severity.INFO);
        if (content.summary().length() < SHORT_SUMMARY) {
            findings.add(
                    new Finding(
                            "missing-field",
                            Severity.INFO,
                            "/summary",
                            "has only %d characters".formatted(content.summary().length())));
        }
        for (int i = 0; i < content.images().size(); i++) {
            missing(
                    findings,
                    content.images().get(i).alternative() == null,
                    "/images/" + i + "/alternative",
                    Severity.WARNING);
        }
        return findings;
    }

    private static void missing(
            List<Finding> findings, boolean missing, String pointer, Severity severity) {
        if (missing) {
            findings.add(new Finding("missing-field", severity, pointer, "is missing"));
        }
    }
}
