package org.practicehub.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
    private static final String CHUNKED = "transfer-encoding:";

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
            Wire in = new Wire(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (!in.hasEnded()) {
                take(in);
                arrived.incrementAndGet();
                out.write(ANSWER);
            }
        } catch (IOException e) {
            // The sender is gone: so is its connection.
            return;
        }
    }

    private static void take(Wire in) throws IOException {
        int length = 0;
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            } else if (line.regionMatches(true, 0, CHUNKED, 0, CHUNKED.length())) {
                throw new IOException("a body of no told length");
            }
        }
        in.exactly(length);
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
