package org.practicehub.drills;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.node.ObjectNode;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The endpoints of everybody who is told by webhook, one a path: what is posted is a line of a file
 * before it is answered 204. A process of its own, like the {@link MailSink}.
 */
final class HookSink implements Closeable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final KeptLines kept;
    private final Clock clock;

    HookSink(int port, Path file, Clock clock) throws IOException {
        this.clock = clock;
        kept = new KeptLines(file);
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** The port it listens on, printed when ready; ends when killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (HookSink sink =
                new HookSink(
                        Integer.parseInt(arguments[0]), Path.of(arguments[1]), Clock.systemUTC())) {
            System.out.println(sink.address().getPort());
            Thread.currentThread().join();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            ObjectNode line = Hub.JSON.createObjectNode();
            line.put("at", clock.instant().toString());
            line.put("to", exchange.getRequestURI().getPath().substring(1));
            line.put(
                    "id",
                    Objects.requireNonNullElse(
                            exchange.getRequestHeaders().getFirst("webhook-id"), ""));
            line.put("body", body);
            kept.keep(line);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        kept.close();
    }
}
