package org.practicehub.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A service that says what it is told to say, and remembers what it was asked. */
final class StubService implements AutoCloseable {

    /** What came in. Header names are in lower case. */
    record Seen(String method, String target, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** How to answer. */
    interface Answer {
        void to(HttpExchange exchange, Seen seen) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile boolean readsBodies = true;

    StubService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = new ConcurrentHashMap<String, List<String>>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
        byte[] body = readsBodies ? exchange.getRequestBody().readAllBytes() : new byte[0];
        var request =
                new Seen(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers,
                        body);
        seen.add(request);
        String path = exchange.getRequestURI().getRawPath();
        Answer answer = answers.get(exchange.getRequestMethod() + " " + path);
        if (answer == null) {
            answer = answers.get(path);
        }
        if (answer == null) {
            answer = answers.get("*");
        }
        try (exchange) {
            if (answer == null) {
                problem(404, "not-found").to(exchange, request);
            } else {
                answer.to(exchange, request);
            }
        }
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Path, method and path, or {@code *}. */
    StubService on(String what, Answer answer) {
        answers.put(what, answer);
        return this;
    }

    StubService reset() {
        answers.clear();
        seen.clear();
        readsBodies = true;
        return this;
    }

    void leaveBodies() {
        readsBodies = false;
    }

    List<Seen> seen() {
        return seen;
    }

    Seen last() {
        return seen.getLast();
    }

    static Answer json(int status, String body, String... headers) {
        return answer(status, "application/json", body, headers);
    }

    static Answer problem(int status, String name) {
        return answer(
                status,
                "application/problem+json",
                "{\"type\":\"urn:practicehub:problem:"
                        + name
                        + "\",\"title\":\"No\",\"status\":"
                        + status
                        + ",\"detail\":\"Because.\",\"errors\":[{\"pointer\":\"/title\",\"message\":\"must"
                        + " not be empty\"}]}");
    }

    static Answer answer(int status, String type, String body, String... headers) {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            boolean none = bytes.length == 0 || status == 304 || status == 204;
            exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
            if (!none) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
