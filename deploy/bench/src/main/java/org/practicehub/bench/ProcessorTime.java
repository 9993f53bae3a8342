package org.practicehub.bench;

import java.io.IOException;
import java.util.Map;

/**
 * What a request costs the server's processors. On a shared machine rates tell as much of the
 * neighbours as of the product; this figure does not. When several parts run in one JVM all of them
 * are counted.
 */
final class ProcessorTime implements Throughput.Around, AutoCloseable {

    private static final String METRIC = "/actuator/metrics/process.cpu.time";

    private final HttpConnection connection;
    private final Report report;
    private double before;

    ProcessorTime(Hub service, Report report) {
        this.connection = service.connect();
        this.report = report;
    }

    @Override
    public void before() throws IOException {
        before = nanos();
    }

    @Override
    public void after(Measured run) throws IOException {
        report.say(
                "    processor time %.0f µs a request",
                (nanos() - before) / 1e3 / Math.max(1, run.accepted()));
    }

    private double nanos() throws IOException {
        return Hub.json(connection.get(METRIC, Map.of()), 200)
                .at("/measurements/0/value")
                .asDouble();
    }

    @Override
    public void close() {
        connection.close();
    }
}
