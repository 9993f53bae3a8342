package org.practicehub.notification;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An endpoint of somebody's, on this machine; keeps what was posted and answers what it is told.
 */
public final class HookSink implements AutoCloseable {

    /** The body of an answer that is not given before the sink closes. */
    public static final String NEVER = "never";

    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private volatile Answer answer = Answer.of(204);

    /** One request. */
    public record Posted(String path, Headers headers, String body) {

        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** What the sink says. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }
    }

    public HookSink() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    Answer now = answer;
                    posted.add(
                            new Posted(
                                    exchange.getRequestURI().getPath(),
                                    exchange.getRequestHeaders(),
                                    body));
                    if (now.body().equals(NEVER)) {
                        awaitClosing();
                    }
                    now.headers().forEach((k, v) -> exchange.getResponseHeaders().add(k, v));
                    byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            now.status(), bytes.length == 0 ? -1 : bytes.length);
                    if (bytes.length > 0) {
                        exchange.getResponseBody().write(bytes);
                    }
                    exchange.close();
                });
        server.start();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://localhost:" + port() + path;
    }

    public void answers(Answer next) {
        answer = next;
    }

    public List<Posted> posted(String path) {
        return posted.stream().filter(each -> each.path().equals(path)).toList();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
