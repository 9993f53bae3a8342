package org.practicehub.bench;

import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The raw limit of events: from one client to another over the same broker, one at a time. */
final class RawKafka {

    private static final int RECORDS = 300;
    private static final int BYTES = 2_000;

    static Histogram roundTrips(String servers, String session)
            throws IOException, InterruptedException {
        String topic = "bench-" + session;
        Map<String, Object> where = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        try (Admin admin = Admin.create(where)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            try {
                return measure(servers, topic);
            } finally {
                admin.deleteTopics(List.of(topic)).all().get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the broker refused the records of the raw limit", e);
        }
    }

    private static Histogram measure(String servers, String topic)
            throws IOException, InterruptedException, ExecutionException {
        Histogram histogram = Measured.histogram();
        try (TopicWatch watch = new TopicWatch(servers, topic);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 0),
                                new StringSerializer(),
                                new ByteArraySerializer())) {
            for (int nth = -RECORDS / 3; nth < RECORDS; nth++) {
                String key = "k" + nth;
                watch.expect(topic, key);
                long start = System.nanoTime();
                Future<RecordMetadata> sent =
                        producer.send(new ProducerRecord<>(topic, key, new byte[BYTES]));
                long arrival = watch.arrival(topic, key);
                sent.get();
                if (nth >= 0) {
                    Measured.record(histogram, arrival - start);
                }
            }
        }
        return histogram;
    }

    private RawKafka() {}
}
