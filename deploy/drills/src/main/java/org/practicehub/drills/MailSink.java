package org.practicehub.drills;

import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A post office that forgets nothing: every mail is a line of a file before it is answered 250. Run
 * as a process of its own, so that a drill that kills the product does not kill what it sent. What
 * the operating system has taken counts as kept: nobody pulls the plug here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321</a>
 */
final class MailSink implements Closeable {

    private final ServerSocket door;
    private final KeptLines kept;
    private final Clock clock;
    private final ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor();

    MailSink(int port, Path file, Clock clock) throws IOException {
        this.door = new ServerSocket(port, 256, InetAddress.getLoopbackAddress());
        this.kept = new KeptLines(file);
        this.clock = clock;
        sessions.execute(this::receive);
    }

    /** The port it listens on, printed when ready; ends when killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (MailSink sink =
                new MailSink(
                        Integer.parseInt(arguments[0]), Path.of(arguments[1]), Clock.systemUTC())) {
            System.out.println(sink.port());
            Thread.currentThread().join();
        }
    }

    int port() {
        return door.getLocalPort();
    }

    private void receive() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                sessions.execute(() -> serve(socket));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                System.err.println("mail sink: " + e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Session(
                            new BufferedInputStream(socket.getInputStream(), 64 * 1024),
                            socket.getOutputStream())
                    .run();
        } catch (IOException e) {
            // the sender went away: what was not answered was not taken, or will come again
        }
    }

    private void keep(String from, List<String> to, byte[] message) throws IOException {
        ObjectNode line = Hub.JSON.createObjectNode();
        line.put("at", clock.instant().toString());
        line.put("from", from);
        to.forEach(line.putArray("to")::add);
        line.put("raw", new String(message, StandardCharsets.ISO_8859_1));
        kept.keep(line);
    }

    @Override
    public void close() throws IOException {
        door.close();
        sessions.shutdownNow();
        kept.close();
    }

    /** One connection, many mails. */
    private final class Session {

        private final InputStream in;
        private final OutputStream out;
        private String from = "";
        private final List<String> to = new ArrayList<>();

        Session(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void run() throws IOException {
            say("220 drill ready");
            for (byte[] line = line(); line.length > 0; line = line()) {
                String command = new String(line, StandardCharsets.UTF_8).strip();
                String verb = command.toUpperCase(Locale.ROOT);
                if (verb.startsWith("EHLO")) {
                    say("250-drill", "250-8BITMIME", "250-SMTPUTF8", "250 PIPELINING");
                } else if (verb.startsWith("MAIL FROM:")) {
                    from = address(command);
                    to.clear();
                    say("250 ok");
                } else if (verb.startsWith("RCPT TO:")) {
                    to.add(address(command));
                    say("250 ok");
                } else if (verb.equals("DATA")) {
                    data();
                } else if (verb.equals("QUIT")) {
                    say("221 bye");
                    return;
                } else if (verb.startsWith("HELO") || verb.equals("NOOP") || verb.equals("RSET")) {
                    say("250 ok");
                } else {
                    say("502 not here");
                }
            }
        }

        private void data() throws IOException {
            if (to.isEmpty()) {
                say("503 to whom?");
                return;
            }
            say("354 go on");
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (true) {
                byte[] line = line();
                if (line.length == 0) {
                    return; // cut off before the end: not taken
                }
                if (line[0] == '.') {
                    if (new String(line, StandardCharsets.ISO_8859_1).strip().equals(".")) {
                        break;
                    }
                    message.write(line, 1, line.length - 1);
                } else {
                    message.write(line);
                }
            }
            keep(from, to, message.toByteArray());
            to.clear();
            say("250 kept");
        }

        private void say(String... lines) throws IOException {
            out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        /** With its line end; empty at the end of the connection. */
        private byte[] line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(128);
            for (int c = in.read(); c >= 0; c = in.read()) {
                line.write(c);
                if (c == '\n') {
                    return line.toByteArray();
                }
            }
            return new byte[0];
        }

        private static String address(String command) {
            int open = command.indexOf('<');
            int close = command.indexOf('>', open + 1);
            return open < 0 || close < 0
                    ? command.substring(command.indexOf(':') + 1).strip()
                    : command.substring(open + 1, close);
        }
    }
}
