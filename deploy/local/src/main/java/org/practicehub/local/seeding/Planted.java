package org.practicehub.local.seeding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Remembers in the data folder which seeds stand in it, so that only changed ones are handed in
 * again. Without this note, planting again takes a second or two and changes nothing.
 */
public final class Planted {

    private final Path note;
    private final Path seeds;

    /**
     * @param note the file that remembers
     * @param seeds the folder of the seeds
     */
    public Planted(Path note, Path seeds) {
        this.note = note;
        this.seeds = seeds;
    }

    /** Whether exactly these seeds were planted, all of them. */
    public boolean isUpToDate() throws IOException {
        return Files.exists(note) && Files.readString(note).equals(digest());
    }

    /** To be called once all of them stand. */
    public void remember() throws IOException {
        Files.writeString(note, digest());
    }

    private String digest() throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var name : List.of(Seeds.TOPICS, Seeds.PRACTICES)) {
                var file = Files.readAllBytes(seeds.resolve(name));
                sha.update((name + " " + file.length + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(file);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
