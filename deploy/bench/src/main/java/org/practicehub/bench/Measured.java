package org.practicehub.bench;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of a load came to.
 *
 * @param elapsed from the first request due to the last answer
 * @param accepted answers with the status that was asked for
 * @param refused other answers and failures, by what they were
 * @param latencies of the accepted, in nanoseconds from the moment each was due
 */
record Measured(Duration elapsed, long accepted, Map<String, Long> refused, Histogram latencies) {

    /** The finest and the longest that is told apart: 1 µs and 2 minutes, three digits. */
    static Histogram histogram() {
        return new Histogram(1_000, 120_000_000_000L, 3);
    }

    static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, histogram.getHighestTrackableValue()));
    }

    double perSecond() {
        return accepted / (elapsed.toNanos() / 1e9);
    }

    double percentileMillis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    double longestMillis() {
        return latencies.getMaxValue() / 1e6;
    }

    /** Both together, as of connections that worked side by side. */
    Measured and(Measured other) {
        Histogram both = latencies.copy();
        both.add(other.latencies);
        Map<String, Long> refusals = new TreeMap<>(refused);
        other.refused.forEach((what, count) -> refusals.merge(what, count, Long::sum));
        return new Measured(
                elapsed.compareTo(other.elapsed) > 0 ? elapsed : other.elapsed,
                accepted + other.accepted,
                refusals,
                both);
    }
}
