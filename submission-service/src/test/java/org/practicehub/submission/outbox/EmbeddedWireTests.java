package org.practicehub.submission.outbox;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class EmbeddedWireTests extends WireKit {

    private static EmbeddedKafkaBroker kafka;

    @BeforeAll
    static void start() {
        kafka =
                new EmbeddedKafkaKraftBroker(1, 6)
                        .brokerProperty("auto.create.topics.enable", "false");
        kafka.afterPropertiesSet();
    }

    @AfterAll
    static void stop() {
        kafka.destroy();
    }

    @Override
    String bootstrapServers() {
        return kafka.getBrokersAsString();
    }
}
