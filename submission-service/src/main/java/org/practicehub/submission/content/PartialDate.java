package org.practicehub.submission.content;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;

/** A year, a month or a day as contributors write it: 2019, 2019-11 or 2019-11-30. */
public final class PartialDate {

    private PartialDate() {}

    /** Its first day; null when the text is no such date. */
    public static @Nullable LocalDate firstDay(@Nullable String text) {
        return day(text, false);
    }

    /** Its last day; null when the text is no such date. */
    public static @Nullable LocalDate lastDay(@Nullable String text) {
        return day(text, true);
    }

    private static @Nullable LocalDate day(@Nullable String text, boolean last) {
        if (text == null) {
            return null;
        }
        try {
            return switch (text.length()) {
                case 4 ->
                        last
                                ? Year.parse(text).atMonth(12).atEndOfMonth()
                                : Year.parse(text).atDay(1);
                case 7 ->
                        last
                                ? YearMonth.parse(text).atEndOfMonth()
                                : YearMonth.parse(text).atDay(1);
                default -> LocalDate.parse(text);
            };
        } catch (DateTimeException e) {
            return null;
        }
    }
}
