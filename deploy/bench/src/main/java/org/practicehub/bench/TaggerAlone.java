package org.practicehub.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The whole tagger without doors: {@code deploy/tag} in a process of its own, one thread and 400 MB
 * of heap, fed with practices over a pipe. CPU time counts everything the process did meanwhile,
 * its compiler and collector included, and so tells what one core does however busy the machine.
 */
final class TaggerAlone {

    /** Until the compiler has done its work. */
    private static final int WARM_UP = 8_000;

    private static final int RUN = 4_000;

    /** How many practices are answered between two looks at the clocks. */
    private static final int STEP = 500;

    private final File home;
    private final Options options;
    private final Report report;
    private final Samples samples = new Samples(new SplittableRandom(31), 512);

    TaggerAlone(File home, Options options, Report report) {
        this.home = home;
        this.options = options;
        this.report = report;
    }

    /** Where both clocks stood when so many practices were answered. */
    private record Mark(long answered, long nanos, Duration cpu) {

        double perSecond(Mark until) {
            return (until.answered - answered) / ((until.nanos - nanos) / 1e9);
        }

        double perCpuSecond(Mark until) {
            return (until.answered - answered) / (until.cpu.minus(cpu).toNanos() / 1e9);
        }
    }

    void answer() throws IOException, InterruptedException {
        report.say(
                "tag: deploy/tag alone, -Xmx400m, one thread; practices of %d words (median)",
                medianWords());
        readiness();
        List<Mark> marks = feed(WARM_UP + RUN * options.runs());
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int nth = 1; nth <= options.runs(); nth++) {
            Mark from = at(marks, WARM_UP + (long) RUN * (nth - 1));
            Mark until = at(marks, WARM_UP + (long) RUN * nth);
            wall.add(from.perSecond(until));
            cpu.add(from.perCpuSecond(until));
            report.say(
                    "  run %d   %8.0f practices per CPU second   %8.0f/s by the clock",
                    nth, cpu.getLast(), wall.getLast());
        }
        report.say(
                "  median  %8.0f practices per CPU second   %8.0f/s by the clock",
                median(cpu), median(wall));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Mark at(List<Mark> marks, long answered) throws IOException {
        return marks.stream()
                .filter(mark -> mark.answered() >= answered)
                .findFirst()
                .orElseThrow(() -> new IOException("deploy/tag answered too few lines"));
    }

    private int medianWords() {
        int[] words = new int[samples.count()];
        for (int nth = 0; nth < words.length; nth++) {
            words[nth] = samples.text(nth).split("\\s+").length;
        }
        Arrays.sort(words);
        return words[words.length / 2];
    }

    /** A fresh process answers one practice: start, loading, the answer and the end together. */
    private void readiness() throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int nth = 0; nth <= options.runs(); nth++) {
            long start = System.nanoTime();
            Process process = start();
            try (BufferedWriter lines = process.outputWriter()) {
                lines.write(samples.line(nth));
            }
            process.getInputStream().readAllBytes();
            check(process);
            if (nth > 0) {
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        report.say(
                "  ready: a fresh process answers one practice and ends in %.2f s (median of %d)",
                median(seconds), seconds.size());
    }

    private List<Mark> feed(int count) throws IOException, InterruptedException {
        Process process = start();
        Thread writer = Thread.ofVirtual().start(() -> write(process, count));
        List<Mark> marks = new ArrayList<>();
        String resident = "";
        try (BufferedReader answers = process.inputReader()) {
            for (long answered = 1; answers.readLine() != null; answered++) {
                Optional<Duration> cpu =
                        answered % STEP == 0 ? process.info().totalCpuDuration() : Optional.empty();
                if (cpu.isPresent()) {
                    marks.add(new Mark(answered, System.nanoTime(), cpu.get()));
                    resident = resident(process).orElse(resident);
                }
            }
        }
        writer.join();
        check(process);
        report.say("  most memory of the process, code and compiler included: %s", resident);
        return marks;
    }

    /** Some more practices than are measured: the process must live when the last is. */
    private void write(Process process, int count) {
        try (BufferedWriter lines = process.outputWriter()) {
            for (int nth = 0; nth < count + RUN; nth++) {
                lines.write(samples.line(nth));
            }
        } catch (IOException e) {
            process.destroy();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(new File(home, "deploy/tag").getPath())
                .directory(home)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void check(Process process) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("deploy/tag ended with " + process.exitValue());
        }
    }

    private static Optional<String> resident(Process process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring(6).strip())
                .findFirst();
    }
}
