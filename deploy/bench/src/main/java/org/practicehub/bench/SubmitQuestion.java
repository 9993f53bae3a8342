package org.practicehub.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Submissions through the gateway, each with an idempotency key of its own, durable when answered.
 */
final class SubmitQuestion implements Question {

    private static final double AIM = 4_000;
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
            new Throughput(options, report, CREATED)
                    .measure(run -> submitters(hub, run), new Drain(backlog, report), AIM);
        }
        RawLimits limits = new RawLimits(options, samples, report);
        limits.store();
        limits.door();
    }

    private Load.Callers submitters(Hub hub, String run) throws IOException, InterruptedException {
        Map<String, String> contributor = hub.as("contributor");
        return () -> new Submitter(hub.connect(), contributor, session + run);
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
