package org.practicehub.notification.subscription;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/**
 * When a subscription is told.
 *
 * @param hour of the day in {@code zone}, 0 to 23; of no meaning when immediate. Where clocks are
 *     put forward over it, the hour after.
 * @param weekday of no meaning unless weekly
 */
public record Timing(Cadence cadence, int hour, ZoneId zone, DayOfWeek weekday) {

    public static final Timing IMMEDIATE =
            new Timing(Cadence.IMMEDIATE, 0, ZoneOffset.UTC, DayOfWeek.MONDAY);

    public Timing {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("is not an hour from 0 to 23");
        }
    }

    /**
     * The end of the half-open window that the moment lies in: what happens exactly at an end
     * belongs to the window that begins there.
     */
    public Instant next(Instant moment) {
        return switch (cadence) {
            case IMMEDIATE -> moment;
            case DAILY -> {
                ZonedDateTime due = at(moment);
                yield due.toInstant().isAfter(moment) ? due.toInstant() : at(due, 1).toInstant();
            }
            case WEEKLY -> {
                ZonedDateTime due = at(moment).with(TemporalAdjusters.nextOrSame(weekday));
                yield due.toInstant().isAfter(moment) ? due.toInstant() : at(due, 7).toInstant();
            }
        };
    }

    private ZonedDateTime at(Instant moment) {
        return moment.atZone(zone).toLocalDate().atTime(hour, 0).atZone(zone);
    }

    private ZonedDateTime at(ZonedDateTime due, int daysLater) {
        return due.toLocalDate().plusDays(daysLater).atTime(hour, 0).atZone(zone);
    }
}
