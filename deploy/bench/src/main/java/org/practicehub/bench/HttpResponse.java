package org.practicehub.bench;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An HTTP/1.1 response, read completely.
 *
 * @param headers alternating names (lower case) and values
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
@SuppressWarnings("ArrayRecordComponent") // bytes from the wire, never compared
record HttpResponse(int status, List<String> headers, byte[] body) {

    private static final int LONGEST_LINE = 64 * 1024;

    /** The connection ended before the first byte: the request may be sent again elsewhere. */
    static final class NoAnswer extends EOFException {
        NoAnswer() {
            super("the connection ended before an answer began");
        }
    }

    @Nullable String header(String name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equals(name)) {
                return headers.get(i + 1);
            }
        }
        return null;
    }

    boolean closes() {
        return "close".equalsIgnoreCase(header("connection"));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Reads one response to a request that was not HEAD; interim (1xx) answers are skipped. */
    static HttpResponse read(BufferedInputStream in) throws IOException {
        while (true) {
            String statusLine = line(in, true);
            if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
                throw new IOException("not an HTTP/1.1 answer: " + statusLine);
            }
            int status = Integer.parseInt(statusLine, 9, 12, 10);
            List<String> headers = headers(in);
            if (status < 200) {
                continue;
            }
            HttpResponse bare = new HttpResponse(status, headers, new byte[0]);
            return new HttpResponse(status, headers, bare.bodyFrom(in));
        }
    }

    private static List<String> headers(InputStream in) throws IOException {
        List<String> headers = new ArrayList<>(32);
        for (String line = line(in, false); !line.isEmpty(); line = line(in, false)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header: " + line);
            }
            headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT));
            headers.add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] bodyFrom(InputStream in) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if ("chunked".equalsIgnoreCase(header("transfer-encoding"))) {
            return chunked(in);
        }
        String length = header("content-length");
        if (length == null) {
            return in.readAllBytes();
        }
        return exactly(in, Integer.parseInt(length));
    }

    private static byte[] chunked(InputStream in) throws IOException {
        byte[] body = new byte[0];
        while (true) {
            String head = line(in, false);
            int end = head.indexOf(';');
            int size = Integer.parseInt((end < 0 ? head : head.substring(0, end)).strip(), 16);
            if (size == 0) {
                while (!line(in, false).isEmpty()) {
                    // trailers
                }
                return body;
            }
            byte[] chunk = exactly(in, size);
            byte[] longer = new byte[body.length + size];
            System.arraycopy(body, 0, longer, 0, body.length);
            System.arraycopy(chunk, 0, longer, body.length, size);
            body = longer;
            if (!line(in, false).isEmpty()) {
                throw new IOException("a chunk is longer than it says");
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer was cut short");
        }
        return bytes;
    }

    private static String line(InputStream in, boolean first) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw first && line.isEmpty()
                        ? new NoAnswer()
                        : new EOFException("the answer was cut short");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("a header line is too long");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
