package org.practicehub.submission.contribution;

import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.SubmissionListener;
import org.practicehub.submission.web.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who watches which submission. News is put down by whoever writes and sent by one thread, so that
 * no writer waits for a slow reader. A stream ends with the token it was opened with, after 30
 * minutes at the latest; browsers open it again by themselves.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
@Component
class StatusStreams implements SubmissionListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StatusStreams.class);
    private static final int MOST = 2_000;
    private static final int MOST_AN_ACCOUNT = 10;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration ALIVE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Clock clock;
    private final ConcurrentMap<PracticeId, Queue<Watcher>> watchers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> byAccount = new ConcurrentHashMap<>();

    /** The newest state of what is watched and has changed. */
    private final ConcurrentMap<PracticeId, Submission> news = new ConcurrentHashMap<>();

    private volatile boolean running;

    /**
     * What a watcher is told.
     *
     * @param edit the ETag without its quotes
     */
    record StatusEvent(
            String id, String status, int revision, boolean tagged, long edit, Instant at) {

        static StatusEvent of(Submission submission, Instant now) {
            return new StatusEvent(
                    submission.id().value(),
                    submission.statusAt(now).wire(),
                    submission.revision(),
                    submission.isTagged(),
                    submission.edit(),
                    submission.updatedAt());
        }
    }

    /** One open stream. */
    private static final class Watcher {

        private final String account;
        private final SseEmitter emitter;
        private long told;

        Watcher(String account, SseEmitter emitter) {
            this.account = account;
            this.emitter = emitter;
        }

        /**
         * The present state may be read while newer news is on its way: what is older is no news.
         */
        synchronized void tell(Submission submission, Instant now) {
            if (submission.version() <= told) {
                return;
            }
            told = submission.version();
            send(
                    SseEmitter.event()
                            .id(String.valueOf(submission.edit()))
                            .name("status")
                            .data(StatusEvent.of(submission, now), MediaType.APPLICATION_JSON));
        }

        void send(SseEmitter.SseEventBuilder event) {
            try {
                emitter.send(event);
            } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
            }
        }
    }

    StatusStreams(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins with the present state.
     *
     * @param now reads it
     * @param until when the token ends that it is opened with
     * @throws ProblemException 429 when the account watches too many, 503 when all do
     */
    SseEmitter open(PracticeId id, String account, Instant until, Supplier<Submission> now) {
        if (byAccount.values().stream().mapToInt(Integer::intValue).sum() >= MOST) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Too many watch at present.");
        }
        Duration left = Duration.between(clock.instant(), until);
        SseEmitter emitter =
                new SseEmitter(
                        Math.max(1, (left.compareTo(LONGEST) < 0 ? left : LONGEST).toMillis()));
        Watcher watcher = new Watcher(account, emitter);
        if (byAccount.merge(account, 1, Integer::sum) > MOST_AN_ACCOUNT) {
            left(account);
            throw new ProblemException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "rate-limited",
                    "An account watches at most " + MOST_AN_ACCOUNT + " submissions at once.");
        }
        emitter.onCompletion(() -> close(id, watcher));
        emitter.onTimeout(emitter::complete);
        emitter.onError(failure -> LOG.trace("A watcher left", failure));
        watchers.compute(
                id,
                (key, all) -> {
                    Queue<Watcher> others = all == null ? new ConcurrentLinkedQueue<>() : all;
                    others.add(watcher);
                    return others;
                });
        watcher.tell(now.get(), clock.instant());
        return emitter;
    }

    private void close(PracticeId id, Watcher watcher) {
        watchers.computeIfPresent(
                id,
                (key, all) -> {
                    if (all.remove(watcher)) {
                        left(watcher.account);
                    }
                    return all.isEmpty() ? null : all;
                });
    }

    private void left(String account) {
        byAccount.computeIfPresent(account, (key, count) -> count == 1 ? null : count - 1);
    }

    @Override
    public void written(Submission submission) {
        if (watchers.containsKey(submission.id())) {
            news.merge(
                    submission.id(),
                    submission,
                    (one, other) -> one.version() > other.version() ? one : other);
        }
    }

    private void sendAll() {
        long quiet = System.nanoTime();
        while (running) {
            for (PracticeId id : List.copyOf(news.keySet())) {
                Submission submission = news.remove(id);
                if (submission != null) {
                    watchers.getOrDefault(id, new ConcurrentLinkedQueue<>())
                            .forEach(watcher -> watcher.tell(submission, clock.instant()));
                }
            }
            if (System.nanoTime() - quiet > ALIVE.toNanos()) {
                quiet = System.nanoTime();
                // Keeps proxies from closing streams, and finds out who is gone.
                watchers.values()
                        .forEach(
                                all ->
                                        all.forEach(
                                                watcher ->
                                                        watcher.send(
                                                                SseEmitter.event()
                                                                        .comment("alive"))));
            }
            try {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("status-streams").start(this::sendAll);
    }

    /** Streams would hold up a graceful stop: they end before the web server waits for requests. */
    @Override
    public void stop() {
        running = false;
        for (Map.Entry<PracticeId, Queue<Watcher>> entry : watchers.entrySet()) {
            entry.getValue().forEach(watcher -> watcher.emitter.complete());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
