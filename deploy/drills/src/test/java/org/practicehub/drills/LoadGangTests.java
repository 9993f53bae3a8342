package org.practicehub.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;

/** The drill against a stub that keeps its word, and against one that does not. */
class LoadGangTests {

    private static final String SESSION = "dtest";
    private static final int ROUNDS = 4;

    @TempDir Path folder;

    private final Ledger ledger = new Ledger();
    private MailSink sink;
    private MailLog mails;
    private HookSink hookSink;
    private StubHub stub;
    private LoadGang gang;
    private Observer observer;

    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("mails.jsonl");
        sink = new MailSink(0, file, Clock.systemUTC());
        mails = new MailLog(file);
        Path posts = folder.resolve("posts.jsonl");
        hookSink = new HookSink(0, posts, Clock.systemUTC());
        stub = new StubHub(sink.port());
        Hub hub = new Hub(stub.address(), role -> "token-of-" + role);
        gang =
                new LoadGang(
                        hub,
                        ledger,
                        Clock.systemUTC(),
                        new Audience(
                                hub,
                                ledger,
                                Clock.systemUTC(),
                                mails,
                                hookSink.address(),
                                new SplittableRandom(4),
                                SESSION),
                        new SplittableRandom(3),
                        SESSION);
        observer = new Observer(hub, mails, new HookLog(posts), SESSION, "contributor@example.org");
    }

    @AfterEach
    void close() throws IOException {
        stub.close();
        sink.close();
        hookSink.close();
    }

    @Test
    void everythingIsSettledThoughAnswersAreMissing() throws Exception {
        putLoad();
        Audit audit = Audit.of(ledger, observer.everything(ledger.practices()));
        assertThat(audit.findings()).isEmpty();
        assertThat(gang.stuck()).isEmpty();
        assertThat(gang.unanswered()).isPositive();
        assertThat(audit.counts().get("practices approved")).isGreaterThan(10);
        assertThat(audit.counts().get("  of these by mail")).isPositive();
        assertThat(audit.counts().get("  of these by webhook")).isPositive();
        assertThat(audit.counts().get("addresses that left")).isPositive();
    }

    @Test
    void whoIsToldThoughTheyLeftIsFound() throws Exception {
        stub.listenToNobodyWhoLeaves();
        putLoad();
        assertThat(Audit.of(ledger, observer.everything(ledger.practices())).findings())
                .anyMatch(each -> each.startsWith("message nobody asked for"));
    }

    @Test
    void whatTheProductForgetsIsFound() throws Exception {
        putLoad();
        stub.forgetASubmission();
        stub.forgetAPractice();
        assertThat(Audit.of(ledger, observer.everything(ledger.practices())).findings())
                .anyMatch(each -> each.startsWith("submission lost"))
                .anyMatch(each -> each.startsWith("practice lost in search"))
                .anyMatch(each -> each.startsWith("practice lost in read model"));
    }

    /** Rounds without kills; the stub breaks connections by itself. */
    private void putLoad() throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            int approvals = 20 * round;
            int comings = 4 * round - 2;
            LoadGang.Load load = gang.load(3);
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    ledger.count(Fact.Approved.class) >= approvals
                                            && ledger.count(Fact.Confirmed.class) >= comings);
            load.end();
        }
        gang.finish(3).join();
    }
}
