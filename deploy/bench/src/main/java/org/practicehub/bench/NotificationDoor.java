package org.practicehub.bench;

import org.practicehub.criteria.Criteria;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The notification service's own door: the gateway lets nobody subscribe a thousand addresses. The
 * product has to be up with {@code SMTP_HOST=localhost} and {@code SMTP_PORT} the sink's port.
 */
final class NotificationDoor implements AutoCloseable {

    private static final int SERVICE = 8084 - 8080;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String PATH = "/api/v1/subscriptions";

    private final HttpConnection door;
    private final MailSink sink;

    NotificationDoor(Hub hub, MailSink sink) {
        this.sink = sink;
        door =
                new HttpConnection(
                        URI.create("http://localhost:" + (hub.gateway().getPort() + SERVICE)));
    }

    static Criteria ofTopic(String topic) {
        return Criteria.fromJson("{\"all\":[\"topic:" + topic + "\"]}");
    }

    /** Asks, awaits the mail, confirms. */
    void subscribe(String topic, String address) throws IOException, InterruptedException {
        Hub.json(
                door.post(
                        PATH,
                        Map.of(),
                        """
                        {"criteria":%s,"cadence":"immediate",\
                        "channel":{"type":"email","address":"%s"}}\
                        """
                                .formatted(ofTopic(topic).canonicalJson(), address)),
                202);
        Arrivals.await(() -> sink.tokens().containsKey(address), LONGEST);
        String token = sink.tokens().get(address);
        if (token == null) {
            throw new IOException(
                    "no mail came for "
                            + address
                            + ": is the product up with SMTP_PORT="
                            + sink.port()
                            + "?");
        }
        Hub.json(door.post(PATH + "/confirmation", Map.of(), "{\"token\":\"" + token + "\"}"), 200);
    }

    /** What the JVM of the service uses of its heap, garbage included. */
    long heapBytes() throws IOException {
        return heapBytes(door);
    }

    static long heapBytes(HttpConnection door) throws IOException {
        return Hub.json(door.get("/actuator/metrics/jvm.memory.used?tag=area:heap", Map.of()), 200)
                .at("/measurements/0/value")
                .asLong();
    }

    @Override
    public void close() {
        door.close();
    }
}
