package org.practicehub.submission;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.practicehub.events.Content;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A tagging service that knows a few words, and the provider of tokens in front of it. */
final class StubTagger implements AutoCloseable {

    private static final int PLENTY = 1_000_000;

    private final HttpServer server;
    private final Semaphore answers = new Semaphore(PLENTY);
    private final Map<String, Map<String, Double>> tags = new LinkedHashMap<>();
    final AtomicInteger tokens = new AtomicInteger();
    volatile int generation = 2;
    volatile boolean away;

    StubTagger() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/token", this::token);
        server.createContext("/api/v1/tags/preview", this::preview);
        server.start();
    }

    /** What the service has to be started with. */
    String[] arguments() {
        String url = "http://localhost:" + server.getAddress().getPort();
        return new String[] {
            "--submission.tagger.url=" + url, "--submission.tagger.token-uri=" + url + "/token"
        };
    }

    /** A text with the word has the tag. */
    void knows(String word, String tag, double confidence) {
        tags.computeIfAbsent(word, it -> new LinkedHashMap<>()).put(tag, confidence);
    }

    void answersOnly(int times) {
        answers.drainPermits();
        answers.release(times);
    }

    void answersAll() {
        answers.release(PLENTY);
    }

    private void token(HttpExchange exchange) throws IOException {
        tokens.incrementAndGet();
        write(
                exchange,
                200,
                "{\"access_token\":\"own\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    }

    private void preview(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        answers.acquireUninterruptibly();
        if (!"Bearer own".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            write(exchange, 401, "");
        } else if (away) {
            write(exchange, 503, "");
        } else {
            Content content = Platform.JSON.readValue(body, Content.class);
            if (content.summary().contains("unreadable")) {
                write(exchange, 400, "");
            } else {
                write(exchange, 200, answer(content.summary()));
            }
        }
    }

    private String answer(String summary) {
        ObjectNode answer = Platform.JSON.createObjectNode();
        answer.put("generation", generation).put("language", "en");
        answer.putArray("notAttempted");
        ArrayNode found = answer.putArray("tags");
        tags.forEach(
                (word, itsTags) -> {
                    int at = summary.indexOf(word);
                    if (at >= 0) {
                        itsTags.forEach(
                                (tag, confidence) -> {
                                    ObjectNode one =
                                            found.addObject()
                                                    .put("scheme", tag.split(":")[0])
                                                    .put("code", tag.split(":")[1])
                                                    .put("origin", "machine")
                                                    .put("confidence", confidence)
                                                    .put("generation", generation);
                                    if (tag.startsWith("country:")) {
                                        one.put("role", "about");
                                    }
                                    one.putArray("evidence")
                                            .addObject()
                                            .put("field", "summary")
                                            .put("start", at)
                                            .put("end", at + word.length())
                                            .put("text", word)
                                            .put("rule", "test");
                                });
                    }
                });
        return answer.toString();
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        answersAll();
        server.stop(0);
    }
}
