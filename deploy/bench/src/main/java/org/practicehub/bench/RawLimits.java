package org.practicehub.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;

import org.bson.Document;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the machine and the parts below the product can do, measured in the same run: the door
 * alone, the store alone. Nothing can be accepted durably faster than the slower of the two.
 */
final class RawLimits {

    private static final Duration LENGTH = Duration.ofSeconds(3);
    private static final String DATABASE = "practicehub_bench";

    private final Options options;
    private final Samples samples;
    private final Report report;

    RawLimits(Options options, Samples samples, Report report) {
        this.options = options;
        this.samples = samples;
        this.report = report;
    }

    /** POSTs of the same bodies to a bare Tomcat that sends them back. */
    void door() throws IOException, InterruptedException {
        Process server = start(EchoServer.class);
        try (BufferedReader printed = server.inputReader()) {
            String port = printed.readLine();
            if (port == null) {
                throw new IOException("the echo server did not start");
            }
            URI base = URI.create("http://127.0.0.1:" + port);
            runs("raw: bare Tomcat, echo", () -> echo(new HttpConnection(base)));
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private Load.Caller echo(HttpConnection connection) {
        return new Load.Caller() {
            @Override
            public int call(long nth) throws IOException {
                byte[] body = samples.body(nth, "echo" + nth);
                return connection.exchange("POST", "/", Map.of(), body).status();
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    /** Inserts of the same bodies into the product's own store, each acknowledged. */
    void store() throws IOException, InterruptedException {
        try (MongoClient mongo = MongoClients.create(options.mongo())) {
            MongoCollection<Document> inserts =
                    mongo.getDatabase(DATABASE).getCollection("inserts");
            try {
                runs("raw: store, acknowledged inserts", () -> nth -> insert(inserts, nth));
            } finally {
                mongo.getDatabase(DATABASE).drop();
            }
        }
    }

    private int insert(MongoCollection<Document> inserts, long nth) {
        String body = new String(samples.body(nth, "raw"), StandardCharsets.UTF_8);
        Document document = Document.parse(body);
        document.append("_id", Long.toHexString(System.nanoTime()) + ":" + nth);
        inserts.insertOne(document);
        return 201;
    }

    private void runs(String what, Load.Callers callers) throws IOException, InterruptedException {
        Load load = new Load(options.connections(), new Schedule.Saturating(), LENGTH, 201);
        load.put(callers);
        Runs runs = new Runs(List.of(load.put(callers), load.put(callers), load.put(callers)));
        report.median(what, runs);
    }

    private static Process start(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
