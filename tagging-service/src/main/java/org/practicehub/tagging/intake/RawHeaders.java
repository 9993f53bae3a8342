package org.practicehub.tagging.intake;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.messaging.MessageHeaders;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Carries header bytes between Kafka and messages untouched, and nothing that Spring adds. */
@Component("rawHeaders")
class RawHeaders implements KafkaHeaderMapper {

    /** So that the names cannot meet those that frameworks give meaning to. */
    static final String PREFIX = "raw:";

    @Override
    public void fromHeaders(MessageHeaders headers, Headers target) {
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX) && value instanceof byte[] bytes) {
                        target.add(name.substring(PREFIX.length()), bytes);
                    } else if (name.equals("traceparent") && value != null) {
                        target.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    @Override
    public void toHeaders(Headers source, Map<String, Object> target) {
        for (Header header : source) {
            if (header.value() != null) {
                target.put(PREFIX + header.key(), header.value());
            }
        }
    }
}
