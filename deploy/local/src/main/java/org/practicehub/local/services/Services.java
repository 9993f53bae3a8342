package org.practicehub.local.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** All services together. */
public final class Services implements AutoCloseable {

    /** Where the services run. */
    public sealed interface Home {

        record ThisProcess() implements Home {}

        /**
         * @param run a folder for what the processes need
         * @param logs the folder of their logs
         */
        record OwnProcesses(List<String> jvmOptions, Path run, Path logs) implements Home {}
    }

    private final Map<Service, RunningService> running = new ConcurrentHashMap<>();
    private final Home home;
    private final Function<Service, List<String>> arguments;

    public Services(Home home, Function<Service, List<String>> arguments) {
        this.home = home;
        this.arguments = arguments;
    }

    /** Starts these at once and returns when all are started; ready is another matter. */
    public void start(List<Service> services) throws InterruptedException {
        try (var threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("start-", 1).factory())) {
            var starting = new ArrayList<Future<?>>();
            for (var service : services) {
                starting.add(threads.submit(starting(service)));
            }
            for (var start : starting) {
                try {
                    start.get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }
    }

    private Callable<RunningService> starting(Service service) {
        return () -> {
            var started = start(service);
            running.put(service, started);
            return started;
        };
    }

    private RunningService start(Service service) {
        return switch (home) {
            case Home.ThisProcess() -> ServiceContext.start(service, arguments.apply(service));
            case Home.OwnProcesses(var options, var run, var logs) ->
                    ServiceProcess.start(service, arguments.apply(service), options, run, logs);
        };
    }

    /** The door first, then all others at once. */
    @Override
    public void close() {
        close(List.of(Service.GATEWAY));
        close(List.copyOf(running.keySet()));
    }

    private void close(List<Service> services) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var service : services) {
                var stopping = running.remove(service);
                if (stopping != null) {
                    threads.execute(stopping::close);
                }
            }
        }
    }
}
