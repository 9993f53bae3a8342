package org.practicehub.drills;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Workers that carry practices through the product and readers that subscribe. What a kill
 * interrupts is kept, and goes on after the next start.
 */
final class LoadGang {

    private static final List<String> COUNTRIES = List.of("MA", "EC", "JO", "BT");
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
    private static final int READERS_A_ROUND = 3;
    private static final int HOOKS = 5;
    private static final long PAUSE_MS = 20;

    private final Hub hub;
    private final Ledger ledger;
    private final Clock clock;
    private final MailLog mails;
    private final URI hookSink;
    private final RandomGenerator random;
    private final String session;
    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicInteger people = new AtomicInteger();
    private final AtomicLong unanswered = new AtomicLong();
    private final Deque<Life> unfinished = new ConcurrentLinkedDeque<>();
    private final Deque<Wish> wishes = new ConcurrentLinkedDeque<>();
    private final List<Hook> hooks = new ArrayList<>();
    private final Queue<String> stuck = new ConcurrentLinkedQueue<>();

    private record Wish(Subscriber subscriber, Interest interest) {}

    /**
     * @param session makes the marks of this drill its own
     */
    LoadGang(
            Hub hub,
            Ledger ledger,
            Clock clock,
            MailLog mails,
            URI hookSink,
            RandomGenerator random,
            String session) {
        this.hub = hub;
        this.ledger = ledger;
        this.clock = clock;
        this.mails = mails;
        this.hookSink = hookSink;
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
            readers = start(this::readers);
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

        private void readers() {
            for (int i = 0; fresh && i < READERS_A_ROUND; i++) {
                wishes.add(new Wish(anotherReader(), anotherInterest()));
            }
            if (fresh) {
                wishes.add(new Wish(aHook(), anotherInterest()));
            }
            // Not polled once it is over: a wish under way may have been granted unheard.
            while (!over) {
                Wish wish = wishes.poll();
                if (wish == null) {
                    return;
                }
                subscribe(wish);
            }
        }

        private void subscribe(Wish wish) {
            try {
                String hindrance = wish.subscriber().want(wish.interest());
                if (hindrance != null) {
                    stuck.add(hindrance);
                    System.out.println("  stuck: " + hindrance);
                }
            } catch (IOException e) {
                unanswered.incrementAndGet();
                wishes.add(wish);
                pause();
            } catch (InterruptedException e) {
                wishes.add(wish);
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
            String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
            String topic = session + "topic" + random.nextInt(4);
            List<Life.Step> way = WAYS.get(random.nextInt(WAYS.size()));
            return new Life(hub, ledger, clock, session + "n" + nth, country, topic, way);
        }
    }

    private Reader anotherReader() {
        String address = session + "reader" + people.incrementAndGet() + "@example.org";
        return new Reader(hub, ledger, clock, mails, address);
    }

    /** A new one at first; then those there are want more. */
    private Hook aHook() {
        synchronized (random) {
            if (hooks.size() == HOOKS) {
                return hooks.get(random.nextInt(HOOKS));
            }
            Hook hook = new Hook(hub, ledger, clock, hookSink, session + "hook" + hooks.size());
            hooks.add(hook);
            return hook;
        }
    }

    private Interest anotherInterest() {
        synchronized (random) {
            String country = "country:" + COUNTRIES.get(random.nextInt(COUNTRIES.size()));
            String topic = "topic:" + session + "topic" + random.nextInt(4);
            String other = "topic:" + session + "topic" + random.nextInt(4);
            return switch (random.nextInt(4)) {
                case 0 -> new Interest(Set.of(country), Set.of(), Set.of());
                case 1 -> new Interest(Set.of(topic), Set.of(), Set.of(country));
                case 2 -> new Interest(Set.of(country), both(topic, other), Set.of());
                default -> new Interest(Set.of(topic), Set.of(), Set.of());
            };
        }
    }

    private static Set<String> both(String one, String other) {
        return one.equals(other) ? Set.of(one) : Set.of(one, other);
    }
}
