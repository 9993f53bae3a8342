package org.practicehub.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Hands in many practices in one request, as JSON Lines. */
final class Importer implements AutoCloseable {

    /** The answer comes when all is taken. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Samples samples = new Samples(new SplittableRandom(41), 256);
    private final String session = Long.toString(System.currentTimeMillis(), 36);
    private final Hub hub;
    private final HttpConnection connection;

    Importer(Hub hub) {
        this.hub = hub;
        this.connection = new HttpConnection(hub.gateway(), LONGEST);
    }

    /**
     * @param run names the lines: the same name and number are the same practices
     * @param outcome that every line must have: created or unchanged
     * @return lines a second
     */
    double take(String run, int lines, String outcome) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(hub.as("contributor"));
        headers.put("Content-Type", "application/x-ndjson");
        byte[] body = body(run, lines);
        long start = System.nanoTime();
        HttpResponse answer = connection.exchange("POST", "/api/v1/imports", headers, body);
        double seconds = (System.nanoTime() - start) / 1e9;
        JsonNode report = Hub.json(answer, 201);
        if (report.path(outcome).asInt(0) != lines) {
            throw new IOException("not every line was " + outcome + ": " + counts(report));
        }
        return lines / seconds;
    }

    Samples samples() {
        return samples;
    }

    @Override
    public void close() {
        connection.close();
    }

    private static String counts(JsonNode report) {
        return "created "
                + report.path("created")
                + ", updated "
                + report.path("updated")
                + ", unchanged "
                + report.path("unchanged")
                + ", failed "
                + report.path("failed");
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
