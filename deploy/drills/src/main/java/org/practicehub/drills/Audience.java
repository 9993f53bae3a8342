package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The people and endpoints that are told: in every round some come, some leave, and some who left
 * come back. For one thread at a time.
 */
final class Audience {

    static final List<String> COUNTRIES = List.of("MA", "EC", "JO", "BT");
    static final int TOPICS = 4;

    private static final int COMINGS = 3;
    private static final int GOINGS = 2;
    private static final int HOOKS = 5;

    private final Hub hub;
    private final Ledger ledger;
    private final Clock clock;
    private final MailLog mails;
    private final URI hookSink;
    private final RandomGenerator random;
    private final String session;
    private final List<Reader> present = new ArrayList<>();
    private final List<Reader> absent = new ArrayList<>();

    /** Nobody comes back twice: an address is mailed ten links an hour at most. */
    private final Set<Reader> back = new HashSet<>();

    /** Endpoints of which nothing is being asked. */
    private final List<Hook> idle = new ArrayList<>();

    private int people;
    private int hooks;
    private int hooksEver;

    /** Something asked of the product until it is settled; may be begun again. */
    interface Errand {

        /**
         * @return why it cannot be settled, or null
         */
        @Nullable String run() throws IOException, InterruptedException;
    }

    /**
     * @param session makes the addresses of this drill its own
     */
    Audience(
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

    /** What one round brings, in no order; those who leave came in an earlier one. */
    List<Errand> comeAndGo() {
        List<Errand> errands = new ArrayList<>();
        for (int i = 0; i < GOINGS && present.size() > GOINGS; i++) {
            Reader leaver = present.remove(random.nextInt(present.size()));
            boolean inOneClick = random.nextBoolean();
            errands.add(() -> then(leaver.leave(inOneClick), () -> left(leaver)));
        }
        for (int i = 0; i < COMINGS; i++) {
            Reader comer = aReader();
            Interest interest = anInterest();
            errands.add(() -> then(comer.want(interest), () -> present.add(comer)));
        }
        ofAHook().ifPresent(errands::add);
        Collections.shuffle(errands, Random.from(random));
        return errands;
    }

    private static @Nullable String then(@Nullable String hindrance, Runnable settled) {
        if (hindrance == null) {
            settled.run();
        }
        return hindrance;
    }

    private Reader aReader() {
        if (!absent.isEmpty() && random.nextInt(3) == 0) {
            Reader reader = absent.remove(random.nextInt(absent.size()));
            back.add(reader);
            return reader;
        }
        people++;
        return new Reader(hub, ledger, clock, mails, session + "reader" + people + "@example.org");
    }

    private void left(Reader reader) {
        if (!back.contains(reader)) {
            absent.add(reader);
        }
    }

    /**
     * Endpoints come first; then those there are want more, or less, or are removed. An account may
     * have a few only, so none comes while something is still asked of all of them.
     */
    private Optional<Errand> ofAHook() {
        if (hooks < HOOKS) {
            hooks++;
            Hook hook = new Hook(hub, ledger, clock, hookSink, session + "hook" + hooksEver++);
            return Optional.of(wanting(hook));
        }
        return idle.isEmpty() ? Optional.empty() : Optional.of(ofAnIdleHook());
    }

    private Errand ofAnIdleHook() {
        Hook hook = idle.remove(random.nextInt(idle.size()));
        List<Interest> wishes = hook.wishes();
        return switch (wishes.isEmpty() ? 0 : random.nextInt(4)) {
            case 0, 1 -> wanting(hook);
            case 2 -> {
                Interest over = wishes.get(random.nextInt(wishes.size()));
                yield () -> then(hook.end(over), () -> idle.add(hook));
            }
            default -> () -> then(hook.remove(), () -> hooks--);
        };
    }

    private Errand wanting(Hook hook) {
        Interest interest = anInterest();
        return () -> then(hook.want(interest), () -> idle.add(hook));
    }

    private Interest anInterest() {
        String country = "country:" + COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        String topic = aTopic();
        String other = aTopic();
        return switch (random.nextInt(4)) {
            case 0 -> new Interest(Set.of(country), Set.of(), Set.of());
            case 1 -> new Interest(Set.of(topic), Set.of(), Set.of(country));
            case 2 -> new Interest(Set.of(country), both(topic, other), Set.of());
            default -> new Interest(Set.of(topic), Set.of(), Set.of());
        };
    }

    private String aTopic() {
        return "topic:" + session + "topic" + random.nextInt(TOPICS);
    }

    private static Set<String> both(String one, String other) {
        return one.equals(other) ? Set.of(one) : Set.of(one, other);
    }
}
