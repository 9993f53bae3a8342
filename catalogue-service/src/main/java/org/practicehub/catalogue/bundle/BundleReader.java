package org.practicehub.catalogue.bundle;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.practicehub.catalogue.bundle.Manifest.Part;
import org.practicehub.catalogue.index.PracticeLog;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.practicehub.events.EventCodec;
import org.practicehub.events.HubEvent;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PracticeWithdrawn;
import org.practicehub.events.TopicChanged;
import org.practicehub.events.Topics;
import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Takes a bundle in: its events are written to the log of this instance, where everything that
 * follows the log meets them as any other. Nothing is written before signature, digests and every
 * line are checked. What this instance knows newer stays as it is.
 */
@Component
class BundleReader {

    private static final int LONGEST_MANIFEST = 64 * 1024;
    private static final int LONGEST_LINE = 1024 * 1024;
    private static final int BATCH = 1_000;

    private final SigningKey key;
    private final PracticeLog log;

    BundleReader(SigningKey key, PracticeLog log) {
        this.key = key;
        this.log = log;
    }

    /**
     * What was taken in.
     *
     * @param hub where the bundle comes from
     * @param events written to the log
     */
    record Taken(String hub, Instant createdAt, long events) {}

    /** What is done with a line. */
    private interface Use {
        void of(Line line) throws IOException;
    }

    /**
     * @throws Refusal when it is not a whole bundle, signed by somebody who is believed here
     * @throws KafkaException when the log cannot be written; the same bundle may be given again
     */
    Taken take(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Manifest manifest = manifest(zip);
            for (Part part : manifest.files()) {
                check(zip, part);
            }
            long events = 0;
            try (Producer<byte[], byte[]> to = log.producer("catalogue-bundle")) {
                for (Part part : manifest.files()) {
                    events += publish(zip, part, to);
                }
            }
            return new Taken(manifest.hub(), manifest.createdAt(), events);
        } catch (ZipException e) {
            throw new Refusal(Name.MALFORMED_BODY, "this is not a ZIP file");
        }
    }

    private Manifest manifest(ZipFile zip) throws IOException {
        byte[] bytes = whole(zip, BundleWriter.MANIFEST);
        if (!key.trusts(bytes, whole(zip, BundleWriter.SIGNATURE))) {
            throw refused("is not signed by a key that is trusted here");
        }
        try {
            Manifest manifest = BundleWriter.JSON.readValue(bytes, Manifest.class);
            if (!Manifest.FORMAT.equals(manifest.format()) || manifest.files() == null) {
                throw refused("is of another format");
            }
            return manifest;
        } catch (JacksonException e) {
            throw refused("has a manifest that cannot be read");
        }
    }

    private static void check(ZipFile zip, Part part) throws IOException {
        MessageDigest digest = BundleWriter.sha256();
        long[] lines = {0};
        forEachLine(
                zip,
                part,
                line -> {
                    topic(line.decoded());
                    digest.update(line.bytes());
                    lines[0]++;
                });
        if (lines[0] != part.lines()
                || !HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
            throw refused("has a file that is not the one that was signed: " + part.name());
        }
    }

    private static long publish(ZipFile zip, Part part, Producer<byte[], byte[]> to)
            throws IOException {
        List<Future<?>> sent = new ArrayList<>();
        long[] events = {0};
        forEachLine(
                zip,
                part,
                line -> {
                    sent.add(to.send(line(line)));
                    events[0]++;
                    if (sent.size() == BATCH) {
                        await(sent);
                    }
                });
        await(sent);
        return events[0];
    }

    private static ProducerRecord<byte[], byte[]> line(Line line) {
        HubEvent event = line.decoded();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic(event), event.key().getBytes(StandardCharsets.UTF_8), line.event());
        EventCodec.encode(event, "catalogue-service")
                .headers()
                .forEach(
                        (name, value) ->
                                record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static String topic(HubEvent event) {
        return switch (event) {
            case PracticePublished _, PracticeWithdrawn _ -> Topics.PRACTICES;
            case TopicChanged _ -> Topics.TOPICS;
            default -> throw refused("has an event that is neither of a practice nor of a topic");
        };
    }

    private static void await(List<Future<?>> sent) {
        try {
            for (Future<?> one : sent) {
                one.get();
            }
            sent.clear();
        } catch (ExecutionException e) {
            throw new KafkaException("the log could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped", e);
        }
    }

    private static void forEachLine(ZipFile zip, Part part, Use use) throws IOException {
        try (InputStream in = new BufferedInputStream(open(zip, part.name()), 64 * 1024)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    use.of(Line.parse(line.toByteArray()));
                    line.reset();
                } else if (line.size() == LONGEST_LINE) {
                    throw refused("has a line that is too long");
                } else {
                    line.write(next);
                }
            }
            if (line.size() > 0) {
                throw refused("has a line without an end");
            }
        }
    }

    private static byte[] whole(ZipFile zip, String name) throws IOException {
        try (InputStream in = open(zip, name)) {
            return in.readNBytes(LONGEST_MANIFEST);
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw refused("has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private static Refusal refused(String why) {
        return new Refusal(Name.VALIDATION_FAILED, "this bundle " + why);
    }
}
