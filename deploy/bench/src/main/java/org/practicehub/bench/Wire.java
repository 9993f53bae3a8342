package org.practicehub.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What the other side of a connection says, by lines and by bytes. Looks at bytes in a buffer of
 * its own: asking a stream for each of them costs more than the product's answer. For one thread.
 */
final class Wire {

    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;

    Wire(InputStream in) {
        this.in = in;
    }

    /** Whether all that has come so far was read. */
    boolean isDrained() {
        return next == end;
    }

    /** Whether nothing more comes; waits for it. */
    boolean hasEnded() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return next == end;
    }

    /** A line without its end, which is CR and LF or LF alone. */
    String line() throws IOException {
        StringBuilder before = null;
        while (true) {
            await();
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            String part = new String(buffer, from, next - from, StandardCharsets.ISO_8859_1);
            if (before != null) {
                part = before.append(part).toString();
            }
            if (next < end) {
                next++;
                return part.endsWith("\r") ? part.substring(0, part.length() - 1) : part;
            }
            if (part.length() > LONGEST_LINE) {
                throw new IOException("a line is too long");
            }
            before = new StringBuilder(part);
        }
    }

    byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        int known = 0;
        while (known < length) {
            await();
            int more = Math.min(length - known, end - next);
            System.arraycopy(buffer, next, bytes, known, more);
            next += more;
            known += more;
        }
        return bytes;
    }

    /** All that comes before the connection ends. */
    byte[] rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        while (!hasEnded()) {
            rest.write(buffer, next, end - next);
            next = end;
        }
        return rest.toByteArray();
    }

    /**
     * All up to a mark, and the mark.
     *
     * @param mark in which a carriage return stands at the beginning, and again at an end that is
     *     its beginning: as the end of a mail does
     * @param known how much of the mark has been read
     */
    byte[] through(byte[] mark, int known) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream(buffer.length);
        int matched = known;
        while (matched < mark.length) {
            await();
            int from = next;
            while (next < end && matched < mark.length) {
                byte each = buffer[next++];
                matched = each == mark[matched] ? matched + 1 : each == mark[0] ? 1 : 0;
            }
            read.write(buffer, from, next - from);
        }
        return read.toByteArray();
    }

    private void await() throws IOException {
        if (hasEnded()) {
            throw new EOFException("the connection ended in the middle");
        }
    }
}
