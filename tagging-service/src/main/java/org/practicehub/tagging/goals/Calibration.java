package org.practicehub.tagging.goals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns margins and lexicon strengths into probabilities: one logistic function whose slopes all
 * classes share and whose intercept each class has for itself, fitted on texts with known answers.
 */
final class Calibration {

    /** What is known of one class in one text, in this order. */
    static final List<String> INPUTS =
            List.of("margin", "lexicon", "margin-lead", "lexicon-lead", "lexicon-none");

    private final double[] slopes;
    private final double[] intercepts;

    Calibration(double[] slopes, double[] intercepts) {
        this.slopes = slopes;
        this.intercepts = intercepts;
    }

    /** The inputs of one class: its own values and its lead over the best other class. */
    static double[] inputs(double[] margins, double[] strengths, int aClass) {
        return new double[] {
            margins[aClass],
            strengths[aClass],
            Math.min(0, margins[aClass] - bestOther(margins, aClass)),
            Math.min(0, strengths[aClass] - bestOther(strengths, aClass)),
            strengths[aClass] == 0 ? 1 : 0
        };
    }

    private static double bestOther(double[] values, int aClass) {
        double best = -10;
        for (int i = 0; i < values.length; i++) {
            if (i != aClass) {
                best = Math.max(best, values[i]);
            }
        }
        return best;
    }

    double probability(double[] margins, double[] strengths, int aClass) {
        double[] inputs = inputs(margins, strengths, aClass);
        double sum = intercepts[aClass];
        for (int i = 0; i < inputs.length; i++) {
            sum += slopes[i] * inputs[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** Lines of a name and a number: the slopes by input, then the intercepts by class. */
    List<String> written() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < slopes.length; i++) {
            lines.add(INPUTS.get(i) + "\t" + slopes[i]);
        }
        for (int c = 0; c < intercepts.length; c++) {
            lines.add((c + 1) + "\t" + intercepts[c]);
        }
        return lines;
    }

    static Calibration read(InputStream stream, int classes) throws IOException {
        double[] slopes = new double[INPUTS.size()];
        double[] intercepts = new double[classes];
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                int tab = line.indexOf('\t');
                String name = line.substring(0, tab);
                double value = Double.parseDouble(line.substring(tab + 1));
                int input = INPUTS.indexOf(name);
                if (input >= 0) {
                    slopes[input] = value;
                } else {
                    intercepts[Integer.parseInt(name) - 1] = value;
                }
            }
        }
        return new Calibration(slopes, intercepts);
    }
}
