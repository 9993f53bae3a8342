package org.practicehub.submission.practice;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmbeddedSubmissionsTests extends SubmissionsKit {

    private static MongoServer server;
    private static String uri;

    @BeforeAll
    static void start() {
        server = new MongoServer(new MemoryBackend());
        uri = "mongodb://localhost:" + server.bind().getPort();
    }

    @AfterAll
    static void stop() {
        server.shutdownNow();
    }

    @Override
    String uri() {
        return uri;
    }
}
