package org.practicehub.catalogue;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import java.nio.file.Path;

/** The embedded document store, in memory, or on disk so that it can go away and come back. */
public final class TestMongo implements AutoCloseable {

    private final Path file;
    private final int port = TestBroker.freePort();
    private MongoServer server;

    public TestMongo() {
        this(null);
    }

    public TestMongo(Path file) {
        this.file = file;
        start();
    }

    public void start() {
        server =
                new MongoServer(
                        file == null ? new MemoryBackend() : new H2Backend(file.toString()));
        server.bind("127.0.0.1", port);
    }

    public void stop() {
        server.shutdownNow();
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }
}
