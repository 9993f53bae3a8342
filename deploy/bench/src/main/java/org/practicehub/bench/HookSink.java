package org.practicehub.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes whatever is posted, counts it and answers 204. Speaks as much HTTP/1.1 as is needed for
 * persistent connections and bodies of a told length; the JDK's own server delays its answers by up
 * to 40 ms unless a property of the whole process says otherwise.
 */
final class HookSink implements Closeable {

    private static final byte[] ANSWER =
            "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong arrived = new AtomicLong();

    HookSink() throws IOException {
        door = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    AtomicLong arrived() {
        return arrived;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (take(in)) {
                arrived.incrementAndGet();
                out.write(ANSWER);
            }
        } catch (IOException e) {
            // The sender is gone: so is its connection.
            return;
        }
    }

    /**
     * @return false at the end of the connection
     */
    private static boolean take(InputStream in) throws IOException {
        int length = 0;
        String line = line(in);
        if (line.isEmpty()) {
            return false;
        }
        while (!line.isEmpty()) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            } else if (line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
                throw new IOException("a body of no told length");
            }
            line = line(in);
        }
        in.skipNBytes(length);
        return true;
    }

    /** Without its end; empty at the end of the stream as well. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
