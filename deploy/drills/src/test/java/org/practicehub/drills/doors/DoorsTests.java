package org.practicehub.drills.doors;

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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

class DoorsTests {

    private static final String DESCRIPTION =
            """
            {"openapi":"3.1.0",
             "paths":{"/things/{id}":{"post":{
               "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},
                             {"name":"limit","in":"query","schema":{"type":"integer"}}],
               "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
               "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
                            "4XX":{"content":{"application/problem+json":{}}}}}}},
             "components":{"schemas":{"Thing":{"type":"object","required":["title"],
               "properties":{"title":{"type":"string"},"parts":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}}}}
            """;
    private static final String PROBLEM =
            "{\"type\":\"urn:x\",\"title\":\"Not so\",\"status\":400}";

    /** What a request got. */
    private record Said(int status, String type, String body) {}

    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private volatile Said said = new Said(200, "application/json", "{\"title\":\"a\"}");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    boolean asked = exchange.getRequestURI().getPath().equals("/openapi.json");
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    if (!asked) {
                        bodies.add(new String(body, StandardCharsets.UTF_8));
                    }
                    Said now = asked ? new Said(200, "application/json", DESCRIPTION) : said;
                    byte[] answer = now.body().getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", now.type());
                    exchange.sendResponseHeaders(now.status(), answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void answersAsDescribedGiveNoComplaint() throws Exception {
        Doors doors = doors();

        Doors.Outcome outcome = doors.knock(60);

        assertThat(doors.complaints()).isEmpty();
        assertThat(outcome.asked()).isEqualTo(60);
        assertThat(outcome.operations()).isEqualTo(1);
        assertThat(outcome.onlyRefused()).isEmpty();
        assertThat(bodies).hasSize(60);
    }

    @Test
    void requestsAreGoodAndFaultyOnes() throws Exception {
        doors().knock(200);

        assertThat(bodies)
                .anyMatch(body -> body.contains("\"title\":\"Return desks"))
                .anyMatch(body -> body.equals("{}"))
                .anyMatch(body -> body.contains("\"title\":null") || body.contains("\"title\":["))
                .anyMatch(body -> body.length() > 100_000)
                .anyMatch(body -> body.startsWith("[[["));
    }

    @Test
    void aRefusalAsAProblemIsFineAndAnotherIsNot() throws Exception {
        said = new Said(400, "application/problem+json", PROBLEM);
        Doors fine = doors();
        fine.knock(10);
        assertThat(fine.complaints()).isEmpty();

        said = new Said(400, "text/html", "<h1>No</h1>");
        Doors bare = doors();
        bare.knock(10);
        assertThat(bare.complaints()).anyMatch(each -> each.contains("is no problem detail"));

        said = new Said(404, "application/problem+json", PROBLEM);
        Doors other = doors();
        other.knock(10);
        assertThat(other.complaints()).singleElement().asString().contains("its own status");
    }

    @Test
    void aServerErrorAnUnknownStatusAndAnotherBodyAreTold() throws Exception {
        said = new Said(500, "application/problem+json", PROBLEM);
        Doors broken = doors();
        broken.knock(10);
        assertThat(broken.complaints()).anyMatch(each -> each.contains("500 a server error"));

        said = new Said(202, "application/json", "{}");
        Doors elsewhere = doors();
        elsewhere.knock(10);
        assertThat(elsewhere.complaints())
                .singleElement()
                .asString()
                .contains("not a documented status", "10 times");

        said = new Said(200, "application/json", "{\"title\":\"a\",\"parts\":[{}]}");
        Doors wrong = doors();
        wrong.knock(10);
        assertThat(wrong.complaints())
                .singleElement()
                .asString()
                .contains("not of the documented schema", "title");
    }

    private Doors doors() {
        return new Doors(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                role -> "token-of-" + role,
                42);
    }
}
