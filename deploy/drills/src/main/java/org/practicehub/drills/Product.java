package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The product under drill, started as anyone starts it, and killed as nobody should. */
final class Product {

    /** In the order of their ports, the first is the gateway's. */
    static final List<String> SERVICES =
            List.of(
                    "gateway",
                    "submission-service",
                    "tagging-service",
                    "catalogue-service",
                    "notification-service");

    private static final Duration LONGEST_START = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String READY = "Practice Hub is ready";

    private final File home;
    private final Path folder;
    private final int port;
    private final int smtpPort;
    private final List<String> options;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private @Nullable Process process;
    private int starts;

    /**
     * @param home the checkout
     * @param folder where its data and output go
     */
    Product(File home, Path folder, int port, int smtpPort, List<String> options) {
        this.home = home;
        this.folder = folder;
        this.port = port;
        this.smtpPort = smtpPort;
        this.options = List.copyOf(options);
    }

    URI gateway() {
        return URI.create("http://localhost:" + port);
    }

    /** Begins to start; {@link #awaitReady} waits for the end of it. */
    void start() throws IOException {
        starts++;
        List<String> command = new ArrayList<>();
        command.add(new File(home, "deploy/up").getPath());
        command.add("--port");
        command.add(String.valueOf(port));
        command.add("--data");
        command.add(folder.resolve("hub").toString());
        command.add("--no-seeds");
        command.addAll(options);
        ProcessBuilder up = new ProcessBuilder(command).directory(home);
        up.environment().put("SMTP_HOST", "127.0.0.1");
        up.environment().put("SMTP_PORT", String.valueOf(smtpPort));
        up.environment().put("WEBHOOK_LOCAL_TARGETS", "true");
        // What is made up names places of others.
        up.environment().put("LINK_VISITS", "false");
        up.redirectErrorStream(true).redirectOutput(said().toFile());
        process = up.start();
        tokens.clear();
    }

    /** What this start printed. */
    Path said() {
        return folder.resolve("up-" + starts + ".log");
    }

    /**
     * @return how long it took since {@link #start}
     */
    Duration awaitReady() throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!Files.readString(said(), StandardCharsets.UTF_8).contains(READY)) {
            if (process == null || !process.isAlive()) {
                throw new IOException("deploy/up ended before it was ready; see " + said());
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            if (waited.compareTo(LONGEST_START) > 0) {
                throw new IOException("deploy/up was not ready in time; see " + said());
            }
            Thread.sleep(LOOK);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Ends every process of it with signal 9, and returns when all are dead. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
        all.add(running.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            each.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
        process = null;
    }

    boolean isUp() {
        return process != null && process.isAlive();
    }

    /** Ends one service, whose process must be its own, with signal 9; the launcher restarts it. */
    void kill(String service) throws IOException, InterruptedException {
        ProcessHandle found =
                running()
                        .descendants()
                        .filter(each -> commandLine(each).contains(service + "-"))
                        .findFirst()
                        .orElseThrow(() -> new IOException(service + " has no process"));
        found.destroyForcibly();
        found.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    /** The launcher's own process, with broker and store in it, stands still for this long. */
    void freeze(Duration length) throws IOException, InterruptedException {
        long launcher = running().pid();
        signal("-STOP", launcher);
        try {
            Thread.sleep(length);
        } finally {
            signal("-CONT", launcher);
        }
    }

    private Process running() throws IOException {
        Process running = process;
        if (running == null) {
            throw new IOException("the product is not running");
        }
        return running;
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, String.valueOf(pid)).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill " + signal + " " + pid + " failed");
        }
    }

    /** Waits until every service says that it is ready. */
    void awaitAllUp() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        for (int nth = 0; nth < SERVICES.size(); nth++) {
            while (!isReady(port + nth)) {
                if (System.nanoTime() > end) {
                    throw new IOException(SERVICES.get(nth) + " did not come back");
                }
                Thread.sleep(LOOK);
            }
        }
    }

    private static boolean isReady(int port) throws InterruptedException {
        HttpRequest readiness =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:" + port + "/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** An access token of the running product for the role. */
    String token(String role) {
        return tokens.computeIfAbsent(role, this::freshToken);
    }

    /** The address in the role's token. */
    String email(String role) {
        String claims = token(role).split("\\.", -1)[1];
        return Hub.JSON.readTree(Base64.getUrlDecoder().decode(claims)).get("email").asString();
    }

    private String freshToken(String role) {
        try {
            Process token =
                    new ProcessBuilder(
                                    new File(home, "deploy/token").getPath(),
                                    role,
                                    "--port",
                                    String.valueOf(port))
                            .directory(home)
                            .redirectErrorStream(false)
                            .start();
            String printed =
                    new String(token.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (token.waitFor() != 0 || printed.isBlank()) {
                throw new IllegalStateException("deploy/token " + role + " gave no token");
            }
            return printed.strip();
        } catch (IOException e) {
            throw new IllegalStateException("deploy/token " + role + " gave no token", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
