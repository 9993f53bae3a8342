package org.practicehub.local.mail;

import org.practicehub.local.Durability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Mails in the order they came, in one file that only grows: for each a line with its envelope and
 * size, then its bytes. A mail is in the file before its sender is told that it was taken; a tail
 * torn by a crash is cut off at the next start.
 */
final class MailLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailLog.class);
    private static final int MAX_ENVELOPE = 1024 * 1024;

    /** What stands before a mail's bytes. */
    record Envelope(String id, Instant receivedAt, String from, List<String> to, int size) {}

    record Mail(Envelope envelope, ByteBuffer bytes) {}

    private record Place(Envelope envelope, long position) {}

    private final FileChannel file;
    private final Durability durability;
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Place> places = new ArrayList<>();
    private final Map<String, List<Place>> byRecipient = new HashMap<>();
    private long end;

    private MailLog(FileChannel file, Durability durability) {
        this.file = file;
        this.durability = durability;
    }

    static MailLog open(Path path, Durability durability) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        var mails = new MailLog(file, durability);
        mails.recover();
        return mails;
    }

    private synchronized void recover() throws IOException {
        long length = file.size();
        while (end < length) {
            try {
                var line = line(end);
                var envelope = json.readValue(line, Envelope.class);
                long position = end + line.length + 1;
                if (position + envelope.size() + 1 > length) {
                    throw new EOFException("mail " + envelope.id() + " is incomplete");
                }
                remember(new Place(envelope, position));
                end = position + envelope.size() + 1;
            } catch (EOFException | JacksonException e) {
                log.warn("Cutting off a torn tail of {} bytes: {}", length - end, e.getMessage());
                file.truncate(end);
                return;
            }
        }
    }

    private byte[] line(long from) throws IOException {
        var line = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(512);
        for (long at = from; line.size() < MAX_ENVELOPE; at += buffer.limit()) {
            buffer.clear();
            if (file.read(buffer, at) < 0) {
                throw new EOFException("an envelope is incomplete");
            }
            buffer.flip();
            for (int i = 0; i < buffer.limit(); i++) {
                if (buffer.get(i) == '\n') {
                    return line.toByteArray();
                }
                line.write(buffer.get(i));
            }
        }
        throw new EOFException("no envelope");
    }

    /** Returns when the mail is in the file. */
    synchronized Envelope append(Instant now, String from, List<String> to, byte[] bytes)
            throws IOException {
        var envelope =
                new Envelope(
                        String.valueOf(places.size() + 1),
                        now,
                        from,
                        List.copyOf(to),
                        bytes.length);
        var line = json.writeValueAsBytes(envelope);
        var record = ByteBuffer.allocate(line.length + 1 + bytes.length + 1);
        record.put(line).put((byte) '\n').put(bytes).put((byte) '\n').flip();
        int size = record.limit();
        try {
            for (long at = end; record.hasRemaining(); ) {
                at += file.write(record, at);
            }
            if (durability == Durability.DISK) {
                file.force(false);
            }
        } catch (IOException e) {
            file.truncate(end);
            throw e;
        }
        remember(new Place(envelope, end + line.length + 1));
        end += size;
        return envelope;
    }

    private void remember(Place place) {
        places.add(place);
        for (var recipient : place.envelope().to()) {
            byRecipient.computeIfAbsent(key(recipient), address -> new ArrayList<>()).add(place);
        }
    }

    /** Oldest first. */
    List<Mail> to(String address) throws IOException {
        List<Place> found;
        synchronized (this) {
            found = List.copyOf(byRecipient.getOrDefault(key(address), List.of()));
        }
        return read(found);
    }

    /** The newest, oldest of them first. */
    List<Mail> last(int limit) throws IOException {
        List<Place> found;
        synchronized (this) {
            found = List.copyOf(places.subList(Math.max(0, places.size() - limit), places.size()));
        }
        return read(found);
    }

    private List<Mail> read(List<Place> found) throws IOException {
        var mails = new ArrayList<Mail>(found.size());
        for (var place : found) {
            var bytes = ByteBuffer.allocate(place.envelope().size());
            while (bytes.hasRemaining()
                    && file.read(bytes, place.position() + bytes.position()) >= 0) {
                // Until all of it is here.
            }
            mails.add(new Mail(place.envelope(), bytes.flip()));
        }
        return mails;
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
