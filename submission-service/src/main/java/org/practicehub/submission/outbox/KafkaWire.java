package org.practicehub.submission.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

import java.util.concurrent.CompletableFuture;

@Component
class KafkaWire implements Wire {

    private final KafkaTemplate<String, byte[]> kafka;
    private final Broker broker;

    KafkaWire(KafkaTemplate<String, byte[]> kafka, Broker broker) {
        this.kafka = kafka;
        this.broker = broker;
    }

    @Override
    public CompletableFuture<?> send(ProducerRecord<String, byte[]> message) {
        return kafka.send(message);
    }

    @Override
    public boolean isReady() {
        return broker.isReady();
    }
}
