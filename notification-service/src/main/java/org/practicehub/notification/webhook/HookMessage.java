package org.practicehub.notification.webhook;

import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is posted: the JSON of an event, its attributes as headers (CloudEvents 1.0, HTTP binary
 * mode).
 *
 * @param id the same for every attempt, {@code webhook-id}: receivers drop a copy by it
 */
public record HookMessage(String id, String body, Map<String, String> headers) {

    public HookMessage {
        headers = Map.copyOf(headers);
    }

    /** An event as every endpoint is told it. */
    public record Told(String body, Map<String, String> headers) {

        public Told {
            headers = Map.copyOf(headers);
        }

        public static Told of(HubEvent event) {
            EventCodec.Encoded encoded = EventCodec.encode(event, "notification-service");
            Map<String, String> headers = new LinkedHashMap<>();
            encoded.headers()
                    .forEach(
                            (name, value) -> {
                                if (name.startsWith("ce_")) {
                                    headers.put("ce-" + name.substring(3), value);
                                }
                            });
            return new Told(new String(encoded.value(), StandardCharsets.UTF_8), headers);
        }
    }

    /**
     * @param more headers beside those of the event; values are single lines of ASCII
     */
    public static HookMessage of(String id, Told event, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.putAll(event.headers());
        return new HookMessage(id, event.body(), headers);
    }
}
