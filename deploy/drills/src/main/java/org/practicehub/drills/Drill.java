package org.practicehub.drills;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Load, a disturbance at a random moment, and again; at the end, count. */
final class Drill {

    private static final Duration STEP = Duration.ofMillis(500);
    private static final Duration NO_PROGRESS = Duration.ofSeconds(90);

    /** Time for what should not come to come. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Disturbance disturbance;
    private final Options options;
    private final File home;
    private final Clock clock;

    Drill(Disturbance disturbance, Options options, File home, Clock clock) {
        this.disturbance = disturbance;
        this.options = options;
        this.home = home;
        this.clock = clock;
    }

    /**
     * @return whether nothing was lost and nothing double
     */
    boolean run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("drill");
        Path mails = folder.resolve("mails.jsonl");
        Path posts = folder.resolve("posts.jsonl");
        Process mailSink = startSink(MailSink.class, mails);
        Process hookSink = startSink(HookSink.class, posts);
        try {
            int smtp = port(mailSink);
            URI hooks = URI.create("http://127.0.0.1:" + port(hookSink));
            Product product = new Product(home, folder, options.port(), smtp, upOptions());
            Thread cleanUp = Thread.ofPlatform().unstarted(() -> killQuietly(product));
            Runtime.getRuntime().addShutdownHook(cleanUp);
            boolean passed = run(product, new MailLog(mails), new HookLog(posts), hooks);
            product.kill();
            Runtime.getRuntime().removeShutdownHook(cleanUp);
            if (passed) {
                delete(folder);
            } else {
                System.out.println("left for you to look at: " + folder);
            }
            return passed;
        } finally {
            mailSink.destroyForcibly();
            hookSink.destroyForcibly();
        }
    }

    private boolean run(Product product, MailLog mails, HookLog posts, URI hooks)
            throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(options.seed());
        String session = "d" + Long.toString(clock.millis(), 36);
        Ledger ledger = new Ledger();
        Hub hub = new Hub(product.gateway(), product::token);
        Audience audience = new Audience(hub, ledger, clock, mails, hooks, random.split(), session);
        LoadGang gang = new LoadGang(hub, ledger, clock, audience, random.split(), session);
        System.out.printf("%s drill %s, seed %d%n", disturbance.word(), session, options.seed());
        for (int round = 1; round <= options.rounds(); round++) {
            Duration started = ready(product, ledger, random);
            LoadGang.Load load = gang.load(options.workers());
            int wait = 300 + random.nextInt(options.longestLoad());
            Thread.sleep(wait);
            String done = disturbance.strike(product, ledger, random, clock);
            load.end();
            System.out.printf(
                    "round %d: ready in %.1f s, %d ms of load, then %s; so far %d accepted, %d"
                            + " approvals, %d subscriptions, %d ended, %d mails, %d posts%n",
                    round,
                    started.toMillis() / 1e3,
                    wait,
                    done,
                    ledger.count(Fact.Accepted.class),
                    ledger.count(Fact.Approved.class),
                    ledger.count(Fact.Confirmed.class),
                    ledger.count(Fact.Left.class),
                    mails.mails().size(),
                    posts.posts().size());
        }
        ready(product, ledger, random);
        gang.finish(options.workers()).join();
        String contributor = product.email("contributor");
        ledger.enter(asksForEverything(contributor));
        Observer observer = new Observer(hub, mails, posts, session, contributor);
        awaitRest(ledger, observer);
        Audit audit = Audit.of(ledger, observer.everything(ledger.practices()));
        return report(audit, gang, ledger, mails, posts);
    }

    private List<String> upOptions() {
        return options.processes() ? List.of("--processes") : disturbance.options();
    }

    /** The contributor is told of every approval, without having asked. */
    private static Fact.Confirmed asksForEverything(String contributor) {
        return new Fact.Confirmed(
                contributor,
                new Interest(Set.of(), Set.of(), Set.of()),
                new Span(Instant.EPOCH, Instant.EPOCH));
    }

    /** Starts it when it is down; some starts are killed on the way, too. */
    private Duration ready(Product product, Ledger ledger, SplittableRandom random)
            throws IOException, InterruptedException {
        if (product.isUp()) {
            return Duration.ZERO;
        }
        product.start();
        if (disturbance == Disturbance.KILL
                && ledger.count(Fact.Killed.class) > 0
                && random.nextInt(100) < options.startKills()) {
            int wait = 1_000 + random.nextInt(14_000);
            Thread.sleep(wait);
            disturbance.strike(product, ledger, random, clock);
            System.out.printf("         killed %d ms into a start%n", wait);
            product.start();
        }
        return product.awaitReady();
    }

    /** Waits until everything owed is there, or nothing more has come for long. */
    private void awaitRest(Ledger ledger, Observer observer)
            throws IOException, InterruptedException {
        List<Ledger.Message> owed =
                ledger.messages().entrySet().stream()
                        .filter(each -> each.getValue() == Ledger.Due.OWED)
                        .map(Map.Entry::getKey)
                        .toList();
        long approved =
                ledger.practices().stream().filter(each -> each.published() != null).count();
        long last = System.nanoTime();
        long before = -1;
        while (System.nanoTime() - last < NO_PROGRESS.toNanos()) {
            List<Observed.Sent> sent = observer.sent();
            List<Ledger.Message> messages =
                    sent.stream().map(Observed.Sent::message).distinct().toList();
            long cards = observer.cards().size();
            if (cards >= approved && new HashSet<>(messages).containsAll(owed)) {
                break;
            }
            long now = sent.size() + cards;
            if (now != before) {
                before = now;
                last = System.nanoTime();
            }
            Thread.sleep(STEP);
        }
        Thread.sleep(GRACE);
    }

    private boolean report(Audit audit, LoadGang gang, Ledger ledger, MailLog mails, HookLog posts)
            throws IOException {
        System.out.println("counted:");
        print("kills or freezes", ledger.count(Fact.Killed.class));
        print("requests without an answer, settled", gang.unanswered());
        print("people and endpoints", ledger.addresses().size() - 1);
        print("subscriptions begun", ledger.count(Fact.Confirmed.class) - 1);
        print("subscriptions ended", ledger.count(Fact.Left.class));
        audit.counts().forEach(Drill::print);
        print("mails in the sink, of any kind", mails.mails().size());
        print("posts in the sink, of any kind", posts.posts().size());
        print("steps that did not go on", gang.stuck().size());
        print("lost, double or wrong", audit.findings().size());
        audit.findings().stream().limit(50).forEach(each -> System.out.println("  ! " + each));
        boolean passed = audit.passed() && gang.stuck().isEmpty();
        System.out.println(passed ? "PASSED: nothing lost, nothing double" : "FAILED");
        return passed;
    }

    private static void print(String what, long count) {
        System.out.printf("  %8d  %s%n", count, what);
    }

    private static int port(Process sink) throws IOException {
        return Integer.parseInt(String.valueOf(sink.inputReader().readLine()));
    }

    private static Process startSink(Class<?> sink, Path file) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        sink.getName(),
                        "0",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void killQuietly(Product product) {
        try {
            product.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
