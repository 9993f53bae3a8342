package org.practicehub.bench;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
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
 * much SMTP (RFC 5321) as senders need that trust it, and lets commands go together as most servers
 * do (PIPELINING of RFC 2920, CHUNKING of RFC 3030); no refusals.
 */
final class MailSink implements Closeable {

    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_.=-]+)");

    /** The line with nothing but a dot, and the end of the line before. */
    private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

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
            Wire in = new Wire(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            String reply = "220 sink";
            String to = "";
            while (!reply.isEmpty() && !away) {
                say(out, reply);
                if (in.isDrained()) {
                    out.flush();
                }
                String line = in.hasEnded() ? "" : in.line();
                to = line.startsWith("RCPT") ? address(line) : to;
                reply = reply(line, to, in, out);
            }
            out.flush();
        } catch (IOException e) {
            // The sender is gone: so is its session.
            return;
        }
    }

    /**
     * @return empty when there is nothing more to say
     */
    private String reply(String line, String to, Wire in, OutputStream out) throws IOException {
        String command = line.substring(0, Math.min(4, line.length()));
        return switch (command) {
            case "" -> "";
            case "QUIT" -> {
                say(out, "221 bye");
                yield "";
            }
            case "EHLO" -> "250-sink\r\n250-PIPELINING\r\n250 CHUNKING";
            case "BDAT" -> {
                take(to, in.exactly(Integer.parseInt(line.split(" ", 3)[1])));
                yield "250 taken";
            }
            case "DATA" -> {
                say(out, "354 go on");
                out.flush();
                // Its beginning is that of a line.
                take(to, in.through(END, 2));
                yield "250 taken";
            }
            default -> "250 sink";
        };
    }

    private void take(String to, byte[] mail) {
        if (reading || to.contains(WATCHED)) {
            // Quoted-printable lines go on where they end with an equals sign.
            String text =
                    new String(mail, StandardCharsets.ISO_8859_1)
                            .replace("=\r\n", "")
                            .replace("=3D", "=");
            Matcher token = TOKEN.matcher(text);
            if (token.find()) {
                tokens.put(to, token.group(1));
            }
        }
        arrived.incrementAndGet();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String address(String rcpt) {
        int from = rcpt.indexOf('<');
        int to = rcpt.indexOf('>');
        return from < 0 || to < from ? "" : rcpt.substring(from + 1, to);
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
