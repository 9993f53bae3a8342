package org.practicehub.local;

import org.practicehub.local.Ports.Door;
import org.practicehub.local.broker.Broker;
import org.practicehub.local.identity.IdentityProvider;
import org.practicehub.local.mail.MailCatcher;
import org.practicehub.local.services.Service;
import org.practicehub.local.services.Services;
import org.practicehub.local.store.DocumentStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole product: what it needs around it, then the services, all ready when it is started. */
public final class Platform implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Platform.class);
    private static final int STORE_CACHE_MEGABYTES = 40;
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private static final String LOG_COUNTS =
            "org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback"
                    + ".LogbackMetricsAutoConfiguration";

    /** Options of a service's own JVM: small, and started as five at once. */
    private static final List<String> PROCESS_OPTIONS =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /**
     * @param data everything that is kept, in folders of its own
     * @param ownProcesses each service from its own jar in a JVM of its own
     * @param outside what is not to be started here
     */
    record Settings(
            Path data, Ports ports, boolean ownProcesses, Durability durability, Outside outside) {}

    private final Settings settings;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Platform(Settings settings) {
        this.settings = settings;
    }

    /**
     * Returns when every service says that it is ready.
     *
     * @throws CannotStartException when something that the person at the keyboard can mend is in
     *     the way
     */
    static Platform start(Settings settings) throws InterruptedException {
        var platform = new Platform(settings);
        try {
            platform.start();
            return platform;
        } catch (RuntimeException | InterruptedException e) {
            platform.close();
            throw e;
        }
    }

    private void start() throws InterruptedException {
        lock();
        var taken = settings.ports().taken(needed());
        if (taken.isPresent()) {
            throw new CannotStartException(taken.get());
        }
        var services = new Services(home(), this::arguments);
        try (var threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("platform-", 1).factory())) {
            var store = start(threads, this::store);
            var others =
                    List.of(
                            start(threads, this::broker),
                            start(threads, this::identity),
                            start(threads, this::mail));
            store.get();
            // Services wait for all else by themselves, as they would in production.
            services.start(List.of(Service.values()));
            for (var other : others) {
                other.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            keep(services); // Last, to be the first to stop.
        }
        awaitReady();
    }

    private Future<?> start(ExecutorService threads, Callable<?> part) {
        return threads.submit(part);
    }

    private boolean broker() {
        if (settings.outside().kafka().isEmpty()) {
            keep(
                    Broker.start(
                            settings.data().resolve("kafka"),
                            settings.ports().of(Door.KAFKA),
                            settings.durability()));
        }
        return true;
    }

    private boolean store() {
        if (settings.outside().mongodb().isEmpty()) {
            keep(
                    DocumentStore.start(
                            settings.data().resolve("mongodb").resolve("store"),
                            settings.ports().of(Door.MONGODB),
                            STORE_CACHE_MEGABYTES,
                            settings.durability()));
        }
        return true;
    }

    private boolean identity() {
        if (settings.outside().issuer().isEmpty()) {
            keep(
                    IdentityProvider.start(
                            settings.data().resolve("identity"),
                            settings.ports().of(Door.IDENTITY),
                            publicUrl()));
        }
        return true;
    }

    private boolean mail() {
        if (settings.outside().smtp().isEmpty()) {
            keep(
                    MailCatcher.start(
                            settings.data().resolve("mail"),
                            settings.ports().of(Door.MAIL_SMTP),
                            settings.ports().of(Door.MAIL_HTTP),
                            settings.durability(),
                            Clock.systemUTC()));
        }
        return true;
    }

    private Services.Home home() {
        return settings.ownProcesses()
                ? new Services.Home.OwnProcesses(
                        PROCESS_OPTIONS,
                        settings.data().resolve("run"),
                        settings.data().resolve("logs"))
                : new Services.Home.ThisProcess();
    }

    URI publicUrl() {
        return URI.create("http://localhost:" + settings.ports().of(Door.GATEWAY));
    }

    private List<String> arguments(Service service) {
        var ports = settings.ports();
        var outside = settings.outside();
        var arguments = new ArrayList<String>();
        arguments.add("--server.address=127.0.0.1");
        arguments.add("--management.metrics.use-global-registry=false");
        if (!settings.ownProcesses()) {
            // In one log each would count the lines of all, at every line that is not logged.
            arguments.add("--spring.autoconfigure.exclude=" + LOG_COUNTS);
        }
        // The folder's lock sees to it that there is one of each; a restart takes up its own work.
        arguments.add("--INSTANCE_NAME=local");
        arguments.add("--SERVER_PORT=" + ports.of(door(service)));
        arguments.add("--PUBLIC_URL=" + publicUrl());
        arguments.add("--DATA_DIR=" + settings.data().resolve(service.serviceName()));
        arguments.add(
                "--KAFKA_BOOTSTRAP_SERVERS="
                        + outside.kafka().orElse("127.0.0.1:" + ports.of(Door.KAFKA)));
        arguments.add(
                "--MONGODB_URI="
                        + outside.mongodb()
                                .orElse("mongodb://127.0.0.1:" + ports.of(Door.MONGODB)));
        if (outside.issuer().isEmpty()) {
            // Keys and tokens are fetched from the provider itself, not by way of the gateway.
            var provider = ports.http(Door.IDENTITY) + IdentityProvider.CONTEXT_PATH;
            arguments.add("--OIDC_ISSUER_URI=" + publicUrl() + IdentityProvider.CONTEXT_PATH);
            arguments.add("--OIDC_JWK_SET_URI=" + provider + "/oauth2/jwks");
            arguments.add("--OIDC_TOKEN_URI=" + provider + "/oauth2/token");
            arguments.add("--IDENTITY_URL=" + ports.http(Door.IDENTITY));
        }
        if (outside.smtp().isEmpty()) {
            arguments.add("--SMTP_HOST=127.0.0.1");
            arguments.add("--SMTP_PORT=" + ports.of(Door.MAIL_SMTP));
        }
        arguments.add("--SUBMISSION_URL=" + ports.http(Door.SUBMISSION));
        arguments.add("--TAGGING_URL=" + ports.http(Door.TAGGING));
        arguments.add("--CATALOGUE_URL=" + ports.http(Door.CATALOGUE));
        arguments.add("--NOTIFICATION_URL=" + ports.http(Door.NOTIFICATION));
        return arguments;
    }

    private static Door door(Service service) {
        return switch (service) {
            case SUBMISSION -> Door.SUBMISSION;
            case TAGGING -> Door.TAGGING;
            case CATALOGUE -> Door.CATALOGUE;
            case NOTIFICATION -> Door.NOTIFICATION;
            case GATEWAY -> Door.GATEWAY;
        };
    }

    private Set<Door> needed() {
        var outside = settings.outside();
        var needed = EnumSet.allOf(Door.class);
        if (outside.kafka().isPresent()) {
            needed.remove(Door.KAFKA);
        }
        if (outside.mongodb().isPresent()) {
            needed.remove(Door.MONGODB);
        }
        if (outside.issuer().isPresent()) {
            needed.remove(Door.IDENTITY);
        }
        if (outside.smtp().isPresent()) {
            needed.removeAll(EnumSet.of(Door.MAIL_HTTP, Door.MAIL_SMTP));
        }
        return needed;
    }

    /** Two platforms on one folder would spoil it. */
    private void lock() {
        try {
            Files.createDirectories(settings.data());
            var file =
                    FileChannel.open(
                            settings.data().resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            keep(file);
            if (file.tryLock() == null) {
                throw new CannotStartException(
                        settings.data() + " is in use by another Practice Hub.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() throws InterruptedException {
        var waiting = EnumSet.allOf(Service.class);
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        try (var probe = new Probe()) {
            while (!waiting.isEmpty()) {
                waiting.removeIf(
                        service ->
                                probe.answers(
                                        URI.create(
                                                settings.ports().http(door(service))
                                                        + "/actuator/health/readiness")));
                if (waiting.isEmpty()) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new CannotStartException(
                            "Not ready after "
                                    + READY_WITHIN.toMinutes()
                                    + " minutes: "
                                    + String.join(
                                            ", ",
                                            waiting.stream().map(Service::serviceName).toList())
                                    + ". The logs are in "
                                    + settings.data().resolve("logs"));
                }
                Thread.sleep(50);
            }
        }
    }

    private synchronized void keep(AutoCloseable part) {
        parts.push(part);
    }

    /** In the reverse order of the start. */
    @Override
    public void close() {
        while (true) {
            AutoCloseable part;
            synchronized (this) {
                part = parts.poll();
            }
            if (part == null) {
                return;
            }
            try {
                part.close();
            } catch (Exception e) {
                log.warn("Did not stop cleanly: {}", part.getClass().getSimpleName(), e);
            }
        }
    }
}
