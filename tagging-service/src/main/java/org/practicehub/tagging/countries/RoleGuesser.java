package org.practicehub.tagging.countries;

import org.practicehub.events.CountryRole;
import org.practicehub.tagging.text.Passage;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses the part that a country plays from the words before its name, in the same sentence:
 * "funded by the Swiss …", "participating countries: …".
 */
final class RoleGuesser {

    /** How far before a name its role may be told, in UTF-16 code units. */
    private static final int REACH = 400;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern PARTICIPATING =
            Pattern.compile(
                    "participating (?:countries|states|governments|member states)|countries (?:of"
                            + " implementation|covered|involved|participating)|implemented in|pilot"
                            + " countries|partner countries are|pays"
                            + " (?:participants|pilotes|concernés)|mis(?:e)? en œuvre"
                            + " (?:au|en|aux|dans)|países (?:participantes|piloto)|implementad[oa]"
                            + " en|البلدان المشاركة|الدول المشاركة",
                    FLAGS);

    private static final Pattern FUNDER =
            Pattern.compile(
                    "funded (?:by|through)|co-?funded by|financed by|co-?financed by|funding"
                        + " (?:from|by|of|provided by)|financial"
                        + " (?:support|assistance|contribution)s? (?:from|of|by)|financial"
                        + " support:|funds from|donors?:|donors? (?:are|include)|grant"
                        + " (?:from|by)|sponsored by|financée?s? par|financement"
                        + " (?:de|du|des|par)|avec l[’']appui financier d[eu]|bailleurs?(?: de"
                        + " fonds)?\\s*:|financiad[oa]s? por|con financiación de|con el apoyo"
                        + " financiero de|con fondos de|donantes?:|بتمويل من|بتمويل|ممول من|الممول"
                        + " من|بدعم مالي من",
                    FLAGS);

    private static final Pattern PARTNER =
            Pattern.compile(
                    "in partnership with|in cooperation with|in collaboration with|in coordination"
                        + " with|partnered with|jointly with|together with the governments? of|with"
                        + " the support of the governments? of|project partners?:|partners?:|en"
                        + " partenariat avec|en collaboration avec|en coopération avec|en"
                        + " colaboración con|en cooperación con|en alianza con|junto con|بالشراكة"
                        + " مع|بالتعاون مع",
                    FLAGS);

    private RoleGuesser() {}

    /**
     * The role that the words before {@code start} give, or {@code otherwise}.
     *
     * @param start where the name begins
     */
    static CountryRole roleAt(Passage passage, int start, CountryRole otherwise) {
        String text = passage.text();
        int from = clauseStart(text, start);
        String before = text.substring(from, start);
        int participating = lastEnd(PARTICIPATING, before);
        int funder = lastEnd(FUNDER, before);
        int partner = lastEnd(PARTNER, before);
        int latest = Math.max(participating, Math.max(funder, partner));
        if (latest < 0) {
            return otherwise;
        }
        if (latest == participating) {
            return CountryRole.PARTICIPATING;
        }
        if (!isNear(before.substring(latest))) {
            return otherwise;
        }
        return latest == funder ? CountryRole.FUNDER : CountryRole.PARTNER;
    }

    /** Funders and partners are named at once: no new verb may stand between. */
    private static boolean isNear(String between) {
        String lower = between.toLowerCase(Locale.ROOT);
        boolean verb =
                List.of(
                                " to ",
                                " in ",
                                " is ",
                                " are ",
                                " was ",
                                " were ",
                                " has ",
                                " that ",
                                " which ",
                                " for ",
                                " pour ",
                                " qui ",
                                " dans ",
                                " au ",
                                " para ",
                                " que ",
                                " en ",
                                " has",
                                " convenes",
                                " hosted",
                                " في ",
                                " من أجل ",
                                " aims",
                                ", the ",
                                ", le ",
                                ", la ",
                                ", les ",
                                ", el ",
                                ", it ",
                                " since ",
                                " between ")
                        .stream()
                        .anyMatch(lower::contains);
        return between.length() < 160 && !verb;
    }

    private static int clauseStart(String text, int start) {
        int limit = Math.max(0, start - REACH);
        for (int i = start - 1; i > limit; i--) {
            char c = text.charAt(i);
            boolean stop =
                    c == '.' && i + 1 < text.length() && Character.isWhitespace(text.charAt(i + 1));
            boolean blank = c == '\n' && text.charAt(i - 1) == '\n';
            if (stop || blank || c == '؟' || c == '!') {
                return i + 1;
            }
        }
        return limit;
    }

    private static int lastEnd(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int end = -1;
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }
}
