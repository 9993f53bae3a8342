package org.practicehub.catalogue;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Topics;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/** A real broker in this JVM that can go away and come back with its log. */
public final class TestBroker implements AutoCloseable {

    private final Path folder;
    private final int port = freePort();
    private KafkaRaftServer server;
    private KafkaProducer<byte[], byte[]> producer;

    public TestBroker(Path folder) {
        this.folder = folder;
    }

    public TestBroker start() {
        try {
            if (Files.notExists(folder.resolve("meta.properties"))) {
                Files.createDirectories(folder);
                new Formatter()
                        .setNodeId(1)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setDirectories(List.of(folder.toString()))
                        .setMetadataLogDirectory(folder.toString())
                        .setControllerListenerName("CONTROLLER")
                        .setIgnoreFormatted(true)
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                        .run();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        server = new KafkaRaftServer(new KafkaConfig(texts(config())), Time.SYSTEM);
        server.startup();
        return this;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public void stop() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** As the submission service would, whichever service starts first. */
    public TestBroker createTopics() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(
                            List.of(
                                    topic(Topics.named(Topics.PRACTICES)),
                                    topic(Topics.named(Topics.TOPICS)),
                                    topic(Topics.deadLetters("catalogue"))))
                    .all()
                    .get();
        }
        return this;
    }

    /** Deletes the practices topic and makes another of the same name. */
    public void makeAnew(String topic) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
            for (int attempt = 0; ; attempt++) {
                try {
                    admin.createTopics(List.of(topic(Topics.named(topic)))).all().get();
                    return;
                } catch (java.util.concurrent.ExecutionException e) {
                    if (attempt > 50) {
                        throw e;
                    }
                    Thread.onSpinWait();
                }
            }
        }
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    /** Returns when the broker has them all. */
    public void send(HubEvent... events) {
        send(List.of(events));
    }

    public void send(List<? extends HubEvent> events) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (HubEvent event : events) {
            EventCodec.Encoded encoded = EventCodec.encode(event, "submission-service");
            String topic =
                    event instanceof org.practicehub.events.TopicChanged
                            ? Topics.TOPICS
                            : Topics.PRACTICES;
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, bytes(encoded.key()), encoded.value());
            encoded.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
            records.add(record);
        }
        sendRaw(records);
    }

    public void sendRaw(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer().send(record));
            }
            for (Future<?> future : sent) {
                future.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer =
                    new KafkaProducer<>(
                            Map.of("bootstrap.servers", address(), "linger.ms", 0),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
        }
        return producer;
    }

    private static NewTopic topic(Topics.Topic topic) {
        return new NewTopic(topic.name(), Topics.PARTITIONS, (short) 1).configs(topic.settings());
    }

    private Map<String, Object> config() {
        int controller = freePort();
        Map<String, Object> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", 1);
        config.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        config.put("controller.listener.names", "CONTROLLER");
        config.put(
                "listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controller);
        config.put("advertised.listeners", "PLAINTEXT://" + address());
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("log.dirs", folder.toString());
        config.put("auto.create.topics.enable", false);
        config.put("default.replication.factor", 1);
        config.put("min.insync.replicas", 1);
        config.put("offsets.topic.replication.factor", 1);
        config.put("offsets.topic.num.partitions", 2);
        config.put("transaction.state.log.replication.factor", 1);
        config.put("transaction.state.log.min.isr", 1);
        config.put("share.coordinator.state.topic.replication.factor", 1);
        config.put("share.coordinator.state.topic.min.isr", 1);
        config.put("group.initial.rebalance.delay.ms", 0);
        config.put("log.cleaner.dedupe.buffer.size", 8 * 1024 * 1024);
        config.put("controlled.shutdown.enable", false);
        return config;
    }

    private static Map<String, String> texts(Map<String, Object> config) {
        Map<String, String> texts = new HashMap<>();
        config.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
