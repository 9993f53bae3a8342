package org.practicehub.notification;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import org.springframework.data.mongodb.core.MongoTemplate;
import org.testcontainers.mongodb.MongoDBContainer;

/** A store for one test class: the embedded server, or a real one in a container. */
public final class TestStore implements AutoCloseable {

    private final MongoClient client;
    private final Runnable stop;

    private TestStore(String uri, Runnable stop) {
        client = MongoClients.create(uri);
        this.stop = stop;
    }

    public static TestStore embedded() {
        MongoServer server = new MongoServer(new MemoryBackend());
        server.bind();
        return new TestStore(
                "mongodb://localhost:" + server.getLocalAddress().getPort(), server::shutdownNow);
    }

    public static TestStore real() {
        MongoDBContainer container = new MongoDBContainer("mongo:8.0");
        container.start();
        return new TestStore(container.getConnectionString(), container::stop);
    }

    public MongoTemplate mongo() {
        return new MongoTemplate(client, "kit");
    }

    @Override
    public void close() {
        client.close();
        stop.run();
    }
}
