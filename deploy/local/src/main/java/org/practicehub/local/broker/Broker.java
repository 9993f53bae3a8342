package org.practicehub.local.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.practicehub.local.Durability;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One KRaft node, broker and controller at once, on loopback. It is an ordinary Kafka broker with
 * the memory of a small one; its log survives {@code kill -9}.
 */
public final class Broker implements AutoCloseable {

    private static final int NODE = 1;
    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final int port;

    private Broker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Formats the folder on first use, then starts; returns when the broker takes requests. */
    public static Broker start(Path folder, int port, Durability durability) {
        var config = config(folder, port, freePort(), durability);
        try {
            if (Files.notExists(folder.resolve("meta.properties"))) {
                Files.createDirectories(folder);
                new Formatter()
                        .setNodeId(NODE)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setDirectories(List.of(folder.toString()))
                        .setMetadataLogDirectory(folder.toString())
                        .setControllerListenerName("CONTROLLER")
                        .setIgnoreFormatted(true)
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                        .run();
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot prepare the broker's folder " + folder, e);
        }
        var server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
        server.startup();
        return new Broker(server, port);
    }

    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Map<String, String> config(
            Path folder, int port, int controllerPort, Durability durability) {
        var config = new HashMap<String, String>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", String.valueOf(NODE));
        config.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        config.put("controller.listener.names", "CONTROLLER");
        config.put(
                "listeners",
                "PLAINTEXT://"
                        + HOST
                        + ":"
                        + port
                        + ",CONTROLLER://"
                        + HOST
                        + ":"
                        + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("log.dirs", folder.toString());

        config.put("auto.create.topics.enable", "false");
        config.put("default.replication.factor", "1");
        config.put("min.insync.replicas", "1");
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "4");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        // One consumer of a kind: there is nobody to wait for.
        config.put("group.initial.rebalance.delay.ms", "0");

        // The defaults are those of a machine of its own: 128 MiB for the cleaner alone.
        config.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
        config.put("log.index.size.max.bytes", String.valueOf(1024 * 1024));
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("background.threads", "2");
        config.put("num.replica.fetchers", "1");
        config.put("controlled.shutdown.enable", "false");
        // A restarted broker is let in once the session of its former life has ended.
        config.put("broker.session.timeout.ms", "2000");
        config.put("broker.heartbeat.interval.ms", "500");
        if (durability == Durability.DISK) {
            config.put("log.flush.interval.messages", "1");
        }
        return config;
    }

    /**
     * The controller speaks only to the broker beside it, so its port may differ at every start.
     */
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("No free port on " + HOST, e);
        }
    }
}
