package org.practicehub.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes every mail, counts it, and keeps nothing but the token of its link, by recipient. Speaks as
 * much SMTP (RFC 5321) as senders need that trust it: no extensions, no refusals.
 */
final class MailSink implements Closeable {

    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_.=-]+)");

    /** In addresses whose mails are always read. */
    static final String WATCHED = "-other@";

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong arrived = new AtomicLong();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private volatile boolean reading = true;
    private volatile boolean away;

    MailSink(int port) throws IOException {
        door = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** From now on mails are counted only, but for {@link #WATCHED} ones. */
    void countOnly() {
        reading = false;
    }

    /** Whether it answers nobody, as if there were no server. */
    void away(boolean isAway) {
        away = isAway;
    }

    int port() {
        return door.getLocalPort();
    }

    AtomicLong arrived() {
        return arrived;
    }

    /** Tokens of links, by the address they were sent to. */
    Map<String, String> tokens() {
        return tokens;
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
            if (away) {
                return;
            }
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            answer(out, "220 sink");
            String to = "";
            for (String line = in.readLine(); line != null && !away; line = in.readLine()) {
                if (line.startsWith("DATA")) {
                    answer(out, "354 go on");
                    read(in, to);
                    answer(out, "250 taken");
                } else if (line.startsWith("QUIT")) {
                    answer(out, "221 bye");
                    return;
                } else {
                    to = line.startsWith("RCPT") ? address(line) : to;
                    answer(out, "250 sink");
                }
            }
        } catch (IOException e) {
            // The sender is gone: so is its session.
            return;
        }
    }

    private void read(BufferedReader in, String to) throws IOException {
        boolean whole = reading || to.contains(WATCHED);
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (whole) {
                // Quoted-printable lines go on where they end with an equals sign.
                boolean goesOn = line.endsWith("=");
                text.append(line, 0, line.length() - (goesOn ? 1 : 0)).append(goesOn ? "" : "\n");
            }
        }
        if (whole) {
            Matcher token = TOKEN.matcher(text.toString().replace("=3D", "="));
            if (token.find()) {
                tokens.put(to, token.group(1));
            }
        }
        arrived.incrementAndGet();
    }

    private static String address(String rcpt) {
        int from = rcpt.indexOf('<');
        int to = rcpt.indexOf('>');
        return from < 0 || to < from ? "" : rcpt.substring(from + 1, to);
    }

    private static void answer(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
