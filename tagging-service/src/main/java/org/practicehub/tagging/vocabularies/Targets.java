package org.practicehub.tagging.vocabularies;

import java.util.List;

/**
 * Which targets exist, from the annex to General Assembly resolution 71/313: for each goal the last
 * numbered target and the last lettered means of implementation.
 */
public final class Targets {

    private record Extent(int numbered, char lettered) {}

    private static final char NONE = 'a' - 1;

    private static final List<Extent> GOALS =
            List.of(
                    new Extent(5, 'b'),
                    new Extent(5, 'c'),
                    new Extent(9, 'd'),
                    new Extent(7, 'c'),
                    new Extent(6, 'c'),
                    new Extent(6, 'b'),
                    new Extent(3, 'b'),
                    new Extent(10, 'b'),
                    new Extent(5, 'c'),
                    new Extent(7, 'c'),
                    new Extent(7, 'c'),
                    new Extent(8, 'c'),
                    new Extent(3, 'b'),
                    new Extent(7, 'c'),
                    new Extent(9, 'c'),
                    new Extent(10, 'b'),
                    new Extent(19, NONE));

    /** How many goals there are. */
    public static final int GOAL_COUNT = GOALS.size();

    /** How many objectives the Global Compact for Migration has. */
    public static final int OBJECTIVE_COUNT = 23;

    public static boolean isGoal(int goal) {
        return goal >= 1 && goal <= GOAL_COUNT;
    }

    public static boolean isObjective(int objective) {
        return objective >= 1 && objective <= OBJECTIVE_COUNT;
    }

    /**
     * @param part what stands behind the point: a number or one lower-case letter
     */
    public static boolean exists(int goal, String part) {
        if (!isGoal(goal) || part.isEmpty()) {
            return false;
        }
        Extent extent = GOALS.get(goal - 1);
        char first = part.charAt(0);
        if (first >= 'a') {
            return part.length() == 1 && first <= extent.lettered();
        }
        if (part.length() > 2 || first == '0') {
            return false;
        }
        return Integer.parseInt(part) <= extent.numbered();
    }

    private Targets() {}
}
