package org.practicehub.submission.checks;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.links.Host;
import org.practicehub.submission.links.Link;
import org.practicehub.submission.practice.Submission;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Addresses that can't work, or that readers should not be sent to. Looks at the address alone;
 * what is there is seen by {@link VisitedLinks}.
 */
record Links() implements Check {

    static final String NAME = "link";

    /** They hide where a link leads, and go when their provider does. */
    private static final Set<String> SHORTENERS =
            Set.of(
                    "bit.ly",
                    "t.co",
                    "goo.gl",
                    "tinyurl.com",
                    "ow.ly",
                    "is.gd",
                    "buff.ly",
                    "rebrand.ly",
                    "cutt.ly",
                    "shorturl.at");

    @Override
    public List<Finding> look(Submission submission, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        for (Link link : Link.in(submission.content())) {
            look(link, findings);
        }
        return findings;
    }

    private static void look(Link link, List<Finding> findings) {
        URI uri;
        try {
            uri = new URI(link.address());
        } catch (URISyntaxException e) {
            findings.add(finding(Severity.WARNING, link, "is not an address"));
            return;
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            findings.add(finding(Severity.SERIOUS, link, "is not safe to open"));
            return;
        }
        if (scheme.equals("http")) {
            findings.add(finding(Severity.INFO, link, "is not encrypted (http)"));
        }
        if (uri.getRawUserInfo() != null) {
            findings.add(finding(Severity.SERIOUS, link, "has a name or a password"));
        }
        if (uri.getPort() != -1 && uri.getPort() != 443 && uri.getPort() != 80) {
            findings.add(finding(Severity.INFO, link, "names a port"));
        }
        lookAtHost(link, Host.of(uri), findings);
    }

    private static void lookAtHost(Link link, @Nullable Host host, List<Finding> findings) {
        if (host == null) {
            findings.add(finding(Severity.WARNING, link, "names no host"));
        } else if (host.isIpAddress()) {
            findings.add(finding(Severity.SERIOUS, link, "leads to a bare IP address"));
        } else if (!host.isPublicName()) {
            findings.add(finding(Severity.SERIOUS, link, "leads to no public place"));
        } else if (SHORTENERS.contains(host.name())) {
            findings.add(finding(Severity.WARNING, link, "hides where it leads"));
        } else if (mixesScripts(host.unicode())) {
            findings.add(
                    finding(
                            Severity.SERIOUS,
                            link,
                            "mixes letters of several scripts, as imitations do"));
        }
    }

    private static boolean mixesScripts(String host) {
        for (String label : host.split("\\.", -1)) {
            long scripts =
                    label.codePoints()
                            .filter(Character::isLetter)
                            .mapToObj(Character.UnicodeScript::of)
                            .distinct()
                            .count();
            if (scripts > 1) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with a link, which is shown as far as it fits. */
    static Finding finding(Severity severity, Link link, String message) {
        String address = link.address();
        String shown = address.length() > 100 ? address.substring(0, 100) + "…" : address;
        return new Finding(NAME, severity, link.pointer(), shown + " " + message);
    }
}
