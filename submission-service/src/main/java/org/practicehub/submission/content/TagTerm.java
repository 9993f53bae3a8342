package org.practicehub.submission.content;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.CountryRole;
import org.practicehub.submission.web.Fields;

import java.util.Locale;
import java.util.regex.Pattern;

/** A tag as people write it: {@code country:MA}, {@code group:ASEAN}, {@code sdg-target:10.7}. */
public record TagTerm(String scheme, String code) {

    private static final Pattern GROUP = Pattern.compile("[A-Z][A-Z0-9-]{0,30}");

    /**
     * @return null when the text is no tag
     */
    public static @Nullable TagTerm parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return null;
        }
        String scheme = text.substring(0, colon);
        String code = text.substring(colon + 1);
        boolean known =
                switch (scheme) {
                    case "country" ->
                            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)
                                    .contains(code);
                    case "group" -> GROUP.matcher(code).matches();
                    default -> Goals.isGoal(text);
                };
        return known ? new TagTerm(scheme, code) : null;
    }

    /** The role that stands beside a tag: a country has one, other tags don't. */
    public static @Nullable CountryRole role(Fields fields, @Nullable TagTerm term) {
        String role = fields.line("role", 40);
        boolean country = term != null && term.scheme().equals("country");
        if (role == null) {
            return country ? CountryRole.ABOUT : null;
        }
        if (!country) {
            fields.problem("role", "belongs to countries only");
            return null;
        }
        return ContentReader.countryRole(fields, role);
    }
}
