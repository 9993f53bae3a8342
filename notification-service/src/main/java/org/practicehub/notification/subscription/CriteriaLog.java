package org.practicehub.notification.subscription;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.practicehub.events.CriteriaChanged;
import org.practicehub.events.EventCodec;
import org.practicehub.events.Topics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells every instance, through the {@code criteria} topic, which criteria somebody has. */
@Component
class CriteriaLog {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final KafkaTemplate<String, byte[]> kafka;

    CriteriaLog(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * Returns when the broker has acknowledged the event.
     *
     * @throws CriteriaNotAnnouncedException when it has not within a few seconds; it may still
     *     arrive
     */
    void announce(CriteriaChanged event) {
        EventCodec.Encoded encoded = EventCodec.encode(event, "notification-service");
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.CRITERIA, encoded.key(), encoded.value());
        encoded.headers()
                .forEach(
                        (name, value) ->
                                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            kafka.send(record).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CriteriaNotAnnouncedException(e);
        } catch (ExecutionException
                | TimeoutException
                | org.springframework.kafka.KafkaException e) {
            throw new CriteriaNotAnnouncedException(e);
        }
    }
}
