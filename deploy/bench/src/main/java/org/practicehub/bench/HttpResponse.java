package org.practicehub.bench;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP/1.1 response, read completely.
 *
 * @param headers as they came, a line each
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
@SuppressWarnings("ArrayRecordComponent") // bytes from the wire, never compared
record HttpResponse(int status, List<String> headers, byte[] body) {

    /** The connection ended before the first byte: the request may be sent again elsewhere. */
    static final class NoAnswer extends EOFException {
        NoAnswer() {
            super("the connection ended before an answer began");
        }
    }

    /** The value of the first header of this name; few are ever asked for. */
    @Nullable String header(String name) {
        for (String header : headers) {
            if (header.length() > name.length()
                    && header.charAt(name.length()) == ':'
                    && header.regionMatches(true, 0, name, 0, name.length())) {
                return header.substring(name.length() + 1).strip();
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
    static HttpResponse read(Wire in) throws IOException {
        while (true) {
            if (in.hasEnded()) {
                throw new NoAnswer();
            }
            String statusLine = in.line();
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

    private static List<String> headers(Wire in) throws IOException {
        List<String> headers = new ArrayList<>(32);
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            if (line.indexOf(':') < 1) {
                throw new IOException("not a header: " + line);
            }
            headers.add(line);
        }
        return headers;
    }

    private byte[] bodyFrom(Wire in) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if ("chunked".equalsIgnoreCase(header("transfer-encoding"))) {
            return chunked(in);
        }
        String length = header("content-length");
        if (length == null) {
            return in.rest();
        }
        return in.exactly(Integer.parseInt(length));
    }

    private static byte[] chunked(Wire in) throws IOException {
        byte[] body = new byte[0];
        while (true) {
            String head = in.line();
            int end = head.indexOf(';');
            int size = Integer.parseInt((end < 0 ? head : head.substring(0, end)).strip(), 16);
            if (size == 0) {
                while (!in.line().isEmpty()) {
                    // trailers
                }
                return body;
            }
            byte[] chunk = in.exactly(size);
            byte[] longer = new byte[body.length + size];
            System.arraycopy(body, 0, longer, 0, body.length);
            System.arraycopy(chunk, 0, longer, body.length, size);
            body = longer;
            if (!in.line().isEmpty()) {
                throw new IOException("a chunk is longer than it says");
            }
        }
    }
}
