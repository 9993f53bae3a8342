package org.practicehub.tagging.countries;

import org.practicehub.events.CountryRole;
import org.practicehub.tagging.text.Passage;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Guesses the part that a country plays from the words before its name, in the same sentence:
 * "funded by the Swiss …", "participating countries: …". One for each text.
 */
final class RoleGuesser {

    /** How far before a name its role may be told, in UTF-16 code units. */
    private static final int REACH = 400;

    /** How far a funder or partner may stand behind what tells it. */
    private static final int NEAR = 160;

    /** What begins a new thought between a funder's cue and a name. */
    private static final List<String> ELSEWHERE =
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
                    " between ");

    private final RoleCues cues;

    /** The cues of each passage, by its number. */
    private final Map<Integer, List<RoleCues.Found>> found = new HashMap<>();

    RoleGuesser(RoleCues cues) {
        this.cues = cues;
    }

    /** The role that the words before a mention give, or {@code otherwise}. */
    CountryRole roleOf(Mention mention, CountryRole otherwise) {
        Passage passage = mention.passage();
        RoleCues.Found last = null;
        List<RoleCues.Found> inPassage =
                found.computeIfAbsent(mention.passageNumber(), number -> cues.in(passage));
        for (RoleCues.Found cue : inPassage) {
            if (cue.end() > mention.start()) {
                break;
            }
            last = cue;
        }
        if (last == null || last.end() <= clauseStart(passage.text(), mention.start())) {
            return otherwise;
        }
        boolean list = last.role() == CountryRole.PARTICIPATING;
        return list || isNear(passage.text().substring(last.end(), mention.start()))
                ? last.role()
                : otherwise;
    }

    /** Funders and partners are named at once: no new verb may stand between. */
    private static boolean isNear(String between) {
        if (between.length() >= NEAR) {
            return false;
        }
        String lower = between.toLowerCase(Locale.ROOT);
        return ELSEWHERE.stream().noneMatch(lower::contains);
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
}
