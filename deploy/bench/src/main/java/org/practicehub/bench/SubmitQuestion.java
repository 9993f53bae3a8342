package org.practicehub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Submissions through the gateway, each with an idempotency key of its own, durable when answered.
 */
final class SubmitQuestion implements Question {

    private static final double AIM = 4_000;
    private static final double SHARE_OF_HIGHEST = 0.8;
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);
    private static final int CREATED = 201;

    private final Samples samples = new Samples(new SplittableRandom(23), 256);
    private final String session = Long.toString(System.currentTimeMillis(), 36);

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public String asks() {
        return "How many submissions a second does the gateway accept durably, how fast, and what"
                + " tagging backlog do they leave?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        report.say(
                "submit: POST /api/v1/submissions, about 1.2 kB, %d persistent connections, %d runs"
                        + " of %d s",
                options.connections(), options.runs(), options.length().toSeconds());
        try (Backlog backlog = new Backlog(options.kafka())) {
            Drain drain = new Drain(backlog);
            put(hub, options, "warm-up", new Schedule.Saturating(), WARM_UP);
            drain.await(LONGEST_DRAIN);

            List<Measured> highest = new ArrayList<>();
            for (int nth = 1; nth <= options.runs(); nth++) {
                Measured run =
                        put(hub, options, "c" + nth, new Schedule.Saturating(), options.length());
                report.run("closed loop (highest rate)", nth, run);
                highest.add(run);
                drain.await(LONGEST_DRAIN);
            }
            Runs closed = new Runs(highest);
            report.median("closed loop (highest rate)", closed);

            double rate = rate(options, closed);
            String what = String.format("open loop at %.0f/s", rate);
            List<Measured> steady = new ArrayList<>();
            for (int nth = 1; nth <= options.runs(); nth++) {
                long tagged = backlog.written("practice-tags");
                Measured run =
                        put(hub, options, "o" + nth, new Schedule.Steady(rate), options.length());
                report.run(what, nth, run);
                report.say("    %s", drain.after(run, tagged, LONGEST_DRAIN));
                steady.add(run);
            }
            report.median(what, new Runs(steady));
        }
        RawLimits limits = new RawLimits(options, samples, report);
        limits.store();
        limits.door();
    }

    private static double rate(Options options, Runs closed) {
        return options.perSecond() > 0
                ? options.perSecond()
                : Math.min(AIM, SHARE_OF_HIGHEST * closed.median(Measured::perSecond));
    }

    private Measured put(Hub hub, Options options, String run, Schedule schedule, Duration length)
            throws IOException, InterruptedException {
        Map<String, String> contributor = hub.as("contributor");
        Load load = new Load(options.connections(), schedule, length, CREATED);
        return load.put(() -> new Submitter(hub.connect(), contributor, session + run));
    }

    private final class Submitter implements Load.Caller {

        private final HttpConnection connection;
        private final Map<String, String> headers;
        private final String run;

        Submitter(HttpConnection connection, Map<String, String> contributor, String run) {
            this.connection = connection;
            this.headers = new HashMap<>(contributor);
            this.run = run;
        }

        @Override
        public int call(long nth) throws IOException {
            String mark = run + "n" + nth;
            headers.put("Idempotency-Key", mark);
            return connection
                    .exchange("POST", "/api/v1/submissions", headers, samples.body(nth, mark))
                    .status();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
