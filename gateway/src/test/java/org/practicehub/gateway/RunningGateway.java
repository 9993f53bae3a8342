package org.practicehub.gateway;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The whole gateway on a free port, in front of stubs. Started once for all tests. */
final class RunningGateway {

    static final RunningGateway INSTANCE = new RunningGateway();

    final StubService submission = new StubService();
    final StubService tagging = new StubService();
    final StubService catalogue = new StubService();
    final StubService notification = new StubService();
    final StubIdentity identity = new StubIdentity();
    private final ConfigurableApplicationContext context;
    private final int port;

    private RunningGateway() {
        port = freePort();
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--SERVER_PORT=" + port,
                                "--PUBLIC_URL=http://localhost:" + port,
                                "--SUBMISSION_URL=" + submission.uri(),
                                "--TAGGING_URL=" + tagging.uri(),
                                "--CATALOGUE_URL=" + catalogue.uri(),
                                "--NOTIFICATION_URL=" + notification.uri(),
                                "--IDENTITY_URL=" + identity.server.uri(),
                                "--OIDC_ISSUER_URI=" + identity.issuer(),
                                "--gateway.answer-timeout=1s",
                                "--gateway.import-limit=3MB",
                                "--RATE_LIMIT_SCALE=1000",
                                "--logging.level.root=WARN"));
        context = Gateway.application().run(arguments.toArray(String[]::new));
        Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    }

    /** The redirect address of the sign-in is fixed at start, so the port must be known before. */
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reset() {
        List.of(submission, tagging, catalogue, notification).forEach(StubService::reset);
        identity.server.reset();
        identity.answerAll();
    }

    int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    URI at(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    static Browser browser() {
        return new Browser();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return new Browser().send(method, path, body, headers);
    }

    /** Keeps cookies, follows redirects when asked. */
    static final class Browser {
        private final HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();

        HttpResponse<String> send(String method, String path, String body, String... headers) {
            var request =
                    HttpRequest.newBuilder(
                                    path.startsWith("http") ? URI.create(path) : INSTANCE.at(path))
                            .timeout(Duration.ofSeconds(20))
                            .method(
                                    method,
                                    body == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            try {
                return client.send(request.build(), BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Like a person: a page, wherever it leads. */
        HttpResponse<String> visit(String path) {
            return follow(send("GET", path, null, "Accept", "text/html"));
        }

        HttpResponse<String> submit(String path, String form) {
            return follow(
                    send(
                            "POST",
                            path,
                            form,
                            "Accept",
                            "text/html",
                            "Content-Type",
                            "application/x-www-form-urlencoded"));
        }

        private HttpResponse<String> follow(HttpResponse<String> first) {
            var response = first;
            for (int i = 0; i < 10 && response.statusCode() / 100 == 3; i++) {
                URI next =
                        response.uri()
                                .resolve(response.headers().firstValue("Location").orElseThrow());
                response = send("GET", next.toString(), null, "Accept", "text/html");
            }
            return response;
        }
    }
}
