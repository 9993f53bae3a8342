package org.practicehub.drills;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What a sink took: a line of JSON each, in a file that only grows. */
final class KeptLines implements Closeable {

    private final FileChannel file;

    KeptLines(Path file) throws IOException {
        this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** When it returns, the operating system has it. */
    synchronized void keep(ObjectNode line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Reads such a file while it grows. For one thread at a time. */
    static final class Reading {

        private final Path file;
        private long offset;

        Reading(Path file) {
            this.file = file;
        }

        /** The whole lines since the last time. */
        List<JsonNode> fresh() throws IOException {
            if (!Files.exists(file)) {
                return List.of();
            }
            List<JsonNode> lines = new ArrayList<>();
            try (RandomAccessFile from = new RandomAccessFile(file.toFile(), "r")) {
                byte[] fresh = new byte[Math.toIntExact(from.length() - offset)];
                from.seek(offset);
                from.readFully(fresh);
                int start = 0;
                for (int i = 0; i < fresh.length; i++) {
                    if (fresh[i] == '\n') {
                        lines.add(
                                Hub.JSON.readTree(
                                        new String(
                                                fresh, start, i - start, StandardCharsets.UTF_8)));
                        start = i + 1;
                    }
                }
                offset += start;
            }
            return lines;
        }
    }
}
