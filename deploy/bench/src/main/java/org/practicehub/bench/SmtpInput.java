package org.practicehub.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a mail client says, by lines and by messages, at little cost. For one thread. */
final class SmtpInput {

    private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;

    SmtpInput(InputStream in) {
        this.in = in;
    }

    /** Whether nothing is known of that has not been read. */
    boolean isDrained() {
        return next == end;
    }

    /**
     * @return empty when the other side is gone
     */
    String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int each = read(); each != '\n'; each = read()) {
            if (each < 0) {
                return "";
            }
            if (each != '\r') {
                line.append((char) each);
            }
        }
        return line.toString();
    }

    /** A message with its last line end, up to the line with nothing but a dot. */
    String message() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(buffer.length);
        // Its beginning is that of a line.
        int matched = 2;
        while (matched < END.length) {
            fill();
            int from = next;
            while (next < end && matched < END.length) {
                byte each = buffer[next++];
                matched = each == END[matched] ? matched + 1 : each == '\r' ? 1 : 0;
            }
            message.write(buffer, from, next - from);
        }
        String text = message.toString(StandardCharsets.ISO_8859_1);
        return text.substring(0, text.length() - ".\r\n".length());
    }

    String exactly(int bytes) throws IOException {
        byte[] message = new byte[bytes];
        int known = 0;
        while (known < bytes) {
            fill();
            int more = Math.min(bytes - known, end - next);
            System.arraycopy(buffer, next, message, known, more);
            next += more;
            known += more;
        }
        return new String(message, StandardCharsets.ISO_8859_1);
    }

    private int read() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
        }
        return next < end ? buffer[next++] : -1;
    }

    private void fill() throws IOException {
        if (next < end) {
            return;
        }
        next = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new EOFException("the sender is gone in the middle of a mail");
        }
    }
}
