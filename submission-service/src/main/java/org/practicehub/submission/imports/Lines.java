package org.practicehub.submission.imports;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpStatus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The lines of a stream, each bounded, the whole bounded, and a digest of all that was read. */
final class Lines {

    static final int MAX_LINE_BYTES = 1024 * 1024;
    static final long MAX_BYTES = 256L * 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private final MessageDigest digest;
    private int position;
    private int end;
    private long total;
    private long number;

    Lines(InputStream in) {
        this.in = in;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * A line as it came.
     *
     * @param number from 1
     * @param bytes without the line end; empty when the line is too long
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Line(long number, byte[] bytes, boolean tooLong) {}

    /** The next line that is not empty; null at the end. */
    @Nullable Line next() throws IOException {
        while (true) {
            Line line = read();
            if (line == null || line.tooLong() || !isEmpty(line.bytes())) {
                return line;
            }
        }
    }

    private @Nullable Line read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        boolean tooLong = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            tooLong |= line.size() + position - start > MAX_LINE_BYTES;
            if (!tooLong) {
                line.write(buffer, start, position - start);
            }
            if (position < end) {
                position++;
                break;
            }
        }
        return any ? new Line(++number, tooLong ? new byte[0] : line.toByteArray(), tooLong) : null;
    }

    private boolean fill() throws IOException {
        if (position < end) {
            return true;
        }
        position = 0;
        end = in.read(buffer);
        if (end <= 0) {
            end = 0;
            return false;
        }
        total += end;
        if (total > MAX_BYTES) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too-large",
                    "An import has at most %d bytes.".formatted(MAX_BYTES));
        }
        digest.update(buffer, 0, end);
        return true;
    }

    /** Of everything read so far. Call once, at the end. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static boolean isEmpty(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
