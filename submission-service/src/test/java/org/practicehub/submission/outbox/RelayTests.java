package org.practicehub.submission.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.practicehub.submission.practice.SubmissionFixture.MONA;
import static org.practicehub.submission.practice.SubmissionFixture.NOW;
import static org.practicehub.submission.practice.SubmissionFixture.aSubmission;
import static org.practicehub.submission.practice.SubmissionFixture.content;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.practicehub.submission.practice.Instance;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.StoreAccess;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.revisions.RevisionsAccess;
import org.springframework.data.mongodb.core.MongoTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

class RelayTests {

    private static final RelayProperties QUICK =
            new RelayProperties(
                    100,
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(45),
                    Duration.ofMillis(200));

    private static MongoServer server;
    private static MongoClient client;

    private MongoTemplate mongo;
    private final FakeWire wire = new FakeWire();
    private final List<Relay> started = new ArrayList<>();
    private Submissions submissions;

    @BeforeAll
    static void startStore() {
        server = new MongoServer(new MemoryBackend());
        client = MongoClients.create("mongodb://localhost:" + server.bind().getPort());
    }

    @AfterAll
    static void stopStore() {
        client.close();
        server.shutdownNow();
    }

    @BeforeEach
    void open() {
        mongo = new MongoTemplate(client, "relay_" + UUID.randomUUID().toString().replace("-", ""));
        submissions = StoreAccess.submissions(mongo, "one");
        submissions.prepare();
    }

    @AfterEach
    void stop() {
        started.forEach(Relay::stop);
    }

    @Test
    void anEventIsSentAndThenRemovedWithoutAnybodySeeingAChange() {
        startRelay("one", submissions, Clock.systemUTC());
        Submission submission = insert();

        await().until(() -> found(submission).pending().isEmpty());

        assertThat(wire.log(submission.id().value())).containsExactly("practice-submissions:1");
        assertThat(found(submission).edit()).isEqualTo(1);
        assertThat(found(submission).version()).isEqualTo(2);
    }

    @Test
    void theEventsOfAPracticeLeaveInOrder() {
        startRelay("one", submissions, Clock.systemUTC());
        Submission submission = insert();
        approve(submission);
        revise(submission, "Second");
        withdraw(submission);

        await().until(() -> found(submission).pending().isEmpty());

        assertThat(wire.log(submission.id().value()))
                .filteredOn(entry -> entry.startsWith("practices:"))
                .containsExactly("practices:4", "practices:9");
        assertThat(wire.log(submission.id().value()))
                .filteredOn(entry -> entry.startsWith("practice-submissions:"))
                .endsWith("practice-submissions:null");
        assertThat(RevisionsAccess.count(mongo)).isEqualTo(1);
    }

    @Test
    void whatTheMachineWillAnswerIsLeftToItsAnswer() {
        RelayProperties patient =
                new RelayProperties(
                        100,
                        Duration.ofMillis(20),
                        Duration.ofHours(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(45),
                        Duration.ofMillis(200));
        Relay relay = startRelay("one", submissions, Clock.systemUTC(), patient);
        Submission waiting = insert();
        Submission decided = insert();
        approve(decided);

        await().until(() -> found(decided).pending().isEmpty());

        assertThat(wire.log(waiting.id().value())).containsExactly("practice-submissions:1");
        assertThat(found(waiting).pending()).hasSize(1);
        relay.stop();
        assertThat(found(waiting).version()).isEqualTo(1);
    }

    @Test
    void nothingIsRemovedBeforeItIsAcknowledged() {
        wire.holdAcknowledgements();
        startRelay("one", submissions, Clock.systemUTC());
        Submission submission = insert();
        await().until(() -> wire.size() == 1);

        assertThat(found(submission).pending()).hasSize(1);

        wire.releaseAcknowledgements();
        await().until(() -> found(submission).pending().isEmpty());
    }

    @Test
    void afterALostSendEverythingFromThereOnIsSentAgainAndTheNewestIsLast() {
        Submission submission = insert();
        approve(submission);
        wire.failNext(2);
        startRelay("one", submissions, Clock.systemUTC());
        hearOfTheStore();

        await().until(() -> found(submission).pending().isEmpty());

        assertThat(wire.log(submission.id().value()))
                .filteredOn(entry -> entry.startsWith("practice-submissions:"))
                .endsWith("practice-submissions:null");
        assertThat(wire.log(submission.id().value())).contains("practices:4");
    }

    @Test
    void whileTheBrokerIsAwaySubmissionsAreKeptAndLaterAllAreSent() {
        startRelay("one", submissions, Clock.systemUTC());
        wire.goAway();
        List<Submission> kept = IntStream.range(0, 300).mapToObj(number -> insert()).toList();
        assertThat(wire.size()).isZero();

        wire.comeBack();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> kept.stream().allMatch(one -> found(one).pending().isEmpty()));
        for (Submission submission : kept) {
            assertThat(wire.log(submission.id().value())).containsExactly("practice-submissions:1");
        }
    }

    @Test
    void whatACrashLeftBetweenAcknowledgementAndRemovalIsSentAgainInOrder() {
        Submission submission = insert();
        approve(submission);
        Relay crashed =
                startRelay(
                        "one",
                        submissions,
                        Clock.systemUTC(),
                        new RelayProperties(
                                100,
                                Duration.ofHours(1),
                                Duration.ofHours(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(45),
                                Duration.ofMillis(200)));
        submissions.readAll(stored -> {}, crashed::written);
        await().until(() -> wire.size() == 5);
        // The process dies here: nothing has been removed. It starts again under its name.
        Submissions again = StoreAccess.submissions(mongo, "one");
        Relay restarted = startRelay("one", again, Clock.systemUTC());
        again.readAll(stored -> {}, restarted::written);

        await().until(() -> found(submission).pending().isEmpty());

        List<String> log = wire.log(submission.id().value());
        assertThat(log).hasSize(10);
        assertThat(log.subList(5, 10)).isEqualTo(log.subList(0, 5));
    }

    @Test
    void anotherInstanceTakesOverOnlyWhenTheFirstHasBeenSilentForItsLease() {
        Submission submission = insert();
        MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
        new Leases(mongo, StoreAccess.instance("one"), QUICK, clock).renew();
        Submissions others = StoreAccess.submissions(mongo, "two");
        Relay second = startRelay("two", others, clock);
        others.readAll(stored -> {}, second::written);
        second.sweep();
        assertThat(second.backlog()).isZero();
        assertThat(wire.size()).isZero();

        clock.move(Duration.ofSeconds(46));
        second.sweep();

        await().until(() -> found(submission).pending().isEmpty());
        assertThat(wire.log(submission.id().value())).containsExactly("practice-submissions:1");
    }

    @Test
    void withoutALeaseNothingIsSent() {
        MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
        Leases leases = new Leases(mongo, StoreAccess.instance("one"), QUICK, clock);
        assertThat(leases.isLongEnoughToSend()).isFalse();
        leases.renew();
        assertThat(leases.isLongEnoughToSend()).isTrue();
        clock.move(Duration.ofSeconds(44));
        assertThat(leases.isLongEnoughToSend()).isFalse();
    }

    @Test
    void lateNewsOfAnOldStateBringsNothingBack() {
        Relay relay = startRelay("one", submissions, Clock.systemUTC());
        Submission submission = insert();
        approve(submission);
        Submission old = found(submission);
        withdraw(submission);
        await().until(() -> found(submission).pending().isEmpty() && relay.backlog() == 0);
        int sent = wire.size();

        relay.written(old);
        Submission other = insert();
        await().until(() -> found(other).pending().isEmpty());

        assertThat(wire.size()).isEqualTo(sent + 1);
        await().until(() -> relay.backlog() == 0);
    }

    @Test
    void aChangeBetweenSendingAndRemovingIsNotUndone() {
        wire.holdAcknowledgements();
        startRelay("one", submissions, Clock.systemUTC());
        Submission submission = insert();
        await().until(() -> wire.size() == 1);
        revise(submission, "Second");

        wire.releaseAcknowledgements();

        await().until(() -> found(submission).pending().isEmpty());
        assertThat(found(submission).content().title()).isEqualTo("Second");
        assertThat(wire.log(submission.id().value()))
                .containsExactly("practice-submissions:1", "practice-submissions:2");
    }

    private Relay startRelay(String name, Submissions store, Clock clock) {
        return startRelay(name, store, clock, QUICK);
    }

    private Relay startRelay(
            String name, Submissions store, Clock clock, RelayProperties properties) {
        Instance instance = StoreAccess.instance(name);
        Relay relay =
                new Relay(
                        store,
                        new Archive(RevisionsAccess.revisions(mongo), mongo),
                        wire,
                        new Leases(mongo, instance, properties, clock),
                        properties);
        store.listen(relay);
        relay.start();
        started.add(relay);
        return relay;
    }

    private void hearOfTheStore() {
        submissions.readAll(
                stored -> {}, submission -> started.forEach(relay -> relay.written(submission)));
    }

    private Submission insert() {
        Submission submission = aSubmission().now();
        submissions.insert(submission);
        return submission;
    }

    private void approve(Submission submission) {
        change(submission.id(), found -> found.approve(MONA, "", false, true, NOW));
    }

    private void revise(Submission submission, String title) {
        change(submission.id(), found -> found.revise(content(title), NOW));
    }

    private void withdraw(Submission submission) {
        change(submission.id(), found -> found.withdraw(MONA, "over", NOW));
    }

    private void change(PracticeId id, java.util.function.Consumer<Submission> change) {
        submissions.change(
                id,
                found -> {
                    change.accept(found);
                    return true;
                });
    }

    private Submission found(Submission submission) {
        return submissions.find(submission.id()).orElseThrow();
    }

    /** A clock that moves when told. */
    private static final class MovableClock extends Clock {

        private volatile Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return InstantSource.fixed(now).withZone(zone);
        }
    }
}
