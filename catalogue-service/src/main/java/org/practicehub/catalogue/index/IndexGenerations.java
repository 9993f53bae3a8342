package org.practicehub.catalogue.index;

import static java.util.Objects.requireNonNull;

import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.Generations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The indexes of this instance, each following the log by itself: the one that answers, during a
 * rebuild another beside it, afterwards the one before. Which is which is kept in a file beside
 * them; a half made candidate is begun anew after a crash.
 */
final class IndexGenerations {

    private static final Logger log = LoggerFactory.getLogger(IndexGenerations.class);
    private static final String BASE = "index";
    private static final String FILE = "generations.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory;
    private final Function<Path, Tail> tails;
    private final Map<String, Tail> running = new ConcurrentHashMap<>();
    private volatile Kept kept;
    private volatile Tail live;

    /** What the file says. */
    record Kept(String instance, Generations generations) {}

    /**
     * Opens what the file names and follows the log with it.
     *
     * @param tails makes one that is not yet started from a directory
     * @throws UncheckedIOException when the directory cannot be used
     */
    IndexGenerations(Path directory, Function<Path, Tail> tails) {
        this.directory = directory;
        this.tails = tails;
        try {
            Files.createDirectories(directory);
            this.kept = read();
            sweep();
            Generations generations = kept.generations();
            this.live = start(generations.live());
            generations.all().stream().skip(1).forEach(this::start);
        } catch (IOException e) {
            throw new UncheckedIOException("the indexes in " + directory + " cannot be used", e);
        }
    }

    Tail live() {
        return live;
    }

    /** A name of this instance, as long as its directory is kept. */
    String instance() {
        return kept.instance();
    }

    Generations generations() {
        Generations generations = kept.generations();
        String candidate = generations.candidate();
        Tail made = candidate == null ? null : running.get(candidate);
        return made != null && made.state() == Tail.State.LIVE
                ? generations.completed()
                : generations;
    }

    /** Null when there is none of this name any more. */
    @Nullable Tail tail(String generation) {
        return running.get(generation);
    }

    synchronized Generations begin() {
        Generations begun = change(generations -> generations.begun(BASE));
        start(requireNonNull(begun.candidate(), "just begun"));
        return begun;
    }

    synchronized Generations change(UnaryOperator<Generations> step) {
        Generations after = step.apply(generations());
        keep(new Kept(kept.instance(), after));
        Tail answering = running.get(after.live());
        if (answering != null) {
            live = answering;
        }
        for (String name : List.copyOf(running.keySet())) {
            if (!after.all().contains(name)) {
                end(name);
                delete(name);
            }
        }
        return after;
    }

    synchronized void stop() {
        List.copyOf(running.keySet()).forEach(this::end);
    }

    private Tail start(String name) {
        Tail tail = tails.apply(directory.resolve(name));
        running.put(name, tail);
        tail.start();
        return tail;
    }

    private void end(String name) {
        Tail tail = running.remove(name);
        if (tail == null) {
            return;
        }
        try {
            tail.stop();
            tail.index().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept read() throws IOException {
        Path file = directory.resolve(FILE);
        if (Files.exists(file)) {
            try {
                return JSON.readValue(Files.readString(file), Kept.class);
            } catch (JacksonException e) {
                log.warn("{} cannot be read: beginning with the first index", file);
            }
        }
        Kept first = new Kept(UUID.randomUUID().toString(), Generations.first(BASE));
        keep(first);
        return first;
    }

    private void keep(Kept now) {
        try {
            Path draft = directory.resolve(FILE + ".draft");
            Files.writeString(draft, JSON.writeValueAsString(now));
            Files.move(
                    draft,
                    directory.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kept = now;
    }

    /** Deletes what a crash left behind. */
    private void sweep() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            found.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(BASE))
                    .filter(name -> !kept.generations().all().contains(name))
                    .forEach(this::delete);
        }
    }

    private void delete(String name) {
        try {
            IOUtils.rm(directory.resolve(name));
        } catch (IOException e) {
            log.warn("{} is deleted at the next start: {}", name, e.toString());
        }
    }
}
