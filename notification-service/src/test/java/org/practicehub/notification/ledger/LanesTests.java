package org.practicehub.notification.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.practicehub.events.Occasion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class LanesTests {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static Notification mail(String job, int person) {
        return owed("person-" + person, job);
    }

    private static Notification owed(String subscriber, String job) {
        return Notification.owed(
                subscriber + ":" + job,
                subscriber,
                new Matter.OfPractice(job, "practice", 1, Occasion.PUBLISHED, List.of()),
                "me",
                NOW);
    }

    private static List<Notification> mails(String job, int count) {
        return IntStream.range(0, count).mapToObj(n -> mail(job, n)).toList();
    }

    private static Lanes lanes(int workers, List<Notification> waiting) {
        Lanes lanes = new Lanes(CLOCK, workers);
        lanes.offer(waiting, lanes.note());
        return lanes;
    }

    private static List<Notification> take(Lanes lanes) throws InterruptedException {
        return lanes.take(20, Duration.ZERO);
    }

    @Test
    void aSmallJobWaitsForOneHandfulOfALargeOneAtMost() throws InterruptedException {
        Lanes lanes = lanes(Integer.MAX_VALUE, mails("large", 100_000));
        take(lanes);
        Notification small = mail("small", 1);
        lanes.offer(List.of(small), lanes.note());
        List<Notification> next = new ArrayList<>(take(lanes));
        next.addAll(take(lanes));
        assertThat(next).contains(small);
    }

    @Test
    void oneEndpointHasFewWorkersAtATimeAndOthersAreNotHeldUp() throws InterruptedException {
        List<Notification> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(owed("endpoint:a:slow", "job-" + i));
        }
        Lanes lanes = lanes(2, waiting);
        List<Notification> first = take(lanes);
        assertThat(take(lanes)).isNotEmpty();
        assertThat(take(lanes)).isEmpty();
        Notification other = owed("endpoint:a:quick", "job");
        lanes.offer(List.of(other), lanes.note());
        assertThat(take(lanes)).containsExactly(other);
        lanes.released(first);
        assertThat(take(lanes)).isNotEmpty();
    }

    @Test
    void aLaneThatIsHeldRests() throws InterruptedException {
        Lanes lanes = lanes(4, List.of(owed("endpoint:a:b", "1"), owed("endpoint:a:b", "2")));
        lanes.hold("endpoint:a:b", NOW.plusSeconds(1));
        assertThat(take(lanes)).isEmpty();
        lanes.hold("endpoint:a:b", NOW);
        assertThat(take(lanes)).isNotEmpty();
    }

    @Test
    void aLaneIsHeldStillWhenItsOnlyMessageIsPostponed() throws InterruptedException {
        Notification failed = owed("endpoint:a:b", "1");
        Lanes lanes = lanes(4, List.of(failed));
        List<Notification> taken = take(lanes);
        lanes.hold("endpoint:a:b", NOW.plusSeconds(1));
        lanes.again(failed.postponed(NOW.plusSeconds(60), "answered 500"));
        lanes.released(taken);
        lanes.offer(List.of(owed("endpoint:a:b", "2")), lanes.note());
        assertThat(take(lanes)).isEmpty();
    }

    @Test
    void whatWasSettledWhileItWasLookedUpIsNotTakenAgain() throws InterruptedException {
        Notification sent = mail("job", 1);
        Notification owed = mail("job", 2);
        Lanes lanes = lanes(4, List.of(sent));
        Lanes.Note note = lanes.note();
        assertThat(take(lanes)).containsExactly(sent);
        lanes.settled(Set.of(sent.id()));
        lanes.offer(List.of(sent, owed), note);
        assertThat(take(lanes)).containsExactly(owed);
        assertThat(lanes.size()).isEqualTo(1);
    }

    @Test
    void whatIsPostponedIsNotDue() throws InterruptedException {
        Notification mail = mail("job", 1);
        Lanes lanes = lanes(4, List.of(mail));
        take(lanes);
        lanes.again(mail.postponed(NOW.plusSeconds(60), "451"));
        assertThat(take(lanes)).isEmpty();
        assertThat(lanes.size()).isEqualTo(1);
    }

    @Test
    void aShortLaneIsSharedUnlessThereAreManyOfThem() throws InterruptedException {
        Lanes one = lanes(4, mails("only", 16));
        assertThat(take(one)).hasSize(2);
        List<Notification> waiting = new ArrayList<>();
        for (int job = 0; job < 8; job++) {
            waiting.addAll(mails("job-" + job, 16));
        }
        assertThat(take(lanes(4, waiting))).hasSize(16);
    }

    @Test
    void lanesTakeTurns() throws InterruptedException {
        List<Notification> waiting = new ArrayList<>();
        for (int job = 0; job < 3; job++) {
            waiting.addAll(mails("job-" + job, 100));
        }
        Lanes lanes = lanes(4, waiting);
        List<String> order = new ArrayList<>();
        for (int nth = 0; nth < 6; nth++) {
            order.add(lanes.take(1, Duration.ZERO).getFirst().lane());
        }
        assertThat(order).containsExactly("job-0", "job-1", "job-2", "job-0", "job-1", "job-2");
    }

    /** Nothing here takes as long as the patience, unless nobody is woken. */
    @Test
    void whoWaitsIsWoken() throws Exception {
        Lanes lanes = new Lanes(Clock.systemUTC(), 1);
        Duration patience = Duration.ofMinutes(10);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<Notification>> worker = () -> lanes.take(20, patience);
            Future<List<Notification>> first = threads.submit(worker);
            Future<List<Notification>> second = threads.submit(worker);
            lanes.offer(mails("one", 1), lanes.note());
            lanes.offer(mails("other", 1), lanes.note());
            List<Notification> taken = new ArrayList<>(first.get());
            taken.addAll(second.get());
            assertThat(taken).hasSize(2);

            Future<List<Notification>> released = threads.submit(worker);
            lanes.offer(List.of(mail("one", 2)), lanes.note());
            lanes.released(taken.stream().filter(each -> each.lane().equals("one")).toList());
            assertThat(released.get()).containsExactly(mail("one", 2));

            Future<List<Notification>> held = threads.submit(worker);
            lanes.hold("one", Instant.now().plusMillis(50));
            lanes.again(mail("one", 2));
            lanes.released(released.get());
            assertThat(held.get()).containsExactly(mail("one", 2));

            Future<List<Notification>> postponed = threads.submit(worker);
            lanes.again(mail("third", 3).postponed(Instant.now().plusMillis(50), "451"));
            assertThat(postponed.get()).hasSize(1);
        }
    }
}
