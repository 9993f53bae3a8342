package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class LoadTests {

    /** Long enough for the slowest machine to make every request. */
    private static final Duration PATIENT = Duration.ofMinutes(1);

    @Test
    void arrivalsAreEvenlySpacedWhateverTheAnswersDo() {
        Schedule steady = new Schedule.Steady(4_000);
        assertThat(steady.due(0, 1_000, 99)).isEqualTo(1_000);
        assertThat(steady.due(4, 1_000, 99)).isEqualTo(1_001_000);
        assertThat(steady.due(4_000, 0, 5_000_000_000L)).isEqualTo(1_000_000_000);
    }

    @Test
    void everyRequestOfTheScheduleIsMadeOnce() throws Exception {
        Load load = new Load(4, new Schedule.Steady(500), Duration.ofMillis(400), 201, PATIENT);
        Measured measured = load.put(() -> nth -> 201);
        assertThat(measured.accepted()).isEqualTo(200);
        assertThat(measured.latencies().getTotalCount()).isEqualTo(200);
        assertThat(measured.refused()).isEmpty();
    }

    @Test
    void aStallIsFeltByAllWhoWouldHaveComeDuringIt() throws Exception {
        Load load = new Load(1, new Schedule.Steady(1_000), Duration.ofMillis(400), 200, PATIENT);
        Measured measured =
                load.put(
                        () ->
                                nth -> {
                                    if (nth == 100) {
                                        stall(Duration.ofMillis(200));
                                    }
                                    return 200;
                                });
        // Of 400 requests about 200 were due during the stall; a closed loop would blame one.
        long late = measured.latencies().getCountBetweenValues(20_000_000, PATIENT.toNanos());
        assertThat(late).isGreaterThan(120);
    }

    @Test
    void whatWasNotAcceptedIsCountedByWhatItWasAndNotTimed() throws Exception {
        Load load = new Load(2, new Schedule.Steady(100), Duration.ofMillis(300), 201, PATIENT);
        Measured measured =
                load.put(
                        () ->
                                nth -> {
                                    if (nth % 3 == 0) {
                                        throw new IOException("reset");
                                    }
                                    return nth % 3 == 1 ? 429 : 201;
                                });
        assertThat(measured.accepted()).isEqualTo(10);
        assertThat(measured.latencies().getTotalCount()).isEqualTo(10);
        assertThat(measured.refused()).containsEntry("IOException", 10L);
        assertThat(measured.refused()).containsEntry("status 429", 10L);
    }

    @Test
    void aLoadThatCannotBeCarriedIsGivenUpAndSaysSo() throws Exception {
        Load load = new Load(1, new Schedule.Steady(1_000), Duration.ofMillis(100), 200);
        Measured measured =
                load.put(
                        () ->
                                nth -> {
                                    stall(Duration.ofMillis(20));
                                    return 200;
                                });
        assertThat(measured.refused()).containsKey("not sent: too far behind");
        assertThat(measured.elapsed()).isLessThan(Duration.ofSeconds(5));
    }

    private static void stall(Duration length) throws IOException {
        try {
            boolean opened = new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(opened).isFalse();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
