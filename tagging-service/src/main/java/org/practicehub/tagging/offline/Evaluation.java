package org.practicehub.tagging.offline;

import org.practicehub.events.Tag;
import org.practicehub.tagging.tagger.Tagged;
import org.practicehub.tagging.tagger.Tagger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Measures the tagger on files of known texts. Which answers a line carries is told by its fields:
 * {@code countries} (a set of codes), {@code sdg} with {@code label} (is this goal present?),
 * {@code sdg} or {@code sdgs} alone (the goals of the text), {@code gcm} (its objectives).
 */
final class Evaluation {

    private static final double PRESENT = 0.5;

    private final Tagger tagger;

    Evaluation(Tagger tagger) {
        this.tagger = tagger;
    }

    private static final class Sets {
        int texts;
        int exact;
        int both;
        int found;
        int wanted;
        int most;

        void add(Set<String> got, Set<String> gold) {
            texts++;
            exact += got.equals(gold) ? 1 : 0;
            both += (int) got.stream().filter(gold::contains).count();
            found += got.size();
            most = Math.max(most, got.size());
            wanted += gold.size();
        }

        void print(String name, PrintStream out) {
            double precision = found == 0 ? 0 : (double) both / found;
            double recall = wanted == 0 ? 0 : (double) both / wanted;
            double sum = precision + recall;
            out.printf(
                    Locale.ROOT,
                    "  %-22s precision %.3f  recall %.3f  F1 %.3f  exact sets %.3f  tags a text"
                            + " %.2f, at most %d  (%d right of %d found, %d wanted)%n",
                    name,
                    precision,
                    recall,
                    sum == 0 ? 0 : 2 * precision * recall / sum,
                    (double) exact / texts,
                    (double) found / texts,
                    most,
                    both,
                    found,
                    wanted);
        }
    }

    private static final class Report {
        final Sets countries = new Sets();
        final Sets goals = new Sets();
        final Sets objectives = new Sets();
        final Map<Integer, int[]> presence = new TreeMap<>();
        final Map<Integer, int[]> shown = new TreeMap<>();
        int texts;
        int ranked;
        double first;
        double precision;
    }

    void run(Path folder, PrintStream out) throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files =
                    all.filter(file -> file.toString().endsWith(".jsonl"))
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
        }
        for (Path file : files) {
            long start = System.nanoTime();
            Report report = new Report();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    judge(JsonMapper.shared().readTree(line), report);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%s: %d texts, %.0f texts/s%n",
                    file.getFileName(),
                    report.texts,
                    report.texts / seconds);
            print(report, out);
        }
    }

    private void judge(JsonNode row, Report report) {
        JsonNode text = row.get("text");
        if (text == null || !text.isString()) {
            return;
        }
        JsonNode title = row.get("title");
        Tagged tagged =
                tagger.tag(
                        title != null && title.isString() ? title.stringValue() : null,
                        "title",
                        text.stringValue(),
                        "text");
        report.texts++;
        if (row.has("countries")) {
            report.countries.add(codes(tagged, "country"), strings(row.get("countries")));
        }
        JsonNode goal = row.has("sdgs") ? row.get("sdgs") : row.get("sdg");
        if (goal != null && row.has("label")) {
            presence(goal.asInt(), row.get("label").asBoolean(), tagged, report);
        } else if (goal != null) {
            report.goals.add(codes(tagged, "sdg"), strings(goal));
        }
        if (row.has("gcm")) {
            Set<String> wanted = strings(row.get("gcm"));
            report.objectives.add(codes(tagged, "gcm"), wanted);
            rank(tagged.scores().gcm(), wanted, report);
        }
    }

    private static void presence(int goal, boolean present, Tagged tagged, Report report) {
        String code = String.valueOf(goal);
        boolean likely = tagged.scores().sdg().getOrDefault(code, 0.0) >= PRESENT;
        boolean tag = codes(tagged, "sdg").contains(code);
        count(report.presence, goal, likely == present);
        count(report.shown, goal, tag == present);
    }

    private static void count(Map<Integer, int[]> counts, int goal, boolean right) {
        int[] count = counts.computeIfAbsent(goal, unused -> new int[2]);
        count[0] += right ? 1 : 0;
        count[1]++;
    }

    private static void rank(Map<String, Double> scores, Set<String> wanted, Report report) {
        List<String> ranked = new ArrayList<>(scores.keySet());
        ranked.sort(Comparator.comparingDouble(code -> -scores.getOrDefault(code, 0.0)));
        int found = 0;
        double sum = 0;
        for (int i = 0; i < ranked.size(); i++) {
            if (wanted.contains(ranked.get(i))) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        report.ranked++;
        report.first += !ranked.isEmpty() && wanted.contains(ranked.getFirst()) ? 1 : 0;
        report.precision += wanted.isEmpty() ? 0 : sum / wanted.size();
    }

    private static void print(Report report, PrintStream out) {
        if (report.countries.texts > 0) {
            report.countries.print("countries", out);
        }
        if (report.goals.texts > 0) {
            report.goals.print("goals as shown", out);
        }
        if (!report.presence.isEmpty()) {
            accuracy("score of 0.5 or more", report.presence, out);
            accuracy("as shown", report.shown, out);
        }
        if (report.ranked > 0) {
            report.objectives.print("objectives as shown", out);
            out.printf(
                    Locale.ROOT,
                    "  objectives ranked      P@1 %.3f  MAP %.3f%n",
                    report.first / report.ranked,
                    report.precision / report.ranked);
        }
    }

    private static void accuracy(String name, Map<Integer, int[]> counts, PrintStream out) {
        double mean =
                counts.values().stream()
                        .mapToDouble(count -> (double) count[0] / count[1])
                        .average()
                        .orElse(0);
        String each =
                counts.entrySet().stream()
                        .map(
                                count ->
                                        String.format(
                                                Locale.ROOT,
                                                "%d:%.2f",
                                                count.getKey(),
                                                (double) count.getValue()[0] / count.getValue()[1]))
                        .collect(Collectors.joining(" "));
        out.printf(
                Locale.ROOT,
                "  goal present, %-22s mean of the per-goal accuracies %.4f%n    %s%n",
                name,
                mean,
                each);
    }

    private static Set<String> codes(Tagged tagged, String scheme) {
        return tagged.tags().stream()
                .filter(tag -> tag.scheme().equals(scheme))
                .map(Tag::code)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> strings(JsonNode node) {
        Set<String> strings = new TreeSet<>();
        if (node.isArray()) {
            node.forEach(one -> strings.add(one.asString()));
        } else {
            strings.add(node.asString());
        }
        return strings;
    }
}
