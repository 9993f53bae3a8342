package org.practicehub.local.services;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A service run from its own executable jar in its own process, with a log file of its own. When it
 * ends unasked it is started again.
 */
final class ServiceProcess implements RunningService {

    private static final Logger log = LoggerFactory.getLogger(ServiceProcess.class);
    private static final int GRACE_SECONDS = 20;

    private final Service service;
    private final List<String> command;
    private final Path logFile;
    private volatile Process process;
    private volatile boolean closing;

    private ServiceProcess(Service service, List<String> command, Path logFile) throws IOException {
        this.service = service;
        this.command = command;
        this.logFile = logFile;
        this.process = launch();
    }

    static ServiceProcess start(
            Service service, List<String> arguments, List<String> jvmOptions, Path run, Path logs) {
        try {
            Files.createDirectories(logs);
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmOptions);
            command.add("-cp");
            command.add(
                    watchClasses(run)
                            + System.getProperty("path.separator")
                            + service.jar().executable());
            command.add(ParentWatch.class.getName());
            command.addAll(arguments);
            var started =
                    new ServiceProcess(
                            service, command, logs.resolve(service.serviceName() + ".log"));
            Thread.ofVirtual().start(started::supervise);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder with that one class, so that nothing else of ours reaches the service. */
    private static Path watchClasses(Path run) throws IOException {
        var name = ParentWatch.class.getName().replace('.', '/') + ".class";
        var file = run.resolve("watch").resolve(name);
        Files.createDirectories(file.getParent());
        try (var bytes = ParentWatch.class.getClassLoader().getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IOException(name + " is missing");
            }
            Files.write(file, bytes.readAllBytes());
        }
        return run.resolve("watch");
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                .start();
    }

    private void supervise() {
        try {
            while (!closing) {
                int code = process.waitFor();
                if (!closing) {
                    log.warn("{} ended with {}; starting it again", service.serviceName(), code);
                    TimeUnit.SECONDS.sleep(1);
                    process = launch();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.error("Cannot start {} again", service.serviceName(), e);
        }
    }

    @Override
    public void close() {
        closing = true;
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
