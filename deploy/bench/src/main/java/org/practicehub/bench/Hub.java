package org.practicehub.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The running product as a client sees it: its gateway and who may do what there.
 *
 * @param home the folder of the checkout, where {@code deploy/token} is
 */
record Hub(URI gateway, File home) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    HttpConnection connect() {
        return new HttpConnection(gateway);
    }

    /**
     * @param role contributor, moderator or administrator
     * @return the headers that show who asks
     */
    Map<String, String> as(String role) throws IOException, InterruptedException {
        ProcessBuilder token =
                new ProcessBuilder(
                        new File(home, "deploy/token").getPath(),
                        role,
                        "--port",
                        String.valueOf(gateway.getPort()));
        token.directory(home);
        token.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = token.start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0 || printed.isEmpty()) {
            throw new IOException("deploy/token " + role + " gave no token: is the product up?");
        }
        return Map.of("Authorization", "Bearer " + printed);
    }

    static JsonNode json(HttpResponse response, int wanted) throws IOException {
        if (response.status() != wanted) {
            throw new IOException(
                    "expected " + wanted + ", got " + response.status() + ": " + response.text());
        }
        return JSON.readTree(response.body());
    }
}
