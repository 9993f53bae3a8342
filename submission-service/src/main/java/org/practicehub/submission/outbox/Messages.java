package org.practicehub.submission.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;

import java.nio.charset.StandardCharsets;

/** Events as records for Kafka. */
public final class Messages {

    private static final String SOURCE = "submission-service";

    public static ProducerRecord<String, byte[]> of(String topic, HubEvent event) {
        EventCodec.Encoded encoded = EventCodec.encode(event, SOURCE);
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, encoded.key(), encoded.value());
        encoded.headers()
                .forEach(
                        (name, value) ->
                                message.headers()
                                        .add(name, value.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private Messages() {}
}
