package org.practicehub.outbound;

import org.apache.hc.client5.http.DnsResolver;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The other side, on this machine; says what it likes, whatever it is asked. */
final class Peer implements AutoCloseable {

    /** What is said on one connection; it is closed afterwards. */
    interface Speech {
        void speak(OutputStream to) throws IOException;
    }

    /** What a name leads to. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Peer(Speech speech) {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(
                () -> {
                    while (true) {
                        Socket caller = door.accept();
                        threads.submit(() -> answer(caller, speech));
                    }
                });
    }

    private static boolean answer(Socket caller, Speech speech) throws IOException {
        try (caller) {
            // One read takes a small request as a whole.
            caller.getInputStream().read(new byte[8192]);
            speech.speak(caller.getOutputStream());
        }
        return true;
    }

    String url(String scheme) {
        return scheme + "://localhost:" + door.getLocalPort() + "/";
    }

    static DnsResolver names(Names names) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return names.of(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
