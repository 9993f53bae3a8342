package org.practicehub.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The same load, put several times. */
record Runs(List<Measured> all) {

    Runs {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("nothing was run");
        }
    }

    /** The median over the runs; of an even number, the mean of the two in the middle. */
    double median(ToDoubleFunction<Measured> figure) {
        return median(all.stream().mapToDouble(figure).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    Map<String, Long> refused() {
        Map<String, Long> sum = new TreeMap<>();
        for (Measured run : all) {
            run.refused().forEach((what, count) -> sum.merge(what, count, Long::sum));
        }
        return sum;
    }
}
