package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class RunsTests {

    @Test
    void theMedianIsTheMiddleOne() {
        Runs runs = new Runs(List.of(run(900, 5), run(100, 80), run(500, 20)));
        assertThat(runs.median(Measured::perSecond)).isEqualTo(500);
        assertThat(runs.median(run -> run.percentileMillis(50))).isCloseTo(20, within(0.1));
    }

    @Test
    void ofAnEvenNumberItIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Runs.median(4, 1, 3, 2)).isEqualTo(2.5);
    }

    @Test
    void connectionsSideBySideAddUp() {
        Measured both = run(300, 10).and(run(200, 30));
        assertThat(both.perSecond()).isEqualTo(500);
        assertThat(both.latencies().getTotalCount()).isEqualTo(500);
    }

    @Test
    void aLatencyBeyondTheScaleCountsAsTheLongest() {
        Histogram histogram = Measured.histogram();
        Measured.record(histogram, Long.MAX_VALUE);
        Measured.record(histogram, -5);
        assertThat(histogram.getTotalCount()).isEqualTo(2);
    }

    @Test
    void theReportNamesWhatWasNotAccepted() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8));
        Measured limited =
                new Measured(
                        Duration.ofSeconds(1), 1, Map.of("status 429", 7L), run(1, 1).latencies());
        report.median("open loop", new Runs(List.of(limited, limited, limited)));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("NOT ACCEPTED: {status 429=21}");
    }

    private static Measured run(int accepted, int millis) {
        Histogram histogram = Measured.histogram();
        histogram.recordValueWithCount(millis * 1_000_000L, accepted);
        return new Measured(Duration.ofSeconds(1), accepted, Map.of(), histogram);
    }
}
