package org.practicehub.bench;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;

/** The tagger alone, and previews of tags through the gateway of a product that is up. */
final class TagQuestion implements Question {

    private static final double AIM = 2_000;

    private final Samples samples = new Samples(new SplittableRandom(29), 256);

    @Override
    public String name() {
        return "tag";
    }

    @Override
    public String asks() {
        return "How many practices a second does one core tag, how soon, and how fast on request?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        new TaggerAlone(hub.home(), options, report).answer();
        Load.Callers previewers;
        try {
            previewers = previewers(hub);
        } catch (IOException e) {
            report.say("tag: previews are not measured: no product is up at %s", hub.gateway());
            return;
        }
        report.say(
                "tag: POST /api/v1/tags/preview, about 1.2 kB, %d persistent connections, %d runs"
                        + " of %d s",
                options.connections(), options.runs(), options.length().toSeconds());
        new Throughput(options, report, 200)
                .measure(run -> previewers, new Throughput.Around() {}, AIM);
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
