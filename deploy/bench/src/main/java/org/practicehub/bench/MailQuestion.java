package org.practicehub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One practice to many subscribers, until the last mail has arrived at a sink in this process, and
 * how soon the mail of another practice leaves meanwhile; then the same with the mails planned
 * before a server answers. The product has to be up with {@code SMTP_HOST=localhost} and {@code
 * SMTP_PORT} the sink's port.
 */
final class MailQuestion implements Question {

    private static final int SESSIONS = 20;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String asks() {
        return "How many e-mails a second leave for one practice, and does another one wait?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        report.say(
                "mail: %d subscribers of one topic; sink on port %d",
                options.messages(), options.sink());
        try (MailSink sink = new MailSink(options.sink());
                Publisher publisher = new Publisher(options.kafka());
                NotificationDoor door = new NotificationDoor(hub, sink);
                Crowd crowd = new Crowd(options.mongo())) {
            raw(options, report, sink);
            String topic = "bench-mail-" + System.nanoTime();
            String other = topic + "-other";
            String first = topic + "@example.org";
            door.subscribe(topic, first);
            door.subscribe(other, other + "@example.org");
            crowd.follow(first, NotificationDoor.ofTopic(topic), options.messages() - 1);
            sink.countOnly();
            for (int nth = 0; nth <= options.runs(); nth++) {
                run(report, nth, topic, other, options.messages(), sink, publisher);
            }
            for (int nth = 0; nth <= options.runs(); nth++) {
                send(report, nth, topic, options.messages(), sink, publisher, crowd);
            }
        }
    }

    private static void run(
            Report report,
            int nth,
            String topic,
            String other,
            int wanted,
            MailSink sink,
            Publisher publisher)
            throws IOException, InterruptedException {
        sink.arrived().set(0);
        sink.tokens().clear();
        long start = System.nanoTime();
        publisher.publish(topic, 1);
        Arrivals.await(sink.arrived(), wanted / 10, LONGEST);
        long otherStart = System.nanoTime();
        publisher.publish(other, 1);
        Arrivals.await(() -> sink.tokens().containsKey(other + "@example.org"), LONGEST);
        double otherSeconds = (System.nanoTime() - otherStart) / 1e9;
        awaitAll(
                report,
                nth,
                "published to handed over",
                wanted + 1,
                sink,
                start,
                "; the other's after %.2f s".formatted(otherSeconds));
    }

    /** Sending alone: no mail server answers until all is planned. */
    private static void send(
            Report report,
            int nth,
            String topic,
            int wanted,
            MailSink sink,
            Publisher publisher,
            Crowd crowd)
            throws IOException, InterruptedException {
        sink.arrived().set(0);
        sink.away(true);
        StoredJob job = new StoredJob(crowd, publisher.publish(topic, 1).getFirst() + ":1");
        job.awaitEntered(LONGEST);
        sink.away(false);
        Arrivals.await(sink.arrived(), 1, LONGEST);
        long start = System.nanoTime();
        awaitAll(report, nth, "planned before, handed over", wanted, sink, start, "");
    }

    private static void awaitAll(
            Report report,
            int nth,
            String how,
            int wanted,
            MailSink sink,
            long start,
            String besides)
            throws InterruptedException {
        Arrivals.await(sink.arrived(), wanted, LONGEST);
        double seconds = (System.nanoTime() - start) / 1e9;
        report.say(
                "  %-34s run %d   %9.1f/s   %d of %d in %.1f s%s%s",
                how,
                nth,
                sink.arrived().get() / seconds,
                sink.arrived().get(),
                wanted,
                seconds,
                besides,
                nth == 0 ? "   (warm-up)" : "");
    }

    /** What the sink takes from clients that do nothing else. */
    private static void raw(Options options, Report report, MailSink sink)
            throws IOException, InterruptedException {
        for (int nth = 0; nth <= options.runs(); nth++) {
            sink.arrived().set(0);
            long start = System.nanoTime();
            long end = start + options.length().toNanos();
            List<Callable<Integer>> sessions = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(() -> session(sink.port(), end));
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(SESSIONS)) {
                for (Future<Integer> each : threads.invokeAll(sessions)) {
                    each.get();
                }
            } catch (ExecutionException e) {
                throw new IOException("the bare sender failed", e);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (nth > 0) {
                report.say(
                        "  %-34s run %d   %9.1f/s",
                        "raw: 20 bare SMTP sessions", nth, sink.arrived().get() / seconds);
            }
        }
    }

    private static int session(int port, long end) throws IOException {
        int sent = 0;
        try (Socket socket = new Socket("localhost", port)) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            in.readLine();
            say(socket, in, "HELO bench");
            String mail = "Subject: x\r\n\r\n" + ("x".repeat(76) + "\r\n").repeat(40) + ".";
            while (System.nanoTime() < end) {
                say(socket, in, "MAIL FROM:<a@example.org>");
                say(socket, in, "RCPT TO:<b@example.org>");
                say(socket, in, "DATA");
                say(socket, in, mail);
                sent++;
            }
            say(socket, in, "QUIT");
        }
        return sent;
    }

    private static void say(Socket socket, BufferedReader in, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        if (in.readLine() == null) {
            throw new IOException("the sink closed the session");
        }
    }
}
