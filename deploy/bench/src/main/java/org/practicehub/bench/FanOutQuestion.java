package org.practicehub.bench;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One practice to {@code --subscriptions} people, until everything owed stands in the ledger, with
 * mails leaving to the sink meanwhile, and another one while no mail server answers; what the heap
 * does; and how soon the mail of another practice leaves, while planning goes on and while all the
 * others wait.
 */
final class FanOutQuestion implements Question {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int OTHERS = 5;

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String asks() {
        return "How fast are a million notifications planned, and does another one wait?";
    }

    @Override
    public void answer(Hub hub, Options options, Report report)
            throws IOException, InterruptedException {
        int people = options.subscriptions();
        report.say("fanout: %d subscribers of one topic; sink on port %d", people, options.sink());
        String topic = "bench-fanout-" + System.nanoTime();
        String other = topic + "-other";
        String otherAddress = other + "@example.org";
        try (MailSink sink = new MailSink(options.sink());
                Publisher publisher = new Publisher(options.kafka());
                NotificationDoor door = new NotificationDoor(hub, sink);
                Crowd crowd = new Crowd(options.mongo())) {
            String first = topic + "@example.org";
            door.subscribe(topic, first);
            door.subscribe(other, otherAddress);
            long start = System.nanoTime();
            crowd.follow(first, NotificationDoor.ofTopic(topic), people - 1);
            report.say("  %-34s %.1f s", "written into the store", seconds(start));
            sink.countOnly();
            Another another = new Another(publisher, sink, other, otherAddress);
            report.say("  %-34s %.2f s", "a mail when nothing else is owed", another.seconds());

            Fan fan = new Fan(people, topic, sink, publisher, door, crowd, report);
            fan.spread("planned and entered", another);
            sink.away(true);
            fan.spread("the same, no mail server answering", null);
            sink.away(false);
            Arrivals.await(sink.arrived(), 1, LONGEST);
            long waiting = people - sink.arrived().get();
            List<String> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                others.add(String.format("%.2f", another.seconds()));
            }
            report.say(
                    "  %-34s %s s",
                    "another's mail, " + waiting + " waiting", String.join(" ", others));
            long before = sink.arrived().get();
            start = System.nanoTime();
            Arrivals.await(sink.arrived(), people + OTHERS, LONGEST);
            report.say(
                    "  %-34s %.0f/s",
                    "mails leaving then", (sink.arrived().get() - before) / seconds(start));
        }
    }

    /** Practices that all of the people are told of. */
    private record Fan(
            int people,
            String topic,
            MailSink sink,
            Publisher publisher,
            NotificationDoor door,
            Crowd crowd,
            Report report) {

        /**
         * One more of them, until everything owed stands in the ledger.
         *
         * @param another to be asked for meanwhile, if mails leave
         */
        void spread(String how, @Nullable Another another)
                throws IOException, InterruptedException {
            sink.arrived().set(0);
            Heap heap = new Heap(door);
            long start = System.nanoTime();
            StoredJob job = new StoredJob(crowd, publisher.publish(topic, 1).getFirst() + ":1");
            double meanwhile = -1;
            while (!job.entered() && seconds(start) < LONGEST.toSeconds()) {
                heap.look();
                if (another != null && meanwhile < 0 && sink.arrived().get() > 100) {
                    meanwhile = another.seconds();
                }
                Thread.sleep(StoredJob.STEP);
            }
            double planned = seconds(start);
            report.say(
                    "  %-34s %.1f s, %.0f/s, in %d slices; %d mails had left",
                    how, planned, people / planned, job.slices(), sink.arrived().get());
            report.say("  %-34s %s MB", "lowest heap, by quarter of that", heap.quarters());
            if (another != null) {
                report.say("  %-34s %.2f s", "another's mail meanwhile", meanwhile);
                Arrivals.await(sink.arrived(), people, LONGEST);
                report.say(
                        "  %-34s %.1f s, %.0f/s",
                        "all had left after", seconds(start), people / seconds(start));
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** A practice that one other person is told of. */
    private record Another(Publisher publisher, MailSink sink, String topic, String address) {

        /** From publishing to the sink. */
        double seconds() throws IOException, InterruptedException {
            sink.tokens().remove(address);
            long start = System.nanoTime();
            publisher.publish(topic, 1);
            Arrivals.await(() -> sink.tokens().containsKey(address), Duration.ofMinutes(2));
            return FanOutQuestion.seconds(start);
        }
    }

    /** What the heap was seen to hold; the lowest of some time is about what lives. */
    private static final class Heap {

        private final NotificationDoor door;
        private final List<Long> seen = new ArrayList<>();

        Heap(NotificationDoor door) {
            this.door = door;
        }

        void look() throws IOException {
            seen.add(door.heapBytes() >> 20);
        }

        String quarters() {
            List<String> lowest = new ArrayList<>();
            for (int quarter = 0; quarter < 4; quarter++) {
                seen.subList(seen.size() * quarter / 4, seen.size() * (quarter + 1) / 4).stream()
                        .min(Long::compare)
                        .ifPresent(low -> lowest.add(String.valueOf(low)));
            }
            return String.join(" ", lowest);
        }
    }
}
