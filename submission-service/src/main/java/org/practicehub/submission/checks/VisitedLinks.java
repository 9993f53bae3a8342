package org.practicehub.submission.checks;

import org.practicehub.submission.links.Link;
import org.practicehub.submission.links.LinkVisits;
import org.practicehub.submission.links.Visit;
import org.practicehub.submission.practice.Submission;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Links that are broken, or that lead where readers should not be sent, as they were when they were
 * visited. What is not known yet is said in one line, and known when somebody looks again. While
 * nobody at all has answered this hub, that is said once instead of blaming the links.
 */
@Component
class VisitedLinks {

    private static final Set<Integer> GONE = Set.of(404, 410);

    private final LinkVisits visits;

    VisitedLinks(LinkVisits visits) {
        this.visits = visits;
    }

    List<Finding> of(Submission submission) {
        return judge(Link.in(submission.content()), visits::of, visits::haveReachedSomebody);
    }

    static List<Finding> judge(
            List<Link> links, Function<String, Visit> visits, BooleanSupplier reachedSomebody) {
        List<Finding> findings = new ArrayList<>();
        List<Finding> unanswered = new ArrayList<>();
        Set<String> due = new HashSet<>();
        for (Link link : links.subList(0, Math.min(links.size(), LinkVisits.MOST_OF_A_CONTENT))) {
            switch (visits.apply(link.address())) {
                case Visit.Opened opened -> findings.addAll(moved(link, opened));
                case Visit.Answered answered -> findings.add(broken(link, answered));
                case Visit.Unanswered none -> unanswered.add(silent(link, none));
                case Visit.Refused refused -> findings.add(refused(link, refused));
                case Visit.Due() -> due.add(link.address());
                case Visit.Omitted() -> {}
            }
        }
        if (reachedSomebody.getAsBoolean()) {
            findings.addAll(unanswered);
        } else if (!unanswered.isEmpty()) {
            findings.add(whole("no link could be opened from here so far, nor any of others"));
        }
        if (!due.isEmpty()) {
            findings.add(
                    whole(
                            due.size() == 1
                                    ? "a link is still to be visited: look again in a moment"
                                    : due.size()
                                            + " links are still to be visited: look again in a"
                                            + " moment"));
        }
        return findings;
    }

    private static List<Finding> moved(Link link, Visit.Opened opened) {
        return opened.elsewhere() == null
                ? List.of()
                : List.of(
                        Links.finding(
                                Severity.INFO,
                                link,
                                "leads on to " + opened.elsewhere().name() + visited(opened.at())));
    }

    private static Finding broken(Link link, Visit.Answered answered) {
        return GONE.contains(answered.status())
                ? Links.finding(
                        Severity.WARNING,
                        link,
                        "answers " + answered.status() + visited(answered.at()))
                : couldNotBeOpened(link, "it answers " + answered.status(), answered.at());
    }

    private static Finding silent(Link link, Visit.Unanswered unanswered) {
        return couldNotBeOpened(link, unanswered.reason(), unanswered.at());
    }

    private static Finding couldNotBeOpened(Link link, String reason, Instant at) {
        return Links.finding(Severity.INFO, link, "could not be opened: " + reason + visited(at));
    }

    private static Finding refused(Link link, Visit.Refused refused) {
        return Links.finding(
                Severity.SERIOUS,
                link,
                "leads to no public place: " + refused.reason() + visited(refused.at()));
    }

    private static String visited(Instant at) {
        return " (visited " + at.atOffset(ZoneOffset.UTC).toLocalDate() + ")";
    }

    private static Finding whole(String message) {
        return new Finding(Links.NAME, Severity.INFO, "", message);
    }
}
