package org.practicehub.submission.links;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody's web site, on this machine; 200 with nothing where nothing else is said. */
public final class Site implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** One request. */
    public record Asked(String method, String path, Map<String, List<String>> headers) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public Site() {
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
                    String path = exchange.getRequestURI().toString();
                    asked.add(
                            new Asked(
                                    exchange.getRequestMethod(),
                                    path,
                                    Map.copyOf(exchange.getRequestHeaders())));
                    try (exchange) {
                        pages.getOrDefault(path, status(200)).handle(exchange);
                    }
                });
        server.start();
    }

    public Site with(String path, HttpHandler page) {
        pages.put(path, page);
        return this;
    }

    public Site with(String path, int status) {
        return with(path, status(status));
    }

    /** Answers HEAD in one way and GET in another. */
    Site with(String path, int toHead, int toGet) {
        return with(path, exchange -> status(isHead(exchange) ? toHead : toGet).handle(exchange));
    }

    Site redirecting(String path, String location) {
        return with(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", location);
                    exchange.getResponseHeaders().set("Set-Cookie", "seen=1; Path=/");
                    status(302).handle(exchange);
                });
    }

    static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static HttpHandler status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** A page that answers nothing until then. */
    static HttpHandler silentUntil(CountDownLatch over) {
        return exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    public String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    /** What was asked for so far, in order. */
    public List<Asked> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
