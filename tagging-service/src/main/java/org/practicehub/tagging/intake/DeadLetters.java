package org.practicehub.tagging.intake;

import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Puts records aside that this group could not process: the same bytes, and the reason. */
class DeadLetters {

    private static final String BINDING = "tagging-dead-letters";
    private static final int LONGEST_REASON = 1000;

    private final StreamBridge bridge;

    DeadLetters(StreamBridge bridge) {
        this.bridge = bridge;
    }

    /** Returns when the broker has the record; throws when it does not take it. */
    void putAside(ReceivedRecord received, String reason) {
        Map<String, Object> headers = new HashMap<>();
        received.headers().forEach((name, value) -> headers.put(RawHeaders.PREFIX + name, value));
        put(headers, "dlq_reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        put(headers, "dlq_topic", received.topic());
        put(headers, "dlq_partition", String.valueOf(received.partition()));
        put(headers, "dlq_offset", String.valueOf(received.offset()));
        byte[] key = received.key();
        if (key != null) {
            headers.put(KafkaHeaders.KEY, key);
        }
        byte[] value = received.value();
        bridge.send(
                BINDING,
                MessageBuilder.withPayload(value == null ? new byte[0] : value)
                        .copyHeaders(headers)
                        .build());
    }

    private static void put(Map<String, Object> headers, String name, String value) {
        headers.put(RawHeaders.PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
