package org.practicehub.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;

class TimingTests {

    private static final Timing DAILY =
            new Timing(Cadence.DAILY, 2, ZoneId.of("Europe/Paris"), DayOfWeek.MONDAY);

    @Test
    void aWindowIsHalfOpen() {
        Instant end = Instant.parse("2026-06-10T00:00:00Z");
        assertThat(DAILY.next(end.minusNanos(1))).isEqualTo(end);
        assertThat(DAILY.next(end)).isEqualTo(Instant.parse("2026-06-11T00:00:00Z"));
    }

    @Test
    void anHourThatClocksSkipOrRepeatComesOnce() {
        // 29 March 2026: 02:00 does not exist in Paris; 25 October: 02:00 comes twice.
        assertThat(DAILY.next(Instant.parse("2026-03-28T12:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(DAILY.next(Instant.parse("2026-03-29T01:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-30T00:00:00Z"));
        assertThat(DAILY.next(Instant.parse("2026-10-25T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-10-26T01:00:00Z"));
    }

    @Test
    void windowsFollowEachOtherWithoutGap() {
        Timing weekly = new Timing(Cadence.WEEKLY, 8, ZoneId.of("Asia/Manila"), DayOfWeek.THURSDAY);
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(at.atZone(weekly.zone()).getHour()).isEqualTo(8);
        for (int week = 0; week < 60; week++) {
            Instant next = weekly.next(at);
            assertThat(java.time.Duration.between(at, next).toDays()).isEqualTo(7);
            at = next;
        }
    }
}
