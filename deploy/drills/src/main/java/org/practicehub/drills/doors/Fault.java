package org.practicehub.drills.doors;

import java.util.List;
import java.util.random.RandomGenerator;

/** What is wrong with a made-up request. */
enum Fault {
    /** Nothing on purpose: every value is as described. */
    NONE,
    MISSING,
    WRONG_TYPE,
    OVERSIZED,
    /** The smallest, the largest, the empty, and one beyond. */
    BOUNDARY,
    /** Text nobody would think of: other scripts, controls, halves of characters, markup. */
    STRANGE,
    /** A body that is not of its media type, or a media type that is not taken. */
    MALFORMED;

    private static final List<Fault> ALL = List.of(values());

    /** As often none as any. */
    static Fault any(RandomGenerator random) {
        return random.nextBoolean() ? NONE : ALL.get(random.nextInt(ALL.size()));
    }
}
