package org.practicehub.criteria;

/** How text of others is shown in messages, and what text may not hold. */
final class Texts {

    private static final int SHOWN = 60;

    /** In quotation marks and cut short, so that a message stays one line. */
    static String quoted(String text) {
        String shown =
                text.length() <= SHOWN
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, count(text))) + "…";
        return "\"" + shown.replaceAll("\\p{Cntrl}", "\uFFFD") + "\"";
    }

    /** Whether the text holds a control character or half of a surrogate pair. */
    static boolean holdsUnprintable(String text) {
        return text.codePoints()
                .anyMatch(
                        c ->
                                (Character.getType(c) == Character.CONTROL
                                                && !Character.isWhitespace(c))
                                        || Character.getType(c) == Character.SURROGATE);
    }

    private static int count(String text) {
        return text.codePointCount(0, SHOWN) - 1;
    }

    private Texts() {}
}
