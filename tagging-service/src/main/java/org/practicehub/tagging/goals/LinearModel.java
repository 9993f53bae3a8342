package org.practicehub.tagging.goals;

import org.practicehub.events.Evidence;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Logistic regressions over the same terms, one for each class: a term's TF-IDF value times its
 * weight is what it contributes, so that every answer can be shown as a sum.
 */
final class LinearModel {

    private static final int VERSION = 1;

    private final Map<String, Integer> numbers;

    /** The terms by number. */
    private final String[] terms;

    private final float[] idf;
    private final byte[][] weights;
    private final float[] scales;
    private final float[] biases;

    private LinearModel(
            Map<String, Integer> numbers,
            float[] idf,
            byte[][] weights,
            float[] scales,
            float[] biases) {
        this.numbers = numbers;
        this.terms = new String[numbers.size()];
        numbers.forEach((term, number) -> terms[number] = term);
        this.idf = idf;
        this.weights = weights;
        this.scales = scales;
        this.biases = biases;
    }

    /**
     * A model from weights as trained; they are rounded to 8 bits here, so that what is evaluated
     * is what is stored.
     *
     * @param weights by class, then by term
     */
    static LinearModel of(
            List<String> terms, float[] idf, double[][] weights, double[] trainedBiases) {
        int classes = weights.length;
        float[] scales = new float[classes];
        float[] biases = new float[classes];
        byte[][] rounded = new byte[terms.size()][classes];
        for (int c = 0; c < classes; c++) {
            double largest = 1e-9;
            for (double weight : weights[c]) {
                largest = Math.max(largest, Math.abs(weight));
            }
            scales[c] = (float) (largest / 127);
            biases[c] = (float) trainedBiases[c];
            for (int t = 0; t < terms.size(); t++) {
                rounded[t][c] = (byte) Math.round(weights[c][t] / scales[c]);
            }
        }
        Map<String, Integer> numbers = new HashMap<>(terms.size() * 2);
        for (int t = 0; t < terms.size(); t++) {
            numbers.put(terms.get(t), t);
        }
        return new LinearModel(numbers, idf, rounded, scales, biases);
    }

    /** The value of each known term: term frequency damped, times rarity, length 1 over all. */
    Map<Integer, Double> values(Map<String, Integer> counts) {
        Map<Integer, Double> values = new HashMap<>(counts.size() * 2);
        double square = 0;
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            Integer number = numbers.get(count.getKey());
            if (number != null) {
                double value = (1 + Math.log(count.getValue())) * idf[number];
                values.put(number, value);
                square += value * value;
            }
        }
        double norm = square == 0 ? 1 : Math.sqrt(square);
        values.replaceAll((number, value) -> value / norm);
        return values;
    }

    /** The margin of each class: above 0 the training texts say yes. */
    double[] margins(Map<Integer, Double> values) {
        double[] sums = new double[biases.length];
        values.forEach(
                (number, value) -> {
                    byte[] row = weights[number];
                    for (int c = 0; c < sums.length; c++) {
                        sums[c] += value * row[c];
                    }
                });
        for (int c = 0; c < sums.length; c++) {
            sums[c] = sums[c] * scales[c] + biases[c];
        }
        return sums;
    }

    /** The terms that speak loudest for a class, strongest first. */
    List<Evidence.Contribution> strongest(Map<Integer, Double> values, int aClass, int most) {
        return values.entrySet().stream()
                .filter(value -> weights[value.getKey()][aClass] > 0)
                .map(value -> contribution(value.getKey(), value.getValue(), aClass))
                .sorted(
                        Comparator.comparingDouble(Evidence.Contribution::weight)
                                .reversed()
                                .thenComparing(Evidence.Contribution::term))
                .limit(most)
                .toList();
    }

    private Evidence.Contribution contribution(int number, double value, int aClass) {
        double weight = value * weights[number][aClass] * scales[aClass];
        return new Evidence.Contribution(terms[number], Math.round(weight * 1000) / 1000.0);
    }

    void write(OutputStream stream) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream))) {
            out.writeInt(VERSION);
            out.writeInt(biases.length);
            for (int c = 0; c < biases.length; c++) {
                out.writeFloat(scales[c]);
                out.writeFloat(biases[c]);
            }
            List<String> terms = numbers.keySet().stream().sorted().toList();
            out.writeInt(terms.size());
            for (String term : terms) {
                int number = numbers.getOrDefault(term, 0);
                out.writeUTF(term);
                out.writeFloat(idf[number]);
                out.write(weights[number]);
            }
        }
    }

    static LinearModel read(InputStream stream) throws IOException {
        try (DataInputStream in =
                new DataInputStream(
                        new java.io.BufferedInputStream(new GZIPInputStream(stream), 1 << 16))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("a model of version " + version);
            }
            int classes = in.readInt();
            float[] scales = new float[classes];
            float[] biases = new float[classes];
            for (int c = 0; c < classes; c++) {
                scales[c] = in.readFloat();
                biases[c] = in.readFloat();
            }
            int terms = in.readInt();
            Map<String, Integer> numbers = new HashMap<>(terms * 2);
            float[] idf = new float[terms];
            byte[][] weights = new byte[terms][];
            for (int t = 0; t < terms; t++) {
                numbers.put(in.readUTF(), t);
                idf[t] = in.readFloat();
                weights[t] = in.readNBytes(classes);
            }
            return new LinearModel(numbers, idf, weights, scales, biases);
        }
    }
}
