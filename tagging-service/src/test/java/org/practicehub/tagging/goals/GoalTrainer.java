package org.practicehub.tagging.goals;

import org.jspecify.annotations.NullMarked;
import org.practicehub.tagging.text.Words;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Trains the models of the goals. {@code GoalTrainer DATA RESOURCES} writes {@code sdg-model.gz}
 * and {@code sdg-calibration.tsv}; with {@code --cross-validate} it only prints what they reach on
 * the calibration texts, each judged by models that saw neither it nor its neighbours in the fold.
 */
@NullMarked
final class GoalTrainer {

    static final int GOALS = 17;
    private static final int FOLDS = Integer.getInteger("folds", 5);
    private static final double C = Double.parseDouble(System.getProperty("C", "6"));
    private static final int RARE = Integer.getInteger("rare", 3);
    private static final int OSDG = Integer.getInteger("osdg", 3);
    private static final int CAL = Integer.getInteger("cal", 3);
    private static final double RIDGE = Double.parseDouble(System.getProperty("ridge", "1"));

    /**
     * @param goal from 1
     * @param present whether the text is about that goal
     * @param only whether nothing is known about the other goals
     * @param copies how much the text counts
     */
    record Example(
            String text, List<String> stems, int goal, boolean present, boolean only, int copies) {}

    private GoalTrainer() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        List<Example> train = train(data.resolve("sdg-train.jsonl"));
        List<Example> known = known(data.resolve("sdg-calibration.jsonl"));
        Lexicon lexicon = Lexicon.load("/tagging/goals/sdg-lexicon.tsv", GOALS);
        if (List.of(arguments).contains("--cross-validate")) {
            crossValidate(train, known, lexicon);
            return;
        }
        Path resources = Path.of(arguments[1]);
        double[][] margins = outOfFold(train, known, 7);
        Calibration calibration = fit(known, margins, lexicon, all(known.size()));
        List<Example> everything = new ArrayList<>(train);
        everything.addAll(known);
        LinearModel model = fit(everything, RARE);
        try (OutputStream out = Files.newOutputStream(resources.resolve("sdg-model.gz"))) {
            model.write(out);
        }
        Files.write(resources.resolve("sdg-calibration.tsv"), calibration.written());
        System.out.println(Files.size(resources.resolve("sdg-model.gz")) + " bytes");
    }

    private static void crossValidate(List<Example> train, List<Example> known, Lexicon lexicon) {
        double[][] margins = outOfFold(train, known, 7);
        double sum = 0;
        double square = 0;
        int rounds = 20;
        double[] perGoal = new double[GOALS];
        double[] lastP = new double[known.size()];
        for (int round = 0; round < rounds; round++) {
            List<Integer> order = new ArrayList<>(all(known.size()));
            Collections.shuffle(order, new Random(round));
            int[] right = new int[GOALS];
            int[] count = new int[GOALS];
            for (int fold = 0; fold < 10; fold++) {
                List<Integer> fitOn = new ArrayList<>();
                List<Integer> judge = new ArrayList<>();
                for (int i = 0; i < order.size(); i++) {
                    (i % 10 == fold ? judge : fitOn).add(order.get(i));
                }
                Calibration calibration = fit(known, margins, lexicon, fitOn);
                for (int i : judge) {
                    Example example = known.get(i);
                    double p =
                            calibration.probability(
                                    margins[i], strengths(example, lexicon), example.goal() - 1);
                    lastP[i] = p;
                    count[example.goal() - 1]++;
                    if ((p >= 0.5) == example.present()) {
                        right[example.goal() - 1]++;
                    }
                }
            }
            double mean = 0;
            for (int g = 0; g < GOALS; g++) {
                perGoal[g] += (double) right[g] / count[g] / rounds;
                mean += (double) right[g] / count[g] / GOALS;
            }
            sum += mean;
            square += mean * mean;
        }
        double mean = sum / rounds;
        System.out.printf(
                "mean of the per-goal accuracies %.4f (between rounds ±%.4f)%n",
                mean, Math.sqrt(Math.max(0, square / rounds - mean * mean)));
        System.out.println("95%% interval over texts: ±%.4f".formatted(bootstrap(known, lastP)));
        for (int g = 0; g < GOALS; g++) {
            System.out.printf("%d:%.2f ", g + 1, perGoal[g]);
        }
        System.out.println();
        System.out.println(fit(known, margins, lexicon, all(known.size())).written());
    }

    private static double bootstrap(List<Example> known, double[] p) {
        Random random = new Random(1);
        double[] means = new double[1000];
        for (int b = 0; b < means.length; b++) {
            int[] right = new int[GOALS];
            int[] count = new int[GOALS];
            for (int i = 0; i < p.length; i++) {
                int j = random.nextInt(p.length);
                int g = known.get(j).goal() - 1;
                count[g]++;
                right[g] += (p[j] >= 0.5) == known.get(j).present() ? 1 : 0;
            }
            double mean = 0;
            for (int g = 0; g < GOALS; g++) {
                mean += count[g] == 0 ? 1.0 / GOALS : (double) right[g] / count[g] / GOALS;
            }
            means[b] = mean;
        }
        Arrays.sort(means);
        return (means[974] - means[25]) / 2;
    }

    /** The margins of each known text by a model that did not see it. */
    private static double[][] outOfFold(List<Example> train, List<Example> known, int seed) {
        List<Integer> order = new ArrayList<>(all(known.size()));
        Collections.shuffle(order, new Random(seed));
        double[][] margins = new double[known.size()][];
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Example> seen = new ArrayList<>(train);
            List<Integer> judge = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                if (i % FOLDS == fold) {
                    judge.add(order.get(i));
                } else if (CAL > 0) {
                    seen.add(known.get(order.get(i)));
                }
            }
            LinearModel model = fit(seen, RARE);
            for (int i : judge) {
                margins[i] = model.margins(model.values(TermCounts.of(known.get(i).stems())));
            }
        }
        return margins;
    }

    private static LinearModel fit(List<Example> examples, int rare) {
        return LinearTrainer.fit(
                examples.stream().map(Example::stems).toList(),
                GOALS,
                rare,
                C,
                (i, g) -> {
                    Example example = examples.get(i);
                    boolean same = example.goal() == g + 1;
                    if (example.only() && !same) {
                        return 0;
                    }
                    return same && example.present() ? example.copies() : -example.copies();
                });
    }

    private static double[] strengths(Example example, Lexicon lexicon) {
        return lexicon.strengths(lexicon.hits(example.stems()), example.stems().size());
    }

    private static Calibration fit(
            List<Example> known, double[][] margins, Lexicon lexicon, List<Integer> on) {
        List<CalibrationTrainer.Case> cases = new ArrayList<>();
        for (int i : on) {
            Example example = known.get(i);
            cases.add(
                    new CalibrationTrainer.Case(
                            example.goal() - 1,
                            Calibration.inputs(
                                    margins[i], strengths(example, lexicon), example.goal() - 1),
                            example.present()));
        }
        return CalibrationTrainer.fit(cases, GOALS, RIDGE);
    }

    private static List<Integer> all(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static List<Example> train(Path file) throws Exception {
        List<Example> examples = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = JsonMapper.shared().readTree(line);
            String text = row.get("text").asString();
            int copies = row.get("source").asString().equals("trail") ? 1 : OSDG;
            examples.add(
                    new Example(text, stems(text), row.get("sdg").asInt(), true, false, copies));
        }
        return examples;
    }

    private static List<Example> known(Path file) throws Exception {
        List<Example> examples = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = JsonMapper.shared().readTree(line);
            String text = row.get("text").asString();
            examples.add(
                    new Example(
                            text,
                            stems(text),
                            row.get("sdg").asInt(),
                            row.get("label").asBoolean(),
                            true,
                            Math.max(1, CAL)));
        }
        return examples;
    }

    private static List<String> stems(String text) {
        return Stems.of(Words.of(text));
    }
}
