package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** The product as its clients see it: the gateway. */
final class Hub {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI gateway;
    private final Function<String, String> tokens;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /**
     * @param body an empty object when there was none
     */
    record Answer(int status, @Nullable String etag, JsonNode body) {

        String text(String field) {
            return body.path(field).asString("");
        }

        /** The last part of a problem's type. */
        String problem() {
            String type = text("type");
            return type.substring(type.lastIndexOf(':') + 1);
        }
    }

    /**
     * @param tokens gives an access token for a role
     */
    Hub(URI gateway, Function<String, String> tokens) {
        this.gateway = gateway;
        this.tokens = tokens;
    }

    Answer get(String role, String path) throws Unanswered, InterruptedException {
        return send(role, "GET", path, Map.of(), null);
    }

    Answer post(String role, String path, Map<String, String> headers, JsonNode body)
            throws Unanswered, InterruptedException {
        return send(role, "POST", path, headers, body);
    }

    Answer put(String role, String path, Map<String, String> headers, JsonNode body)
            throws Unanswered, InterruptedException {
        return send(role, "PUT", path, headers, body);
    }

    Answer delete(String role, String path, Map<String, String> headers)
            throws Unanswered, InterruptedException {
        return send(role, "DELETE", path, headers, null);
    }

    /** As mail programs unsubscribe (RFC 8058): a form, and nothing said about who asks. */
    Answer click(String path) throws Unanswered, InterruptedException {
        return send(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                        .build());
    }

    /**
     * @param role empty: without a token
     * @throws Unanswered when it is not known whether it was done: no answer, or a 5xx
     */
    private Answer send(
            String role,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable JsonNode body)
            throws Unanswered, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body.toString()));
        headers.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!role.isEmpty()) {
            request.header("Authorization", "Bearer " + token(role));
        }
        return send(request.build());
    }

    private Answer send(HttpRequest request) throws Unanswered, InterruptedException {
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 500) {
                throw new Unanswered(
                        request.method() + " " + request.uri() + ": " + answer.statusCode());
            }
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("ETag").orElse(null),
                    json(answer.body()));
        } catch (Unanswered e) {
            throw e;
        } catch (IOException e) {
            throw new Unanswered(e);
        }
    }

    /** Without a token nothing was asked: the identity provider may be struck down as well. */
    private String token(String role) throws Unanswered {
        try {
            return tokens.apply(role);
        } catch (IllegalStateException e) {
            throw new Unanswered(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode json(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
