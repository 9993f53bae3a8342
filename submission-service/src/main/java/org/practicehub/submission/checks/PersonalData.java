package org.practicehub.submission.checks;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.submission.practice.Submission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses and telephone numbers in texts that are published. Contacts are not looked at:
 * that is the place for them. Numbers without a country code are recognised as those of the first
 * countries of the content.
 */
record PersonalData() implements Check {

    private static final Pattern EMAIL =
            Pattern.compile(
                    "[\\p{L}0-9._%+-]{1,64}@[\\p{L}0-9-]{1,63}(?:\\.[\\p{L}0-9-]{1,63}){1,8}");

    private static final int REGIONS = 3;
    private static final long MAX_TRIES = 500;

    /** What is looked at for telephone numbers, in characters of one text. */
    private static final int MAX_TEXT = 20_000;

    @Override
    public List<Finding> look(Submission submission, LocalDate today) {
        Content content = submission.content();
        List<@Nullable String> regions = new ArrayList<>();
        regions.add(null);
        content.countries().stream()
                .map(Content.Country::code)
                .distinct()
                .limit(REGIONS)
                .forEach(regions::add);
        List<Finding> findings = new ArrayList<>();
        look("/title", content.title(), regions, findings);
        look("/summary", content.summary(), regions, findings);
        for (int i = 0; i < content.quotations().size(); i++) {
            look(
                    "/quotations/" + i + "/text",
                    content.quotations().get(i).text(),
                    regions,
                    findings);
        }
        return findings;
    }

    private static void look(
            String pointer, String text, List<@Nullable String> regions, List<Finding> findings) {
        Matcher email = EMAIL.matcher(text);
        while (email.find()) {
            findings.add(
                    new Finding(
                            "personal-data",
                            Severity.WARNING,
                            pointer,
                            "has an e-mail address at position " + email.start()));
        }
        String part = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        TreeSet<Integer> positions = new TreeSet<>();
        for (String region : regions) {
            for (PhoneNumberMatch match :
                    PhoneNumberUtil.getInstance()
                            .findNumbers(part, region, PhoneNumberUtil.Leniency.VALID, MAX_TRIES)) {
                positions.add(match.start());
            }
        }
        for (int position : positions) {
            findings.add(
                    new Finding(
                            "personal-data",
                            Severity.WARNING,
                            pointer,
                            "has a telephone number at position " + position));
        }
    }
}
