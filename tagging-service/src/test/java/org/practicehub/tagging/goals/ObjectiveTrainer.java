package org.practicehub.tagging.goals;

import org.jspecify.annotations.NullMarked;
import org.practicehub.tagging.text.Words;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Trains the ranking of the objectives of the Global Compact on their official titles and actions
 * and on mapped outputs. {@code ObjectiveTrainer DATA RESOURCES} writes {@code gcm-model.gz} and
 * {@code gcm-calibration.tsv}; with {@code --cross-validate} it prints what 10 folds reach.
 */
@NullMarked
final class ObjectiveTrainer {

    private static final int OBJECTIVES = 23;
    private static final double C = Double.parseDouble(System.getProperty("C", "4"));
    private static final double RIDGE = Double.parseDouble(System.getProperty("ridge", "0.5"));
    private static final int CONTEXT = Integer.getInteger("context", 0);

    private record Example(List<String> stems, Set<Integer> objectives, int copies) {}

    private ObjectiveTrainer() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        List<Example> official = official(data.resolve("gcm-objectives.json"));
        List<Example> outputs = outputs(data.resolve("gcm-outputs.jsonl"));
        Lexicon lexicon = Lexicon.load("/tagging/goals/gcm-lexicon.tsv", OBJECTIVES);
        if (List.of(arguments).contains("--cross-validate")) {
            for (int seed = 0; seed < 5; seed++) {
                crossValidate(official, outputs, lexicon, seed);
            }
            return;
        }
        Path resources = Path.of(arguments[1]);
        double[][] margins = outOfFold(official, outputs, 1);
        List<Example> all = new ArrayList<>(official);
        all.addAll(outputs);
        try (OutputStream out = Files.newOutputStream(resources.resolve("gcm-model.gz"))) {
            fit(all).write(out);
        }
        Calibration calibration =
                calibrate(
                        outputs,
                        margins,
                        lexicon,
                        IntStream.range(0, outputs.size()).boxed().toList());
        Files.write(resources.resolve("gcm-calibration.tsv"), calibration.written());
    }

    private static void crossValidate(
            List<Example> official, List<Example> outputs, Lexicon lexicon, int seed) {
        List<Integer> order = shuffled(outputs.size(), seed);
        double first = 0;
        double precision = 0;
        for (int fold = 0; fold < 10; fold++) {
            List<Integer> judge = new ArrayList<>();
            List<Example> seen = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                if (i % 10 == fold) {
                    judge.add(order.get(i));
                } else {
                    seen.add(outputs.get(order.get(i)));
                }
            }
            double[][] inner = outOfFold(official, seen, seed + 100);
            Calibration calibration =
                    calibrate(
                            seen, inner, lexicon, IntStream.range(0, seen.size()).boxed().toList());
            List<Example> all = new ArrayList<>(official);
            all.addAll(seen);
            LinearModel model = fit(all);
            for (int i : judge) {
                Example example = outputs.get(i);
                double[] margins = model.margins(model.values(TermCounts.of(example.stems())));
                double[] strengths = strengths(example, lexicon);
                List<Integer> ranked =
                        IntStream.range(0, OBJECTIVES)
                                .boxed()
                                .sorted(
                                        Comparator.comparingDouble(
                                                (Integer c) ->
                                                        -calibration.probability(
                                                                margins, strengths, c)))
                                .toList();
                first += example.objectives().contains(ranked.getFirst() + 1) ? 1 : 0;
                int found = 0;
                double sum = 0;
                for (int r = 0; r < ranked.size(); r++) {
                    if (example.objectives().contains(ranked.get(r) + 1)) {
                        found++;
                        sum += (double) found / (r + 1);
                    }
                }
                precision += sum / example.objectives().size();
            }
        }
        System.out.printf(
                "10 folds, seed %d: P@1 %.3f MAP %.3f%n",
                seed, first / outputs.size(), precision / outputs.size());
    }

    private static double[][] outOfFold(List<Example> official, List<Example> outputs, int seed) {
        List<Integer> order = shuffled(outputs.size(), seed);
        double[][] margins = new double[outputs.size()][];
        int folds = 5;
        for (int fold = 0; fold < folds; fold++) {
            List<Example> seen = new ArrayList<>(official);
            for (int i = 0; i < order.size(); i++) {
                if (i % folds != fold) {
                    seen.add(outputs.get(order.get(i)));
                }
            }
            LinearModel model = fit(seen);
            for (int i = fold; i < order.size(); i += folds) {
                margins[order.get(i)] =
                        model.margins(
                                model.values(TermCounts.of(outputs.get(order.get(i)).stems())));
            }
        }
        return margins;
    }

    private static LinearModel fit(List<Example> examples) {
        return LinearTrainer.fit(
                examples.stream().map(Example::stems).toList(),
                OBJECTIVES,
                2,
                C,
                (i, c) -> {
                    Example example = examples.get(i);
                    return example.objectives().contains(c + 1)
                            ? example.copies()
                            : -example.copies();
                });
    }

    private static Calibration calibrate(
            List<Example> outputs, double[][] margins, Lexicon lexicon, List<Integer> on) {
        List<CalibrationTrainer.Case> cases = new ArrayList<>();
        for (int i : on) {
            double[] strengths = strengths(outputs.get(i), lexicon);
            for (int c = 0; c < OBJECTIVES; c++) {
                cases.add(
                        new CalibrationTrainer.Case(
                                c,
                                Calibration.inputs(margins[i], strengths, c),
                                outputs.get(i).objectives().contains(c + 1)));
            }
        }
        return CalibrationTrainer.fit(cases, OBJECTIVES, RIDGE);
    }

    private static double[] strengths(Example example, Lexicon lexicon) {
        return lexicon.strengths(lexicon.hits(example.stems()), example.stems().size());
    }

    private static List<Integer> shuffled(int count, int seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    private static List<Example> official(Path file) throws Exception {
        List<Example> examples = new ArrayList<>();
        JsonNode all = JsonMapper.shared().readTree(Files.readString(file));
        for (Map.Entry<String, JsonNode> objective : all.properties()) {
            Set<Integer> number = Set.of(Integer.parseInt(objective.getKey()));
            examples.add(
                    new Example(stems(objective.getValue().get("title").asString()), number, 3));
            for (JsonNode action : objective.getValue().get("actions")) {
                examples.add(new Example(stems(action.asString()), number, 1));
            }
        }
        return examples;
    }

    private static List<Example> outputs(Path file) throws Exception {
        List<Example> examples = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = JsonMapper.shared().readTree(line);
            Set<Integer> numbers = new TreeSet<>();
            row.get("gcm").forEach(number -> numbers.add(number.asInt()));
            String text = row.get("text").asString();
            String read = CONTEXT > 0 ? text + ". " + row.get("context").asString() : text;
            examples.add(new Example(stems(read), numbers, 1));
        }
        return examples;
    }

    private static List<String> stems(String text) {
        return Stems.of(Words.of(text));
    }
}
