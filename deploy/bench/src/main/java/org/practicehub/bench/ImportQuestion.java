package org.practicehub.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** One large import after the other, over one connection. */
final class ImportQuestion implements Question {

    private static final int LINES = 5_000;
    private static final int WARM_UP = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Samples samples = new Samples(new SplittableRandom(41), 256);
    private final String session = Long.toString(System.currentTimeMillis(), 36);

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String asks() {
        return "How many practices a second does an import take in, and how fast is the same import"
                + " a second time, when nothing has changed?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        report.say(
                "import: POST /api/v1/imports, %d lines of about 1.2 kB, %d runs",
                LINES, options.runs());
        double[] first = new double[options.runs()];
        double[] again = new double[options.runs()];
        try (HttpConnection connection = hub.connect();
                Backlog backlog = new Backlog(options.kafka())) {
            Drain drain = new Drain(backlog, report);
            take(connection, hub, "w", WARM_UP, "created");
            for (int nth = 0; nth < options.runs(); nth++) {
                drain.before();
                first[nth] = take(connection, hub, "r" + nth, LINES, "created");
                drain.before();
                again[nth] = take(connection, hub, "r" + nth, LINES, "unchanged");
                report.say(
                        "  run %d    new %8.1f/s   unchanged %8.1f/s",
                        nth + 1, first[nth], again[nth]);
            }
        }
        report.say(
                "  median   new %8.1f/s   unchanged %8.1f/s",
                Runs.median(first), Runs.median(again));
        new RawLimits(options, samples, report).store();
    }

    /**
     * @param outcome that every line must have
     * @return lines a second
     */
    private double take(HttpConnection connection, Hub hub, String run, int lines, String outcome)
            throws IOException, InterruptedException {
        Map<String, String> contributor = hub.as("contributor");
        Map<String, String> headers = new HashMap<>(contributor);
        headers.put("Content-Type", "application/x-ndjson");
        byte[] body = body(run, lines);
        long start = System.nanoTime();
        HttpResponse answer = connection.exchange("POST", "/api/v1/imports", headers, body);
        if (answer.status() != 201 && answer.status() != 202) {
            throw new IOException("the import was refused: " + answer.text());
        }
        JsonNode state = Hub.JSON.readTree(answer.body());
        String path = "/api/v1/imports/" + state.get("id").asString();
        while (done(state) < lines) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new IOException("the import did not end in time: " + done(state) + " lines");
            }
            Thread.sleep(LOOK);
            state = Hub.json(connection.get(path, contributor), 200);
        }
        if (state.path(outcome).asInt(0) != lines) {
            throw new IOException("not every line was " + outcome + ": " + counts(state));
        }
        return lines / ((System.nanoTime() - start) / 1e9);
    }

    private static int done(JsonNode state) {
        return state.path("created").asInt(0)
                + state.path("updated").asInt(0)
                + state.path("unchanged").asInt(0)
                + state.path("failed").asInt(0);
    }

    private static String counts(JsonNode state) {
        return "created "
                + state.path("created")
                + ", updated "
                + state.path("updated")
                + ", unchanged "
                + state.path("unchanged")
                + ", failed "
                + state.path("failed");
    }

    private byte[] body(String run, int lines) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(lines * 1_300);
        for (int nth = 0; nth < lines; nth++) {
            String mark = session + run + "n" + nth;
            ObjectNode line = (ObjectNode) Hub.JSON.readTree(samples.body(nth, mark));
            line.put("externalId", mark);
            body.writeBytes(Hub.JSON.writeValueAsBytes(line));
            body.write('\n');
        }
        return body.toByteArray();
    }
}
