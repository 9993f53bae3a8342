package org.practicehub.notification.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process of which machine an instance is, so that another one on the same machine can tell
 * for certain that it has ended.
 *
 * @param place the boot of the machine and the namespace of process ids; empty where that cannot be
 *     known
 * @param pid the process in that place
 * @param startedAt tells processes apart that were given the same id one after the other
 */
record Life(String place, long pid, Instant startedAt) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PIDS = Path.of("/proc/self/ns/pid");

    /** Start times are computed from clock ticks and may come out a little different each time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static Life ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new Life(here(), self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Whether this process has ended for certain, as the one that asks can see. */
    boolean isOverSeenFrom(Life asking) {
        if (place.isEmpty() || !place.equals(asking.place)) {
            return false;
        }
        Optional<Instant> running =
                ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .map(process -> process.info().startInstant().orElse(startedAt));
        return running.isEmpty()
                || Duration.between(running.get(), startedAt).abs().compareTo(TOLERANCE) > 0;
    }

    private static String here() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PIDS);
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
