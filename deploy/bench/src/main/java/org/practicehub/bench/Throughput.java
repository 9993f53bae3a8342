package org.practicehub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The course every question about a rate takes: warm-up, highest rate, latency at a rate. */
final class Throughput {

    private static final double SHARE_OF_HIGHEST = 0.8;

    /** A warm-up is over when a window brings less than this over the best before. */
    private static final double STILL_WARMING = 1.1;

    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final int MOST_WINDOWS = 12;

    private final Options options;
    private final Report report;
    private final int wanted;

    /** A load's callers; {@code run} names the run, so that what they send can be told apart. */
    interface Callers {
        Load.Callers of(String run) throws IOException, InterruptedException;
    }

    /** What is done around each run: waiting for work the last one left, and telling of it. */
    interface Around {

        /** Before a load begins. */
        default void before() throws IOException, InterruptedException {}

        /** After a load has ended. */
        default void after(Measured run) throws IOException, InterruptedException {}
    }

    /**
     * @param wanted the status that counts as accepted
     */
    Throughput(Options options, Report report, int wanted) {
        this.options = options;
        this.report = report;
        this.wanted = wanted;
    }

    /**
     * @param aim the rate of the open loop when the product can carry it and none was asked for
     */
    void measure(Callers callers, Around around, double aim)
            throws IOException, InterruptedException {
        around.before();
        warmUp(callers);

        String closed = "closed loop (highest rate)";
        List<Measured> highest = new ArrayList<>();
        for (int nth = 1; nth <= options.runs(); nth++) {
            around.before();
            Measured run = load(new Schedule.Saturating(), options.length(), callers.of("c" + nth));
            report.run(closed, nth, run);
            highest.add(run);
        }
        report.median(closed, new Runs(highest));

        double rate = rate(aim, new Runs(highest));
        String open = String.format("open loop at %.0f/s", rate);
        List<Measured> steady = new ArrayList<>();
        for (int nth = 1; nth <= options.runs(); nth++) {
            around.before();
            Measured run = load(new Schedule.Steady(rate), options.length(), callers.of("o" + nth));
            report.run(open, nth, run);
            around.after(run);
            steady.add(run);
        }
        report.median(open, new Runs(steady));
    }

    /** Until the compiler has done its work: no more gain, or a minute is over. */
    private void warmUp(Callers callers) throws IOException, InterruptedException {
        double best = 0;
        for (int nth = 1; nth <= MOST_WINDOWS; nth++) {
            Measured window = load(new Schedule.Saturating(), WINDOW, callers.of("w" + nth));
            if (nth > 2 && window.perSecond() < best * STILL_WARMING) {
                return;
            }
            best = Math.max(best, window.perSecond());
        }
        report.say("  still getting faster after the warm-up");
    }

    private double rate(double aim, Runs highest) {
        return options.perSecond() > 0
                ? options.perSecond()
                : Math.min(aim, SHARE_OF_HIGHEST * highest.median(Measured::perSecond));
    }

    private Measured load(Schedule schedule, Duration length, Load.Callers callers)
            throws IOException, InterruptedException {
        return new Load(options.connections(), schedule, length, wanted).put(callers);
    }
}
