package org.practicehub.local.seeding;

import org.jspecify.annotations.Nullable;
import org.practicehub.local.identity.Account;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The product's HTTP interface, as an account of this machine. */
final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    record Answer(int status, String body, @Nullable String etag) {

        JsonNode json() {
            return parse(body);
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<Account, String> tokens = new HashMap<>();
    private final URI hub;
    private final URI identity;

    Api(URI hub, URI identity) {
        this.hub = hub;
        this.identity = identity;
    }

    static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    Answer get(Account account, String path) throws IOException, InterruptedException {
        return send(account, "GET", path, "application/json", null, null);
    }

    Answer post(Account account, String path, String json)
            throws IOException, InterruptedException {
        return send(account, "POST", path, "application/json", json, null);
    }

    Answer send(
            Account account,
            String method,
            String path,
            String contentType,
            @Nullable String body,
            @Nullable String ifMatch)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(hub.resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token(account))
                        .header("Content-Type", contentType)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        var answer = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("ETag").orElse(null));
    }

    private String token(Account account) throws IOException, InterruptedException {
        var known = tokens.get(account);
        if (known != null) {
            return known;
        }
        var secret = account.name() + ":" + account.secret();
        var request =
                HttpRequest.newBuilder(identity.resolve("/auth/oauth2/token"))
                        .timeout(PATIENCE)
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        secret.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("No token for " + account.name() + ": " + answer.body());
        }
        var token = parse(answer.body()).get("access_token").asString();
        tokens.put(account, token);
        return token;
    }

    @Override
    public void close() {
        client.close();
    }
}
