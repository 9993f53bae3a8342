package org.practicehub.bench;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;

/** Previews of tags through the gateway: the tagger itself, without the way through Kafka. */
final class TagQuestion implements Question {

    private static final double AIM = 2_000;

    private final Samples samples = new Samples(new SplittableRandom(29), 256);

    @Override
    public String name() {
        return "tag";
    }

    @Override
    public String asks() {
        return "How many practices a second can be tagged on request, and how fast?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        report.say(
                "tag: POST /api/v1/tags/preview, about 1.2 kB, %d persistent connections, %d runs"
                        + " of %d s",
                options.connections(), options.runs(), options.length().toSeconds());
        new Throughput(options, report, 200)
                .measure(run -> previewers(hub), new Throughput.Around() {}, AIM);
        new RawLimits(options, samples, report).door();
    }

    private Load.Callers previewers(Hub hub) throws IOException, InterruptedException {
        Map<String, String> contributor = hub.as("contributor");
        return () -> {
            HttpConnection connection = hub.connect();
            return new Load.Caller() {
                @Override
                public int call(long nth) throws IOException {
                    byte[] body = samples.body(nth, "preview");
                    return connection
                            .exchange("POST", "/api/v1/tags/preview", contributor, body)
                            .status();
                }

                @Override
                public void close() {
                    connection.close();
                }
            };
        };
    }
}
