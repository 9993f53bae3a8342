package org.practicehub.tagging.goals;

import org.jspecify.annotations.NullMarked;

import java.util.Arrays;
import java.util.List;

/**
 * Fits a {@link Calibration} by Newton's method: slopes shared by all classes, intercepts by class
 * that a ridge draws to their mean, because a class has two dozen texts only.
 */
@NullMarked
final class CalibrationTrainer {

    private static final int STEPS = 25;
    private static final double SLOPE_RIDGE = 0.02;

    private CalibrationTrainer() {}

    /**
     * One class in one text.
     *
     * @param inputs as {@link Calibration#inputs} gives them
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Case(int aClass, double[] inputs, boolean present) {}

    static Calibration fit(List<Case> cases, int classes, double ridge) {
        int inputs = Calibration.INPUTS.size();
        int size = inputs + 1 + classes;
        double[] w = new double[size];
        for (int step = 0; step < STEPS; step++) {
            double[][] h = new double[size][size];
            double[] gradient = new double[size];
            for (int k = 0; k < size; k++) {
                double drawn = k < inputs ? SLOPE_RIDGE : k == inputs ? 1e-6 : ridge;
                h[k][k] += drawn;
                gradient[k] -= drawn * w[k];
            }
            for (Case one : cases) {
                double[] x = new double[size];
                System.arraycopy(one.inputs(), 0, x, 0, inputs);
                x[inputs] = 1;
                x[inputs + 1 + one.aClass()] = 1;
                add(h, gradient, w, x, one.present());
            }
            double[] delta = solve(h, gradient);
            for (int k = 0; k < size; k++) {
                w[k] += delta[k];
            }
        }
        double[] intercepts = new double[classes];
        for (int c = 0; c < classes; c++) {
            intercepts[c] = w[inputs] + w[inputs + 1 + c];
        }
        return new Calibration(Arrays.copyOf(w, inputs), intercepts);
    }

    private static void add(
            double[][] h, double[] gradient, double[] w, double[] x, boolean present) {
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
            sum += w[k] * x[k];
        }
        double p = 1 / (1 + Math.exp(-sum));
        for (int a = 0; a < w.length; a++) {
            if (x[a] == 0) {
                continue;
            }
            gradient[a] += ((present ? 1 : 0) - p) * x[a];
            for (int b = 0; b < w.length; b++) {
                h[a][b] += p * (1 - p) * x[a] * x[b];
            }
        }
    }

    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            int pivot = i;
            for (int r = i + 1; r < n; r++) {
                pivot = Math.abs(a[r][i]) > Math.abs(a[pivot][i]) ? r : pivot;
            }
            double[] row = a[i];
            a[i] = a[pivot];
            a[pivot] = row;
            double value = x[i];
            x[i] = x[pivot];
            x[pivot] = value;
            for (int r = i + 1; r < n; r++) {
                double factor = a[r][i] / a[i][i];
                for (int c = i; c < n; c++) {
                    a[r][c] -= factor * a[i][c];
                }
                x[r] -= factor * x[i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int c = i + 1; c < n; c++) {
                x[i] -= a[i][c] * x[c];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
