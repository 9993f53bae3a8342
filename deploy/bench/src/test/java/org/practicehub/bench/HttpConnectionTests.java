package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

class HttpConnectionTests {

    private HttpServer server;
    private URI base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext(
                "/echo",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                    exchange.getResponseHeaders().set("X-Key", key == null ? "none" : key);
                    exchange.sendResponseHeaders(201, 0); // 0: chunked
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.createContext(
                "/once",
                exchange -> {
                    exchange.getResponseHeaders().set("Connection", "close");
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneConnectionServesManyRequests() throws IOException {
        try (HttpConnection connection = new HttpConnection(base)) {
            for (int i = 0; i < 50; i++) {
                HttpResponse answer =
                        connection.post("/echo", Map.of("Idempotency-Key", "k" + i), "{\"é\":1}");
                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.text()).isEqualTo("{\"é\":1}");
                assertThat(answer.header("x-key")).isEqualTo("k" + i);
            }
            assertThat(connection.opened()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatTheServerClosesIsOpenedAgain() throws IOException {
        try (HttpConnection connection = new HttpConnection(base)) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.get("/once", Map.of()).status()).isEqualTo(200);
            }
            assertThat(connection.opened()).isEqualTo(3);
        }
    }

    @Test
    void theLoadRunsOverRealConnections() throws Exception {
        Samples samples = new Samples(new SplittableRandom(1), 8);
        Load load =
                new Load(
                        4,
                        new Schedule.Steady(200),
                        Duration.ofMillis(500),
                        201,
                        Duration.ofMinutes(1));
        Measured measured =
                load.put(
                        () -> {
                            HttpConnection connection = new HttpConnection(base);
                            return nth -> {
                                byte[] body = samples.body(nth, "m" + nth);
                                HttpResponse answer =
                                        connection.exchange("POST", "/echo", Map.of(), body);
                                assertThat(answer.body()).isEqualTo(body);
                                return answer.status();
                            };
                        });
        assertThat(measured.accepted()).isEqualTo(100);
        assertThat(new String(samples.body(0, "m0"), StandardCharsets.UTF_8)).contains("m0");
    }
}
