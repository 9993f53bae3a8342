package org.practicehub.notification.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers as it was told, and remembers what it was given. */
final class ScriptedMailServer implements AutoCloseable {

    private final ServerSocket door;
    private final List<String> extensions;
    private final UnaryOperator<String> replies;
    private final SSLContext tls;

    final List<String> mails = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();

    /**
     * @param extensions said to EHLO
     * @param replies to each command but EHLO, and, as {@code .}, to a whole message; empty ends
     *     the session
     * @param tls what it shows after STARTTLS
     */
    ScriptedMailServer(List<String> extensions, UnaryOperator<String> replies, SSLContext tls) {
        this.extensions = extensions;
        this.replies = replies;
        this.tls = tls;
        try {
            door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Says yes to everything. */
    static String well(String command) {
        return command.equals("DATA") ? "354 go on" : "250 well " + command;
    }

    /** How to get there. */
    MailProperties properties(String username, boolean starttls) {
        return properties(username, starttls, Duration.ofSeconds(20));
    }

    private MailProperties properties(String username, boolean starttls, Duration timeout) {
        return new MailProperties(
                URI.create("http://hub.example"),
                "Hub <hub@hub.example>",
                "localhost",
                door.getLocalPort(),
                username,
                username.isEmpty() ? "" : "secret",
                starttls,
                1,
                timeout);
    }

    MailServer client() {
        return new MailServer(properties("", false), Clock.systemUTC(), tls);
    }

    /** One that waits so long for an answer. */
    MailServer client(Duration timeout) {
        return new MailServer(properties("", false, timeout), Clock.systemUTC(), tls);
    }

    private void accept() {
        while (!door.isClosed()) {
            try (Socket session = door.accept()) {
                serve(session);
            } catch (IOException e) {
                // The other side is gone, or the test is over.
                continue;
            }
        }
    }

    private void serve(Socket plain) throws IOException {
        Socket session = plain;
        InputStream in = new BufferedInputStream(session.getInputStream());
        say(session, "220 test");
        for (String line = line(in); line != null; line = line(in)) {
            commands.add(line);
            if (line.startsWith("EHLO")) {
                greet(session);
                continue;
            }
            String reply = line.equals("QUIT") ? "221 bye" : replies.apply(line);
            if (line.startsWith("BDAT")) {
                String[] words = line.split(" ", 3);
                mails.add(text(in.readNBytes(Integer.parseInt(words[1]))));
                reply = replies.apply(".");
            } else if (reply.startsWith("354")) {
                say(session, reply);
                mails.add(message(in));
                reply = replies.apply(".");
            }
            if (reply.isEmpty()) {
                return;
            }
            say(session, reply);
            if (line.equals("STARTTLS") && reply.startsWith("220")) {
                session = encrypted(session);
                in = new BufferedInputStream(session.getInputStream());
            }
        }
    }

    private void greet(Socket session) throws IOException {
        List<String> lines = new ArrayList<>(List.of("test"));
        lines.addAll(extensions);
        for (int i = 0; i < lines.size(); i++) {
            say(session, "250" + (i < lines.size() - 1 ? "-" : " ") + lines.get(i));
        }
    }

    private Socket encrypted(Socket session) throws IOException {
        SSLSocket encrypted =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(session, "localhost", session.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private static String message(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); line != null && !line.equals("."); line = line(in)) {
            lines.add(line);
        }
        return String.join("\n", lines);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                return null;
            }
            line.write(each);
        }
        return text(line.toByteArray());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII).replace("\r", "");
    }

    private static void say(Socket session, String line) throws IOException {
        session.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
