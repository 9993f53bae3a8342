package org.practicehub.bench;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * One persistent HTTP/1.1 connection without pipelining, plain HTTP only, for one thread. Far
 * cheaper than {@code java.net.http}, so that on two cores the product gets what the load would
 * eat.
 */
final class HttpConnection implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final Duration patience;
    private @Nullable Socket socket;
    private @Nullable Wire in;
    private long opened;

    HttpConnection(URI base) {
        this(base, PATIENCE);
    }

    /**
     * @param patience how long an answer may take to begin or to go on
     */
    HttpConnection(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
    }

    HttpResponse get(String path, Map<String, String> headers) throws IOException {
        return exchange("GET", path, headers, new byte[0]);
    }

    HttpResponse post(String path, Map<String, String> headers, String json) throws IOException {
        return exchange("POST", path, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends the request and reads the whole answer. A kept connection that turns out to be closed
     * is opened again once: every request of the benchmarks may be made twice (it reads, or carries
     * an idempotency key or an {@code If-Match}).
     */
    HttpResponse exchange(String method, String path, Map<String, String> headers, byte[] body)
            throws IOException {
        byte[] request = bytes(method, path, headers, body);
        boolean kept = socket != null;
        try {
            return exchange(request);
        } catch (HttpResponse.NoAnswer | SocketException e) {
            close();
            if (!kept) {
                throw e;
            }
            return exchange(request);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** How many times a connection was opened: more than once says that the server closes early. */
    long opened() {
        return opened;
    }

    private HttpResponse exchange(byte[] request) throws IOException {
        Socket to = socket;
        Wire from = in;
        if (to == null || from == null) {
            to = open();
            from = new Wire(to.getInputStream());
            socket = to;
            in = from;
        }
        to.getOutputStream().write(request);
        HttpResponse response = HttpResponse.read(from);
        if (response.closes()) {
            close();
        }
        return response;
    }

    private Socket open() throws IOException {
        Socket open = new Socket();
        open.setTcpNoDelay(true);
        open.setSoTimeout((int) patience.toMillis());
        open.connect(
                new InetSocketAddress(base.getHost(), base.getPort()), (int) PATIENCE.toMillis());
        opened++;
        return open;
    }

    private byte[] bytes(String method, String path, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(1024);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ");
        head.append(base.getHost()).append(':').append(base.getPort()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0 || !"GET".equals(method)) {
            if (!headers.containsKey("Content-Type")) {
                head.append("Content-Type: application/json\r\n");
            }
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // nothing is owed to a connection that is given up
            }
        }
    }
}
