package org.practicehub.catalogue.bundle;

import org.practicehub.catalogue.bundle.Manifest.Part;
import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.catalogue.store.PracticeStore;
import org.practicehub.catalogue.store.TopicStore;
import org.practicehub.catalogue.web.Links;
import org.practicehub.events.EventCodec;
import org.practicehub.events.TopicChanged;
import org.springframework.stereotype.Component;

import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a bundle: a ZIP of {@code practices.jsonl} (published and withdrawn, by id), {@code
 * topics.jsonl} (by slug), {@code manifest.json} and {@code manifest.sig}. Streamed: one line is in
 * memory at a time.
 */
@Component
class BundleWriter {

    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig";
    static final JsonMapper JSON =
            JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    private final PracticeStore practices;
    private final TopicStore topics;
    private final SigningKey key;
    private final Links links;
    private final Clock clock;

    BundleWriter(
            PracticeStore practices, TopicStore topics, SigningKey key, Links links, Clock clock) {
        this.practices = practices;
        this.topics = topics;
        this.key = key;
        this.links = links;
        this.clock = clock;
    }

    private interface Lines {
        void giveTo(Consumer<Line> file);
    }

    void write(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            List<Part> files =
                    List.of(
                            file(
                                    zip,
                                    "practices.jsonl",
                                    to -> practices.forEachById(entry -> to.accept(line(entry)))),
                            file(
                                    zip,
                                    "topics.jsonl",
                                    to -> topics.all().forEach(topic -> to.accept(line(topic)))));
            byte[] manifest =
                    JSON.writeValueAsBytes(
                            new Manifest(
                                    Manifest.FORMAT,
                                    links.to("/"),
                                    clock.instant(),
                                    key.publicKey(),
                                    files));
            whole(zip, MANIFEST, manifest);
            whole(zip, SIGNATURE, key.sign(manifest));
        }
    }

    private static Line line(CatalogueEntry entry) {
        return switch (entry) {
            case Published(var event, var json) -> Line.of(event, json);
            case Withdrawn(var event, var json) -> Line.of(event, json);
        };
    }

    private static Line line(TopicChanged topic) {
        return Line.of(topic, EventCodec.encode(topic, "catalogue-service").value());
    }

    private static Part file(ZipOutputStream zip, String name, Lines lines) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest digest = sha256();
        long[] counted = {0, 0};
        try {
            lines.giveTo(
                    line -> {
                        byte[] bytes = line.bytes();
                        digest.update(bytes);
                        counted[0]++;
                        counted[1] += bytes.length;
                        try {
                            zip.write(bytes);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        zip.closeEntry();
        return new Part(name, counted[0], counted[1], HexFormat.of().formatHex(digest.digest()));
    }

    private static void whole(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
