package org.practicehub.criteria;

import java.util.Map;
import java.util.TreeMap;

/** British spellings as American ones, so that labour migration and labor migration are one. */
final class EnglishSpelling {

    private static final TreeMap<String, String> BEGINNINGS = new TreeMap<>();

    static {
        for (String line : Resources.lines("english-spellings.txt")) {
            int space = line.indexOf(' ');
            BEGINNINGS.put(line.substring(0, space), line.substring(space + 1));
        }
    }

    static String of(String form) {
        // No beginning is the beginning of another, so the nearest one below is the only candidate.
        Map.Entry<String, String> beginning = BEGINNINGS.floorEntry(form);
        String word =
                beginning != null && form.startsWith(beginning.getKey())
                        ? replaced(form, beginning.getKey(), beginning.getValue())
                        : form;
        int end = word.length() - (word.endsWith("s") ? 1 : 0);
        return end > 7 && word.startsWith("isation", end - 7)
                ? word.substring(0, end - 6) + "z" + word.substring(end - 5)
                : word;
    }

    /** Not when it is spelt the second way already: {@code enrolled}, {@code fulfilled}. */
    private static String replaced(String form, String from, String to) {
        return to.length() > from.length() && form.startsWith(to)
                ? form
                : to + form.substring(from.length());
    }

    private EnglishSpelling() {}
}
