package org.practicehub.criteria;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * From one day to another, both included, each an ISO 8601 year, month or day: {@code 2019}, {@code
 * 2019-11}, {@code 2019-11-30}. An absent end is open. A year or month stands for all of its days.
 */
public record DateRange(@Nullable String from, @Nullable String to) {

    public DateRange {
        Days first = from == null ? Days.ALWAYS : day("from", from);
        Days last = to == null ? Days.ALWAYS : day("to", to);
        if (first.first() > last.last()) {
            throw new InvalidCriteriaException("", "ends before it starts");
        }
    }

    /** The first day, days since 1970-01-01; {@link Integer#MIN_VALUE} when open. */
    public int firstDay() {
        return from == null ? Days.ALWAYS.first() : day("from", from).first();
    }

    /** The last day, days since 1970-01-01; {@link Integer#MAX_VALUE} when open. */
    public int lastDay() {
        return to == null ? Days.ALWAYS.last() : day("to", to).last();
    }

    /** The first millisecond since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} when open. */
    public long firstMillisecond() {
        return from == null ? Long.MIN_VALUE : firstDay() * Days.MILLISECONDS;
    }

    /** The last millisecond since 1970-01-01T00:00Z; {@link Long#MAX_VALUE} when open. */
    public long lastMillisecond() {
        return to == null ? Long.MAX_VALUE : (lastDay() + 1) * Days.MILLISECONDS - 1;
    }

    boolean isOpen() {
        return from == null && to == null;
    }

    private static Days day(String end, String text) {
        Days days = Days.parse(text);
        if (days == null) {
            throw new InvalidCriteriaException(
                    "/" + end, Texts.quoted(text) + " is not a year, month or day");
        }
        return days;
    }

    /** The days a partial date stands for, days since 1970-01-01, both included. */
    record Days(int first, int last) {

        static final long MILLISECONDS = 86_400_000L;
        static final Days ALWAYS = new Days(Integer.MIN_VALUE, Integer.MAX_VALUE);

        static @Nullable Days parse(String text) {
            int year = digits(text, 0, 4);
            if (year < 1) {
                return null;
            }
            if (text.length() == 4) {
                LocalDate first = LocalDate.of(year, 1, 1);
                return of(first, first.plusYears(1).minusDays(1));
            }
            int month = text.charAt(4) == '-' ? digits(text, 5, 2) : -1;
            if (month < 1 || month > 12) {
                return null;
            }
            LocalDate first = LocalDate.of(year, month, 1);
            if (text.length() == 7) {
                return of(first, first.plusMonths(1).minusDays(1));
            }
            int day = text.length() == 10 && text.charAt(7) == '-' ? digits(text, 8, 2) : -1;
            if (day < 1 || day > first.lengthOfMonth()) {
                return null;
            }
            LocalDate one = first.withDayOfMonth(day);
            return of(one, one);
        }

        private static Days of(LocalDate first, LocalDate last) {
            return new Days((int) first.toEpochDay(), (int) last.toEpochDay());
        }

        /** The number in exactly so many ASCII digits, or -1. */
        private static int digits(String text, int start, int length) {
            if (text.length() < start + length) {
                return -1;
            }
            int number = 0;
            for (int i = start; i < start + length; i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') {
                    return -1;
                }
                number = number * 10 + (c - '0');
            }
            return number;
        }
    }
}
