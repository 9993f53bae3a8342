package org.practicehub.drills;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Workers that carry practices through the product, beside the coming and going of those who are
 * told. What a kill interrupts is kept, and goes on after the next start.
 */
final class LoadGang {

    private static final List<List<Life.Step>> WAYS =
            List.of(
                    List.of(Life.Step.SUBMIT),
                    List.of(Life.Step.SUBMIT, Life.Step.APPROVE),
                    List.of(Life.Step.SUBMIT, Life.Step.APPROVE),
                    List.of(Life.Step.SUBMIT, Life.Step.REVISE, Life.Step.APPROVE),
                    List.of(Life.Step.SUBMIT, Life.Step.APPROVE, Life.Step.REVISE),
                    List.of(
                            Life.Step.SUBMIT,
                            Life.Step.APPROVE,
                            Life.Step.REVISE,
                            Life.Step.APPROVE));
    private static final long PAUSE_MS = 20;

    private final Hub hub;
    private final Ledger ledger;
    private final Clock clock;
    private final Audience audience;
    private final RandomGenerator random;
    private final String session;
    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicLong unanswered = new AtomicLong();
    private final Deque<Life> unfinished = new ConcurrentLinkedDeque<>();
    private final Deque<Audience.Errand> errands = new ConcurrentLinkedDeque<>();
    private final Queue<String> stuck = new ConcurrentLinkedQueue<>();

    /**
     * @param session makes the marks of this drill its own
     */
    LoadGang(
            Hub hub,
            Ledger ledger,
            Clock clock,
            Audience audience,
            RandomGenerator random,
            String session) {
        this.hub = hub;
        this.ledger = ledger;
        this.clock = clock;
        this.audience = audience;
        this.random = random;
        this.session = session;
    }

    /** A load that goes on until told to end. */
    final class Load {

        private final List<Thread> threads = new ArrayList<>();
        private final Thread readers;
        private final boolean fresh;
        private volatile boolean over;

        private Load(boolean fresh, int workers) {
            this.fresh = fresh;
            for (int i = 0; i < workers; i++) {
                start(this::practices);
            }
            readers = start(this::errands);
        }

        /**
         * Lets every thread end at its next step; a step in flight is waited for, but not a mail
         * that a product struck down won't send.
         */
        void end() throws InterruptedException {
            over = true;
            readers.interrupt();
            for (Thread thread : threads) {
                thread.join();
            }
        }

        /** Waits until nothing unfinished is left. */
        void join() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private Thread start(Runnable work) {
            Thread thread = Thread.ofPlatform().daemon().start(work);
            threads.add(thread);
            return thread;
        }

        private void practices() {
            while (!over) {
                Life life = unfinished.poll();
                if (life == null && !fresh) {
                    return;
                }
                if (life == null) {
                    life = anotherLife();
                }
                carry(life);
            }
        }

        private void carry(Life life) {
            try {
                switch (life.go()) {
                    case Life.Progress.Done() -> {}
                    case Life.Progress.Stuck(String why) -> {
                        stuck.add(why);
                        System.out.println("  stuck: " + why);
                    }
                }
            } catch (Unanswered e) {
                unanswered.incrementAndGet();
                unfinished.add(life);
                pause();
            } catch (InterruptedException e) {
                unfinished.add(life);
                over = true;
            }
        }

        private void errands() {
            if (fresh) {
                errands.addAll(audience.comeAndGo());
            }
            // Not polled once it is over: what is under way may have been granted unheard.
            while (!over) {
                Audience.Errand errand = errands.poll();
                if (errand == null) {
                    return;
                }
                run(errand);
            }
        }

        private void run(Audience.Errand errand) {
            try {
                String hindrance = errand.run();
                if (hindrance != null) {
                    stuck.add(hindrance);
                    System.out.println("  stuck: " + hindrance);
                }
            } catch (IOException e) {
                unanswered.incrementAndGet();
                errands.add(errand);
                pause();
            } catch (InterruptedException e) {
                errands.add(errand);
                over = true;
            }
        }

        private void pause() {
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                over = true;
            }
        }
    }

    Load load(int workers) {
        return new Load(true, workers);
    }

    /** Takes what is unfinished to its end, and begins nothing. */
    Load finish(int workers) {
        return new Load(false, workers);
    }

    /** Requests whose answer never came. */
    long unanswered() {
        return unanswered.get();
    }

    List<String> stuck() {
        return List.copyOf(stuck);
    }

    private Life anotherLife() {
        int nth = lives.incrementAndGet();
        synchronized (random) {
            String country = Audience.COUNTRIES.get(random.nextInt(Audience.COUNTRIES.size()));
            String topic = session + "topic" + random.nextInt(Audience.TOPICS);
            List<Life.Step> way = WAYS.get(random.nextInt(WAYS.size()));
            return new Life(hub, ledger, clock, session + "n" + nth, country, topic, way);
        }
    }
}
