package org.practicehub.bench;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many practices to the ten endpoints of one account, then few to those of fifty accounts, until
 * the last signed message has arrived at a sink in this process. The product has to be up with
 * {@code WEBHOOK_LOCAL_TARGETS=true}.
 */
final class HooksQuestion implements Question {

    private static final int ENDPOINTS = 10;
    private static final int ACCOUNTS = 50;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String PATH = "/api/v1/subscriptions/endpoints";

    @Override
    public String name() {
        return "hooks";
    }

    @Override
    public String asks() {
        return "How many webhooks a second are matched, planned, signed and delivered?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        report.say("hooks: about %d messages a run", options.messages());
        try (HookSink sink = new HookSink();
                Publisher publisher = new Publisher(options.kafka())) {
            raw(options, report, sink.address());
            endpoints(hub, options, report, publisher, sink.address(), sink.arrived());
        }
    }

    private static void run(
            Options options,
            Report report,
            Publisher publisher,
            String topic,
            int endpoints,
            AtomicLong arrived)
            throws IOException, InterruptedException {
        int practices = Math.max(1, options.messages() / endpoints);
        long wanted = (long) practices * endpoints;
        for (int nth = 0; nth <= options.runs(); nth++) {
            arrived.set(0);
            long start = System.nanoTime();
            publisher.publish(topic, practices);
            Arrivals.await(arrived, wanted, LONGEST);
            double seconds = (System.nanoTime() - start) / 1e9;
            report.say(
                    "  %4d practices to %3d endpoints      run %d   %9.1f/s   %d of %d in %.1f s%s",
                    practices,
                    endpoints,
                    nth,
                    arrived.get() / seconds,
                    arrived.get(),
                    wanted,
                    seconds,
                    nth == 0 ? "   (warm-up)" : "");
        }
    }

    private static void raw(Options options, Report report, URI at)
            throws IOException, InterruptedException {
        byte[] body = "x".repeat(1500).getBytes(StandardCharsets.UTF_8);
        Load load =
                new Load(options.connections(), new Schedule.Saturating(), options.length(), 204);
        Load.Callers callers =
                () -> {
                    HttpConnection connection = new HttpConnection(at);
                    return nth -> connection.exchange("POST", "/", Map.of(), body).status();
                };
        load.put(callers);
        report.run("raw: POSTs to the sink", 1, load.put(callers));
    }

    private static void endpoints(
            Hub hub,
            Options options,
            Report report,
            Publisher publisher,
            URI at,
            AtomicLong arrived)
            throws IOException, InterruptedException {
        Map<String, String> account = hub.as("contributor");
        String topic = "bench-hooks-" + System.nanoTime();
        List<String> ids = new ArrayList<>();
        HttpConnection door = hub.connect();
        try {
            for (int i = 0; i < ENDPOINTS; i++) {
                JsonNode added =
                        Hub.json(
                                door.post(PATH, account, "{\"url\":\"" + at + "/" + i + "\"}"),
                                201);
                String id = added.get("id").stringValue();
                ids.add(id);
                Hub.json(
                        door.post(
                                PATH + "/" + id + "/subscriptions",
                                account,
                                "{\"criteria\":{\"all\":[\"topic:" + topic + "\"]}}"),
                        201);
            }
            run(options, report, publisher, topic, ENDPOINTS, arrived);
            try (Crowd crowd = new Crowd(options.mongo())) {
                crowd.followByWebhook(
                        ids.getFirst(), NotificationDoor.ofTopic(topic), ACCOUNTS - 1);
            }
            run(options, report, publisher, topic, ENDPOINTS * ACCOUNTS, arrived);
        } finally {
            for (String id : ids) {
                door.exchange("DELETE", PATH + "/" + id, account, new byte[0]);
            }
            door.close();
        }
    }
}
