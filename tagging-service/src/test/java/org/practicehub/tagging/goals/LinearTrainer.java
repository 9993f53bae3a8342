package org.practicehub.tagging.goals;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;

import org.jspecify.annotations.NullMarked;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Fits one L2-regularised logistic regression a class, all over the same TF-IDF terms. */
@NullMarked
final class LinearTrainer {

    private LinearTrainer() {}

    /** What a text says of a class: how often it counts as a yes (above 0) or a no (below 0). */
    interface Labels {
        int copies(int text, int aClass);
    }

    /**
     * @param rare terms in fewer texts are left out
     * @param c how much the texts count against the regularisation
     */
    static LinearModel fit(
            List<List<String>> texts, int classes, int rare, double c, Labels labels) {
        Map<String, Integer> documents = new HashMap<>();
        List<Map<String, Integer>> counts = new ArrayList<>();
        for (List<String> text : texts) {
            Map<String, Integer> count = TermCounts.of(text);
            counts.add(count);
            count.keySet().forEach(term -> documents.merge(term, 1, Integer::sum));
        }
        List<String> terms =
                documents.entrySet().stream()
                        .filter(e -> e.getValue() >= rare)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        float[] idf = new float[terms.size()];
        for (int t = 0; t < terms.size(); t++) {
            double share = (1.0 + texts.size()) / (1.0 + documents.get(terms.get(t)));
            idf[t] = (float) (1 + Math.log(share));
        }
        LinearModel empty =
                LinearModel.of(terms, idf, new double[classes][terms.size()], new double[classes]);
        List<Feature[]> rows = new ArrayList<>();
        for (Map<String, Integer> count : counts) {
            rows.add(row(empty.values(count), terms.size()));
        }
        double[][] weights = new double[classes][];
        double[] biases = new double[classes];
        for (int k = 0; k < classes; k++) {
            Model model = one(rows, terms.size(), k, c, labels);
            double sign = model.getLabels()[0] == 1 ? 1 : -1;
            double[] all = model.getFeatureWeights();
            weights[k] = new double[terms.size()];
            for (int t = 0; t < terms.size(); t++) {
                weights[k][t] = sign * all[t];
            }
            biases[k] = sign * all[terms.size()];
        }
        return LinearModel.of(terms, idf, weights, biases);
    }

    private static Feature[] row(Map<Integer, Double> values, int terms) {
        Feature[] row = new Feature[values.size() + 1];
        int k = 0;
        for (int number : values.keySet().stream().sorted().toList()) {
            row[k++] = new FeatureNode(number + 1, values.get(number));
        }
        row[k] = new FeatureNode(terms + 1, 1);
        return row;
    }

    private static Model one(List<Feature[]> rows, int terms, int aClass, double c, Labels labels) {
        List<Feature[]> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        int positive = 0;
        for (int i = 0; i < rows.size(); i++) {
            int copies = labels.copies(i, aClass);
            for (int copy = 0; copy < Math.abs(copies); copy++) {
                x.add(rows.get(i));
                y.add(copies > 0 ? 1.0 : -1.0);
                positive += copies > 0 ? 1 : 0;
            }
        }
        Problem problem = new Problem();
        problem.l = x.size();
        problem.n = terms + 1;
        problem.x = x.toArray(Feature[][]::new);
        problem.y = y.stream().mapToDouble(Double::doubleValue).toArray();
        Parameter parameter = new Parameter(SolverType.L2R_LR_DUAL, c, 0.05);
        double balance = Math.sqrt((double) (x.size() - positive) / Math.max(1, positive));
        parameter.setWeights(new double[] {balance, 1}, new int[] {1, -1});
        parameter.setRandom(new Random(0));
        Linear.disableDebugOutput();
        return Linear.train(problem, parameter);
    }
}
