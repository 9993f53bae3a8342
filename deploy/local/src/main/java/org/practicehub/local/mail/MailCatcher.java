package org.practicehub.local.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.practicehub.local.Durability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Takes every mail by SMTP, keeps it, and shows it at {@code GET /api/messages?to=ADDRESS}, oldest
 * first (without {@code to} the newest hundred). It delivers to nobody.
 */
public final class MailCatcher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailCatcher.class);
    private static final String HOST = "127.0.0.1";
    private static final int SHOWN_WITHOUT_ADDRESS = 100;
    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final int MAX_SESSIONS = 200;

    private final MailLog mails;
    private final SMTPServer smtp;
    private final HttpServer http;
    private final JsonMapper json = JsonMapper.builder().build();

    private MailCatcher(MailLog mails, int smtpPort, int httpPort, Clock clock) throws IOException {
        this.mails = mails;
        this.smtp =
                SMTPServer.port(smtpPort)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .hostName("localhost")
                        .maxMessageSize(MAX_BYTES)
                        .maxConnections(MAX_SESSIONS)
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .messageHandlerFactory(context -> new Session(mails, clock))
                        .build();
        this.http =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 64);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/api/messages", this::show);
        http.createContext("/", exchange -> answer(exchange, 404, Map.of("status", 404)));
    }

    /** Ports may be 0 for any free one. */
    public static MailCatcher start(
            Path folder, int smtpPort, int httpPort, Durability durability, Clock clock) {
        try {
            var mails = MailLog.open(folder.resolve("mails"), durability);
            var catcher = new MailCatcher(mails, smtpPort, httpPort, clock);
            catcher.smtp.start();
            catcher.http.start();
            return catcher;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String smtpHost() {
        return HOST;
    }

    public int smtpPort() {
        return smtp.getPortAllocated();
    }

    public int httpPort() {
        return http.getAddress().getPort();
    }

    private void show(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 405, Map.of("status", 405));
            return;
        }
        var address = parameter(exchange.getRequestURI().getRawQuery(), "to");
        var found = address == null ? mails.last(SHOWN_WITHOUT_ADDRESS) : mails.to(address);
        answer(exchange, 200, found.stream().map(ReadableMail::of).toList());
    }

    private static @Nullable String parameter(@Nullable String query, String name) {
        if (query == null) {
            return null;
        }
        for (var pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        try (exchange) {
            var bytes = json.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (RuntimeException e) {
            log.warn("Cannot show mails", e);
            throw e;
        }
    }

    @Override
    public void close() {
        smtp.stop();
        http.stop(0);
        try {
            mails.close();
        } catch (IOException e) {
            log.warn("The mails' file did not close", e);
        }
    }

    /** One SMTP transaction. */
    private static final class Session implements MessageHandler {

        private final MailLog mails;
        private final Clock clock;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        Session(MailLog mails, Clock clock) {
            this.mails = mails;
            this.clock = clock;
        }

        @Override
        public void from(String address) {
            sender = address;
        }

        @Override
        public void recipient(String address) {
            recipients.add(address);
        }

        @Override
        public String data(InputStream stream) throws IOException {
            var envelope = mails.append(clock.instant(), sender, recipients, stream.readAllBytes());
            return "Kept as " + envelope.id();
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }
}
