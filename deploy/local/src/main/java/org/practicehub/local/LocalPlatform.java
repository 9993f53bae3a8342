package org.practicehub.local;

import org.practicehub.local.Ports.Door;
import org.practicehub.local.identity.Account;
import org.practicehub.local.seeding.Planted;
import org.practicehub.local.seeding.Seeds;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code deploy/up} runs. */
public final class LocalPlatform {

    /** Remembers which seeds stand in the data folder. */
    private static final String SEEDS_NOTE = "seeds.planted";

    /** What is kept in the data folder; nothing else there is ever removed. */
    private static final List<String> KEPT =
            List.of(
                    "kafka",
                    "mongodb",
                    "identity",
                    "mail",
                    "run",
                    "logs",
                    SEEDS_NOTE,
                    "submission-service",
                    "tagging-service",
                    "catalogue-service",
                    "notification-service",
                    "gateway");

    private static final Duration STOP_WITHIN = Duration.ofSeconds(40);

    private LocalPlatform() {}

    public static void main(String[] arguments) {
        try {
            if (List.of(arguments).contains("--help")) {
                System.out.print(Options.HELP);
                return;
            }
            run(Options.of(List.of(arguments)));
        } catch (CannotStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (InterruptedException e) {
            System.exit(130);
        } catch (RuntimeException e) {
            System.err.println("Practice Hub did not start.");
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Options options) throws InterruptedException {
        var ports = Ports.withGatewayAt(options.port());
        if (options.fresh()) {
            clear(options.data());
        }
        // Before anything logs: there is one log for all, and no service may set up another.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("practicehub.logs", options.data().resolve("logs").toString());

        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();

        var outside = options.train() ? Outside.NOTHING : Outside.of(System.getenv());
        var platform =
                Platform.start(
                        new Platform.Settings(
                                options.data(),
                                ports,
                                options.processes(),
                                options.fsync() ? Durability.DISK : Durability.PROCESS,
                                outside));
        if (!options.train()) {
            stopWith(platform);
        }
        if (options.seeds() && outside.issuer().isEmpty()) {
            plantSeeds(options, platform, URI.create(ports.http(Door.IDENTITY)), outside);
        }
        if (options.train()) {
            // The JVM writes down what it learned after this.
            platform.close();
            System.exit(0);
        }
        welcome(options, ports, outside);
        Thread.currentThread().join();
    }

    private static void plantSeeds(
            Options options, Platform platform, URI identity, Outside outside)
            throws InterruptedException {
        var folder = options.root().resolve("seeds");
        var planted = new Planted(options.data().resolve(SEEDS_NOTE), folder);
        // The note speaks of this folder's own store.
        boolean ownStore = outside.equals(Outside.NOTHING);
        try {
            if (ownStore && planted.isUpToDate()) {
                return;
            }
            var outcome = new Seeds(platform.publicUrl(), identity).plant(folder);
            System.out.println(outcome);
            if (ownStore && outcome.problems().isEmpty()) {
                planted.remember();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopWith(Platform platform) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    Thread.ofPlatform()
                                            .daemon()
                                            .start(LocalPlatform::giveUpAfterAWhile);
                                    platform.close();
                                },
                                "stop"));
    }

    private static void giveUpAfterAWhile() {
        try {
            Thread.sleep(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.println("Did not stop cleanly within " + STOP_WITHIN.toSeconds() + " s.");
        Runtime.getRuntime().halt(1);
    }

    private static void clear(Path data) {
        for (var kept : KEPT) {
            var folder = data.resolve(kept);
            if (Files.notExists(folder)) {
                continue;
            }
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void welcome(Options options, Ports ports, Outside outside) {
        var hub = "http://localhost:" + ports.of(Door.GATEWAY);
        var started = ProcessHandle.current().info().startInstant();
        var took =
                started.map(at -> Duration.between(at, Instant.now()))
                        .map(it -> String.format(Locale.ROOT, " in %.1f s", it.toMillis() / 1000.0))
                        .orElse("");
        var lines = new StringBuilder();
        lines.append("Practice Hub is ready").append(took).append(": ").append(hub).append('\n');
        line(lines, "API", hub + "/docs");
        line(lines, "Review", hub + "/review");
        if (outside.issuer().isEmpty()) {
            line(
                    lines,
                    "Accounts",
                    Account.DEMO.stream().map(Account::name).collect(Collectors.joining(", "))
                            + " (the password is the name)");
        }
        if (outside.smtp().isEmpty()) {
            line(
                    lines,
                    "Mails",
                    "http://localhost:" + ports.of(Door.MAIL_HTTP) + "/api/messages?to=ADDRESS");
        }
        line(lines, "Data, logs", options.data().toString());
        line(
                lines,
                "Try",
                "curl '" + hub + "/api/v1/practices?country=MA&facets=country,sdg&limit=5'");
        if (outside.issuer().isEmpty()) {
            line(
                    lines,
                    "Tokens",
                    "deploy/token contributor"
                            + (options.port() == 8080 ? "" : " --port " + options.port()));
        }
        lines.append("Ctrl-C stops it.");
        System.out.println(lines);
    }

    private static void line(StringBuilder lines, String title, String text) {
        lines.append(String.format(Locale.ROOT, "  %-11s %s%n", title, text));
    }
}
