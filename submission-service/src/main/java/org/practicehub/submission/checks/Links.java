package org.practicehub.submission.checks;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.submission.practice.Submission;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that can't work, or that readers should not be sent to. Looks at the address alone:
 * nothing is fetched.
 */
record Links() implements Check {

    private static final String NAME = "link";

    private static final Pattern IN_TEXT =
            Pattern.compile(
                    "(?i)\\b(https?://|javascript:|data:text/html|file:)[^\\s<>\"']{0,500}");

    private static final Pattern IP_ADDRESS =
            Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}|0x[0-9a-f]+|\\d+");

    /** Names that no public address ends in: RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375. */
    private static final Set<String> NOT_PUBLIC =
            Set.of(
                    "test",
                    "example",
                    "invalid",
                    "localhost",
                    "local",
                    "internal",
                    "onion",
                    "arpa",
                    "lan",
                    "home",
                    "corp");

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
        Content content = submission.content();
        List<Finding> findings = new ArrayList<>();
        String source = content.source();
        if (source != null && source.contains(":/")) {
            look("/source", source, findings);
        }
        for (int i = 0; i < content.resources().size(); i++) {
            look("/resources/" + i + "/url", content.resources().get(i).url(), findings);
        }
        for (int i = 0; i < content.images().size(); i++) {
            look("/images/" + i + "/url", content.images().get(i).url(), findings);
        }
        for (int i = 0; i < content.contacts().size(); i++) {
            String url = content.contacts().get(i).url();
            if (url != null) {
                look("/contacts/" + i + "/url", url, findings);
            }
        }
        Matcher text = IN_TEXT.matcher(content.summary());
        while (text.find()) {
            look("/summary", withoutPunctuation(text.group()), findings);
        }
        return findings;
    }

    private static String withoutPunctuation(String address) {
        return address.replaceAll("[.,;:!?)\\]]+$", "");
    }

    private static void look(String pointer, String address, List<Finding> findings) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            add(findings, Severity.WARNING, pointer, "is not an address", address);
            return;
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            add(findings, Severity.SERIOUS, pointer, "is not safe to open", address);
            return;
        }
        if (scheme.equals("http")) {
            add(findings, Severity.INFO, pointer, "is not encrypted (http)", address);
        }
        if (uri.getRawUserInfo() != null) {
            add(findings, Severity.SERIOUS, pointer, "has a name or a password", address);
        }
        if (uri.getPort() != -1 && uri.getPort() != 443 && uri.getPort() != 80) {
            add(findings, Severity.INFO, pointer, "names a port", address);
        }
        lookAtHost(pointer, address, host(uri), findings);
    }

    private static void lookAtHost(
            String pointer, String address, @Nullable String host, List<Finding> findings) {
        if (host == null) {
            add(findings, Severity.WARNING, pointer, "names no host", address);
        } else if (IP_ADDRESS.matcher(host).matches()) {
            add(findings, Severity.SERIOUS, pointer, "leads to a bare IP address", address);
        } else if (!host.contains(".")
                || NOT_PUBLIC.contains(host.substring(host.lastIndexOf('.') + 1))) {
            add(findings, Severity.SERIOUS, pointer, "leads to no public place", address);
        } else if (SHORTENERS.contains(host)) {
            add(findings, Severity.WARNING, pointer, "hides where it leads", address);
        } else if (mixesScripts(IDN.toUnicode(host))) {
            add(
                    findings,
                    Severity.SERIOUS,
                    pointer,
                    "mixes letters of several scripts, as imitations do",
                    address);
        }
    }

    /** {@link URI} knows the host of ASCII addresses only. */
    private static @Nullable String host(URI uri) {
        String authority = uri.getHost() == null ? uri.getRawAuthority() : uri.getHost();
        if (authority == null || authority.isEmpty()) {
            return null;
        }
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        return (host.startsWith("[") ? host : host.replaceAll(":\\d*$", ""))
                .toLowerCase(Locale.ROOT);
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

    private static void add(
            List<Finding> findings,
            Severity severity,
            String pointer,
            String message,
            String address) {
        String shown = address.length() > 100 ? address.substring(0, 100) + "…" : address;
        findings.add(new Finding(NAME, severity, pointer, shown + " " + message));
    }
}
