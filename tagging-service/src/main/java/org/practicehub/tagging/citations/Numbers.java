package org.practicehub.tagging.citations;

import org.jspecify.annotations.Nullable;
import org.practicehub.tagging.text.Words;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the numbers that follow a cue such as "SDGs" or "targets": {@code 3, 4 and 5}, {@code 17.9;
 * 17.14}, {@code 10.7.2}, {@code 5.c}, {@code 1–3}, {@code ٣ و٤}.
 */
final class Numbers {

    /**
     * One number of a list.
     *
     * @param number the whole number
     * @param part what stands behind the first point, or empty
     * @param indicator whether a second point and a number follow
     */
    record Item(int start, int end, int number, String part, boolean indicator) {}

    /** A range over more than this says "all of them", which tells nothing about one. */
    private static final int LONGEST_RANGE = 8;

    private static final int LONGEST_LIST = 64;

    /** Words that may stand between two numbers of a list, folded. */
    private static final Set<String> JOINING =
            Set.of(
                    "and",
                    "or",
                    "et",
                    "ou",
                    "y",
                    "e",
                    "u",
                    "o",
                    "و",
                    "او",
                    "und",
                    "as",
                    "well",
                    "ainsi",
                    "que",
                    "asi",
                    "como",
                    "sdg",
                    "sdgs",
                    "odd",
                    "ods",
                    "goal",
                    "goals",
                    "target",
                    "targets",
                    "cible",
                    "cibles",
                    "meta",
                    "metas",
                    "objective",
                    "objectives",
                    "objectif",
                    "objectifs",
                    "objetivo",
                    "objetivos",
                    "gcm",
                    "indicator",
                    "indicators",
                    "indicateur",
                    "indicateurs",
                    "indicador",
                    "indicadores",
                    "الغايه",
                    "الغايات",
                    "والغايه",
                    "الهدف",
                    "والهدف",
                    "no",
                    "nos",
                    "number",
                    "numbers",
                    "numero",
                    "numeros",
                    "the",
                    "its",
                    "la",
                    "le",
                    "les",
                    "las",
                    "los",
                    "رقم",
                    "n");

    private static final Set<String> RANGING = Set.of("to", "through", "a", "au", "al", "الي");

    /** A number before one of these counts or measures something. */
    private static final Set<String> UNITS =
            Set.of(
                    "percent",
                    "per",
                    "million",
                    "millions",
                    "millones",
                    "billion",
                    "billions",
                    "thousand",
                    "hundred",
                    "degrees",
                    "degree",
                    "times",
                    "points",
                    "point",
                    "percentage",
                    "pour",
                    "por",
                    "countries",
                    "pays",
                    "paises",
                    "people",
                    "years",
                    "year",
                    "ans",
                    "anos",
                    "months",
                    "days",
                    "hours",
                    "km",
                    "kg",
                    "tonnes",
                    "tons",
                    "usd",
                    "us",
                    "eur",
                    "euros",
                    "dollars",
                    "mn",
                    "bn",
                    "m",
                    "x",
                    "c",
                    "gt",
                    "mt",
                    "gw",
                    "mw",
                    "kwh",
                    "children",
                    "women",
                    "men",
                    "persons",
                    "other",
                    "others",
                    "autres",
                    "otros",
                    "مليون",
                    "مليار",
                    "في",
                    "بالمايه",
                    "سنوات",
                    "دول");

    private final String text;
    private int at;

    private Numbers(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The numbers that follow directly on {@code from}; empty when no number does. */
    static List<Item> following(String text, int from) {
        return new Numbers(text, from).read();
    }

    /** The item that begins exactly at {@code from}, or null. */
    static @Nullable Item at(String text, int from) {
        return new Numbers(text, from).item();
    }

    private List<Item> read() {
        List<Item> items = new ArrayList<>();
        skipOpening();
        while (items.size() < LONGEST_LIST) {
            Item item = item();
            if (item == null) {
                break;
            }
            items.add(item);
            at = item.end();
            if (range(items)) {
                continue;
            }
            if (!separator()) {
                break;
            }
        }
        return items;
    }

    /** Adds what a range such as {@code –5} adds to its first number; true when a list goes on. */
    private boolean range(List<Item> items) {
        Item first = items.getLast();
        int before = at;
        skipSpaces();
        boolean ranging = at < text.length() && "-–—‑".indexOf(text.charAt(at)) >= 0;
        if (ranging) {
            at++;
            skipSpaces();
        } else {
            String word = wordAt(at);
            ranging = RANGING.contains(Words.fold(word));
            at += ranging ? word.length() : 0;
            skipSpaces();
        }
        Item last = ranging ? item() : null;
        if (last == null || last.number() <= first.number() || !first.part().isEmpty()) {
            at = before;
            return false;
        }
        if (last.number() - first.number() > LONGEST_RANGE) {
            items.removeLast();
        } else {
            for (int number = first.number() + 1; number < last.number(); number++) {
                items.add(new Item(first.start(), last.end(), number, "", false));
            }
            items.add(last);
        }
        at = last.end();
        return separator();
    }

    private void skipOpening() {
        for (int i = 0; i < 3; i++) {
            skipSpaces();
            if (at < text.length() && ":#(-–‑_[/".indexOf(text.charAt(at)) >= 0) {
                at++;
                continue;
            }
            String word = wordAt(at);
            if (Set.of("n", "no", "nos", "number", "numbers", "numero", "رقم")
                    .contains(Words.fold(word))) {
                at += word.length();
                while (at < text.length() && "°º.".indexOf(text.charAt(at)) >= 0) {
                    at++;
                }
                continue;
            }
            return;
        }
        skipSpaces();
    }

    private void skipSpaces() {
        int limit = Math.min(text.length(), at + 8);
        while (at < limit && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Skips what may stand between two numbers; false, and nothing skipped, when a list ends. */
    private boolean separator() {
        int before = at;
        boolean separated = false;
        for (int i = 0; i < 6; i++) {
            skipSpaces();
            if (at >= text.length()) {
                break;
            }
            char c = text.charAt(at);
            if (digit(c) >= 0) {
                if (separated) {
                    return true;
                }
                break;
            }
            if (",;&/()[]،؛+#:".indexOf(c) >= 0) {
                at++;
                separated = true;
                continue;
            }
            if (c == 'و' && at + 1 < text.length() && digit(text.charAt(at + 1)) >= 0) {
                at++;
                return true;
            }
            String word = wordAt(at);
            if (word.isEmpty() || !JOINING.contains(Words.fold(word))) {
                break;
            }
            at += word.length();
            separated = true;
        }
        at = before;
        return false;
    }

    private @Nullable Item item() {
        int start = at;
        int i = start;
        int number = 0;
        while (i < text.length() && i - start < 3 && digit(text.charAt(i)) >= 0) {
            number = number * 10 + digit(text.charAt(i));
            i++;
        }
        if (i == start || i - start > 2) {
            return null;
        }
        String part = "";
        boolean indicator = false;
        int point = partAfterPoint(i);
        if (point > i) {
            part = asciiLower(text.substring(i + 1, point));
            i = point;
            point = partAfterPoint(i);
            if (point > i) {
                indicator = true;
                i = point;
            }
        }
        boolean goesOn = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
        if (goesOn || (i < text.length() && measures(i))) {
            return null;
        }
        return new Item(start, i, number, part, indicator);
    }

    /** The end of {@code .7}, {@code .c} or {@code .12} at {@code i}; or {@code i} when absent. */
    private int partAfterPoint(int i) {
        if (i + 1 >= text.length() || text.charAt(i) != '.') {
            return i;
        }
        int end = i + 1;
        while (end < text.length() && end - i < 4 && digit(text.charAt(end)) >= 0) {
            end++;
        }
        if (end > i + 1) {
            return end;
        }
        char letter = asciiLower(text.substring(end, end + 1)).charAt(0);
        boolean alone =
                end + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(end + 1));
        return letter >= 'a' && letter <= 'd' && alone ? end + 1 : i;
    }

    private boolean measures(int i) {
        if ("%°‰".indexOf(text.charAt(i)) >= 0) {
            return true;
        }
        int j = i;
        while (j < text.length() && j - i < 2 && Character.isWhitespace(text.charAt(j))) {
            j++;
        }
        if (j < text.length() && "%°٪".indexOf(text.charAt(j)) >= 0) {
            return true;
        }
        return j > i && UNITS.contains(Words.fold(wordAt(j)));
    }

    private String wordAt(int from) {
        int end = from;
        while (end < text.length() && end - from < 24 && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(Math.min(from, text.length()), end);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= '٠' && c <= '٩' ? c - '٠' : -1;
    }

    private static String asciiLower(String part) {
        StringBuilder lower = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int digit = digit(c);
            lower.append(digit >= 0 ? (char) ('0' + digit) : Character.toLowerCase(c));
        }
        return lower.toString();
    }
}
