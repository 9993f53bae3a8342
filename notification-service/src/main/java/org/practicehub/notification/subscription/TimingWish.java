package org.practicehub.notification.subscription;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.web.Problem.Fault;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** When somebody wants to be told, as it was typed. */
record TimingWish(
        @Nullable String cadence,
        @Nullable Integer hour,
        @Nullable String zone,
        @Nullable String weekday) {

    private static final int USUAL_HOUR = 8;

    /** How the timing would be typed: without what is of no meaning for its cadence. */
    static TimingWish of(Timing timing) {
        String cadence = timing.cadence().wire();
        return switch (timing.cadence()) {
            case IMMEDIATE -> new TimingWish(cadence, null, null, null);
            case DAILY -> new TimingWish(cadence, timing.hour(), name(timing.zone()), null);
            case WEEKLY ->
                    new TimingWish(
                            cadence,
                            timing.hour(),
                            name(timing.zone()),
                            timing.weekday().name().toLowerCase(Locale.ROOT));
        };
    }

    private static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** This wish; what it leaves open is as before. */
    TimingWish orAs(Timing before) {
        TimingWish was = of(before);
        return new TimingWish(
                cadence == null ? was.cadence : cadence,
                hour == null ? was.hour : hour,
                zone == null ? was.zone : zone,
                weekday == null ? was.weekday : weekday);
    }

    /**
     * @param faults takes what is wrong
     * @return absent when something is
     */
    @Nullable Timing timing(List<Fault> faults) {
        if (cadence == null) {
            return Timing.IMMEDIATE;
        }
        switch (Cadence.of(cadence)) {
            case null -> {
                faults.add(new Fault("/cadence", "is none of immediate, daily, weekly"));
                return null;
            }
            case IMMEDIATE -> {
                return Timing.IMMEDIATE;
            }
            case DAILY -> {
                return window(Cadence.DAILY, faults);
            }
            case WEEKLY -> {
                return window(Cadence.WEEKLY, faults);
            }
        }
    }

    private @Nullable Timing window(Cadence window, List<Fault> faults) {
        int at = hour == null ? USUAL_HOUR : hour;
        if (at < 0 || at > 23) {
            faults.add(new Fault("/hour", "is not an hour from 0 to 23"));
            return null;
        }
        ZoneId where = where(faults);
        DayOfWeek day = day(faults);
        return where == null || day == null ? null : new Timing(window, at, where, day);
    }

    private @Nullable ZoneId where(List<Fault> faults) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        if (zone.equals("UTC") || ZoneId.getAvailableZoneIds().contains(zone)) {
            return ZoneId.of(zone);
        }
        faults.add(new Fault("/zone", "is not a time zone such as Africa/Casablanca"));
        return null;
    }

    private @Nullable DayOfWeek day(List<Fault> faults) {
        if (weekday == null) {
            return DayOfWeek.MONDAY;
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().equalsIgnoreCase(weekday)) {
                return day;
            }
        }
        faults.add(new Fault("/weekday", "is not a day such as monday"));
        return null;
    }
}
