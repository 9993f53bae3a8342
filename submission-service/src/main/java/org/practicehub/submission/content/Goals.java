package org.practicehub.submission.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The goals that can be cited: the 17 Sustainable Development Goals and their 169 targets, and the
 * 23 objectives of the Global Compact for Migration.
 *
 * @see <a href="https://undocs.org/A/RES/70/1">A/RES/70/1</a>
 * @see <a href="https://undocs.org/A/RES/73/195">A/RES/73/195</a>
 */
final class Goals {

    private static final int OBJECTIVES = 23;

    /** For each goal how many numbered targets it has, and how many lettered ones. */
    private static final int[][] TARGETS = {
        {5, 2}, {5, 3}, {9, 4}, {7, 3}, {6, 3}, {6, 2}, {3, 2}, {10, 2}, {5, 3}, {7, 3}, {7, 3},
        {8, 3}, {3, 2}, {7, 3}, {9, 3}, {10, 2}, {19, 0}
    };

    private static final Pattern GOAL = Pattern.compile("(sdg|gcm):([1-9][0-9]?)");
    private static final Pattern TARGET =
            Pattern.compile("sdg-target:([1-9][0-9]?)\\.([1-9][0-9]?|[a-d])");

    static boolean isGoal(String text) {
        Matcher goal = GOAL.matcher(text);
        if (goal.matches()) {
            int number = Integer.parseInt(goal.group(2));
            return number <= (goal.group(1).equals("gcm") ? OBJECTIVES : TARGETS.length);
        }
        Matcher target = TARGET.matcher(text);
        if (!target.matches()) {
            return false;
        }
        int number = Integer.parseInt(target.group(1));
        if (number > TARGETS.length) {
            return false;
        }
        int[] targets = TARGETS[number - 1];
        String within = target.group(2);
        return Character.isDigit(within.charAt(0))
                ? Integer.parseInt(within) <= targets[0]
                : within.charAt(0) - 'a' < targets[1];
    }

    private Goals() {}
}
