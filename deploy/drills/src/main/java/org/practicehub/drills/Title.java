package org.practicehub.drills;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The title of a drill's practice: it names the practice and the revision wherever it is shown, in
 * search and in mails, even if a mail breaks the line.
 */
record Title(String mark, int revision) {

    private static final Pattern SHAPE =
            Pattern.compile("Drill\\s+(d[0-9a-z]+)\\s+round\\s+(\\d+)");

    static Optional<Title> in(String text) {
        Matcher found = SHAPE.matcher(text);
        return found.find()
                ? Optional.of(new Title(found.group(1), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Drill " + mark + " round " + revision;
    }
}
