package org.practicehub.drills;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what the {@link HookSink} keeps, as far as it has come. */
final class HookLog {

    private final KeptLines.Reading lines;
    private final List<Post> read = new ArrayList<>();

    /**
     * @param to the endpoint: the path without its slash
     * @param id the {@code webhook-id}
     */
    record Post(Instant at, String to, String id, String body) {}

    HookLog(Path file) {
        lines = new KeptLines.Reading(file);
    }

    /** All posts so far, oldest first. */
    synchronized List<Post> posts() throws IOException {
        for (JsonNode line : lines.fresh()) {
            read.add(
                    new Post(
                            Instant.parse(line.get("at").asString()),
                            line.get("to").asString(),
                            line.get("id").asString(),
                            line.get("body").asString()));
        }
        return List.copyOf(read);
    }
}
