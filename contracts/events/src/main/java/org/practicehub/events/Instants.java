package org.practicehub.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * Reads instants of the form in which they are written, {@code yyyy-MM-ddTHH:mm:ss[.fraction]Z},
 * character by character: the formatter of the platform tries a dozen parsers for each.
 */
final class Instants {

    private static final int SHORTEST = "2026-01-31T23:59:59Z".length();
    private static final int LONGEST = "2026-01-31T23:59:59.123456789Z".length();
    private static final int MOST_DIGITS = 9;
    private static final int NONE = -1;

    /** The same as {@link Instant#parse} for this form; null for every other. */
    static @Nullable Instant canonical(char[] text, int start, int length) {
        if (length < SHORTEST
                || length > LONGEST
                || text[start + 4] != '-'
                || text[start + 7] != '-'
                || text[start + 10] != 'T'
                || text[start + 13] != ':'
                || text[start + 16] != ':'
                || text[start + length - 1] != 'Z') {
            return null;
        }
        int year = number(text, start, 4);
        int month = number(text, start + 5, 2);
        int day = number(text, start + 8, 2);
        int hour = number(text, start + 11, 2);
        int minute = number(text, start + 14, 2);
        int second = number(text, start + 17, 2);
        int nanos = nanos(text, start + SHORTEST - 1, length - SHORTEST);
        if (!isDay(year, month, day)
                || !isWithin(hour, 0, 23)
                || !isWithin(minute, 0, 59)
                || !isWithin(second, 0, 59)
                || nanos == NONE) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
    }

    private static boolean isDay(int year, int month, int day) {
        return year != NONE
                && isWithin(month, 1, 12)
                && isWithin(day, 1, Month.of(month).length(Year.isLeap(year)));
    }

    private static boolean isWithin(int number, int least, int most) {
        return number >= least && number <= most;
    }

    /** A point and one to nine digits, or nothing at all. */
    private static int nanos(char[] text, int start, int length) {
        if (length == 0) {
            return 0;
        }
        if (length == 1 || text[start] != '.') {
            return NONE;
        }
        int nanos = number(text, start + 1, length - 1);
        for (int digits = length - 1; digits < MOST_DIGITS && nanos != NONE; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(char[] text, int start, int digits) {
        int number = 0;
        for (int i = start; i < start + digits; i++) {
            char c = text[i];
            if (c < '0' || c > '9') {
                return NONE;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private Instants() {}
}
