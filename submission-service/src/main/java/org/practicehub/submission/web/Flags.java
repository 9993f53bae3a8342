package org.practicehub.submission.web;

import org.jspecify.annotations.Nullable;

/** Query parameters that say yes or no. */
public final class Flags {

    /**
     * @return false when the parameter is absent
     * @throws ProblemException 400 when it is neither {@code true} nor {@code false}
     */
    public static boolean read(String name, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ProblemException.invalid(name, "must be true or false");
    }

    private Flags() {}
}
