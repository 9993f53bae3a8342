package org.practicehub.local;

import org.practicehub.local.Ports.Door;
import org.practicehub.local.seeding.Seeds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A platform under test, seen from outside. */
final class Hub implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Platform.Settings settings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private Platform platform;

    private Hub(Platform.Settings settings) throws InterruptedException {
        this.settings = settings;
        this.platform = Platform.start(settings);
    }

    static Hub start(Path data, boolean ownProcesses) throws InterruptedException {
        return new Hub(
                new Platform.Settings(
                        data, Ports.free(), ownProcesses, Durability.PROCESS, Outside.NOTHING));
    }

    void restart() throws InterruptedException {
        platform.close();
        platform = Platform.start(settings);
    }

    URI address() {
        return platform.publicUrl();
    }

    Seeds.Outcome plantSeeds() throws InterruptedException {
        return new Seeds(address(), URI.create(settings.ports().http(Door.IDENTITY)))
                .plant(checkout().resolve("seeds"));
    }

    static Path checkout() {
        var folder = Path.of("").toAbsolutePath();
        while (!folder.resolve("seeds").toFile().isDirectory()) {
            folder = folder.getParent();
        }
        return folder;
    }

    String token(String account) throws IOException, InterruptedException {
        var answer =
                send(
                        HttpRequest.newBuilder(address().resolve("/auth/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "grant_type=client_credentials&client_id="
                                                        + account
                                                        + "&client_secret="
                                                        + account
                                                        + "-secret")));
        return json(answer).get("access_token").asString();
    }

    HttpResponse<String> get(String path, String account) throws IOException, InterruptedException {
        return send(as(account, path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address().resolve(path)));
    }

    HttpResponse<String> post(String path, String account, Map<String, String> headers, Object body)
            throws IOException, InterruptedException {
        var request =
                as(account, path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        return send(request);
    }

    HttpResponse<String> postAnonymously(String path, Object body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(address().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** What a form's button does that has nothing to fill in. */
    HttpResponse<String> press(URI address) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address));
    }

    int found(String query) throws IOException, InterruptedException {
        return json(get("/api/v1/practices?" + query)).get("total").asInt();
    }

    List<JsonNode> mails(String address) throws IOException, InterruptedException {
        var mails = new ArrayList<JsonNode>();
        json(send(
                        HttpRequest.newBuilder(
                                URI.create(
                                        settings.ports().http(Door.MAIL_HTTP)
                                                + "/api/messages?to="
                                                + URLEncoder.encode(
                                                        address, StandardCharsets.UTF_8)))))
                .forEach(mails::add);
        return mails;
    }

    private HttpRequest.Builder as(String account, String path)
            throws IOException, InterruptedException {
        return HttpRequest.newBuilder(address().resolve(path))
                .header("Authorization", "Bearer " + token(account));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        platform.close();
        client.close();
    }
}
