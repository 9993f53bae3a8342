package org.practicehub.bench;

import com.mongodb.client.MongoDatabase;

import org.practicehub.events.CriteriaChanged;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The notification service, from its own jar in a process with a heap of 1 GiB, beside the one that
 * is up: from the start of the process until it says that it is ready, and what it holds then. The
 * subscriptions are written into the store, and their criteria to the topic, unless an earlier run
 * has done that.
 */
final class StartQuestion implements Question {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofMillis(50);
    private static final int MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String asks() {
        return "How soon is the notification service ready with a million subscriptions stored?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        Readers.Subscribed subscribed =
                new Readers(new SplittableRandom(31)).subscriptions(options.subscriptions());
        report.say(
                "start: %d subscriptions in %d criteria",
                options.subscriptions(), subscribed.criteria().size());
        try (Crowd crowd = new Crowd(options.mongo());
                Publisher publisher = new Publisher(options.kafka())) {
            store(subscribed, crowd.store(), publisher, report);
        }
        File[] jars =
                new File(hub.home(), "notification-service/target")
                        .listFiles((folder, name) -> name.endsWith("-exec.jar"));
        if (jars == null || jars.length != 1) {
            throw new IOException("the jar of the notification service is not there: build it");
        }
        for (int nth = 1; nth <= options.runs(); nth++) {
            run(jars[0], options, report, nth);
        }
    }

    private static void store(
            Readers.Subscribed subscribed, MongoDatabase store, Publisher publisher, Report report)
            throws IOException, InterruptedException {
        StoredCrowd crowd = new StoredCrowd(store);
        if (crowd.isThere(subscribed)) {
            report.say("  stored by an earlier run");
            return;
        }
        long start = System.nanoTime();
        crowd.write(subscribed);
        Instant now = Instant.now();
        publisher.publish(
                subscribed.criteria().entrySet().stream()
                        .map(
                                each ->
                                        new CriteriaChanged(
                                                each.getKey(), 1, now, each.getValue(), true)));
        report.say("  stored in %.1f s", (System.nanoTime() - start) / 1e9);
    }

    private static void run(File jar, Options options, Report report, int nth)
            throws IOException, InterruptedException {
        int port = freePort();
        long start = System.nanoTime();
        Process service =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-jar",
                                jar.getPath(),
                                "--SERVER_PORT=" + port,
                                "--KAFKA_BOOTSTRAP_SERVERS=" + options.kafka(),
                                "--MONGODB_URI=" + options.mongo(),
                                "--OIDC_ISSUER_URI=" + options.gateway() + "/auth")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        URI address = URI.create("http://localhost:" + port);
        try {
            double ready = awaitReady(address, service, start);
            collectGarbage(service.pid());
            try (HttpConnection door = new HttpConnection(address)) {
                report.say(
                        "  run %d   ready after %.1f s; %d MB of heap live",
                        nth, ready, NotificationDoor.heapBytes(door) / MEGABYTE);
            }
        } finally {
            service.destroy();
            if (!service.waitFor(30, TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
    }

    private static double awaitReady(URI address, Process service, long start)
            throws IOException, InterruptedException {
        while (System.nanoTime() - start < LONGEST.toNanos() && service.isAlive()) {
            try (HttpConnection door = new HttpConnection(address)) {
                if (door.get("/actuator/health/readiness", Map.of()).status() == 200) {
                    return (System.nanoTime() - start) / 1e9;
                }
            } catch (IOException e) {
                // Nobody listens there yet.
                Thread.sleep(STEP);
                continue;
            }
            Thread.sleep(STEP);
        }
        throw new IOException("the service did not get ready");
    }

    private static void collectGarbage(long pid) throws IOException, InterruptedException {
        String jcmd = new File(System.getProperty("java.home"), "bin/jcmd").getPath();
        List<String> command = List.of(jcmd, String.valueOf(pid), "GC.run");
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
