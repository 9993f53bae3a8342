package org.practicehub.catalogue;

import static java.util.Objects.requireNonNull;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The whole service on a port of its own. */
public final class TestCatalogue implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestCatalogue(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static TestCatalogue start(
            String kafka, String mongo, Path data, String... furtherArguments) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--KAFKA_BOOTSTRAP_SERVERS=" + kafka,
                                "--MONGODB_URI=" + mongo,
                                "--DATA_DIR=" + data,
                                "--PUBLIC_URL=https://hub.example",
                                "--logging.level.root=WARN",
                                "--logging.level.org.practicehub=INFO"));
        arguments.addAll(List.of(furtherArguments));
        return new TestCatalogue(
                CatalogueService.application().run(arguments.toArray(String[]::new)));
    }

    public int port() {
        return requireNonNull(((ServletWebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All that lead requests to methods. */
    @SuppressWarnings("rawtypes")
    public Collection<AbstractHandlerMethodMapping> handlerMappings() {
        return context.getBeansOfType(AbstractHandlerMethodMapping.class).values();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public JsonNode json(String path, String... headers) {
        HttpResponse<String> response = get(path, headers);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answers " + response.statusCode() + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** The ids of a page. */
    public List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        json(path).get("items").forEach(item -> ids.add(item.get("id").stringValue()));
        return ids;
    }

    public boolean isReady() {
        return get("/actuator/health/readiness").statusCode() == 200;
    }

    @Override
    public void close() {
        context.close();
    }
}
