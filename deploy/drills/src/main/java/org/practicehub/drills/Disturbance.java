package org.practicehub.drills;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What is done to the product while it works. */
enum Disturbance {

    /** Everything gets signal 9 at once, and is started again. */
    KILL(
            "kill",
            "kill -9 of everything at random moments under load; is anything lost or double?") {
        @Override
        String strike(Product product, Ledger ledger, RandomGenerator random, Clock clock)
                throws InterruptedException {
            product.kill();
            settle(ledger, clock);
            return "killed";
        }
    },

    /** One service gets signal 9, while the others and the load go on. */
    SERVICE("service", "kill -9 of one service at a time under load, each a process of its own") {
        @Override
        String strike(Product product, Ledger ledger, RandomGenerator random, Clock clock)
                throws IOException, InterruptedException {
            String service = Product.SERVICES.get(random.nextInt(Product.SERVICES.size()));
            product.kill(service);
            settle(ledger, clock);
            product.awaitAllUp();
            return service + " killed and back";
        }
    },

    /** Broker, store and identity provider stand still for a minute, the services do not. */
    FREEZE("freeze", "broker and store stand still for a minute under load") {
        @Override
        String strike(Product product, Ledger ledger, RandomGenerator random, Clock clock)
                throws IOException, InterruptedException {
            product.freeze(Duration.ofMinutes(1));
            product.awaitAllUp();
            // What was handed over but could not be written down may be handed over again.
            settle(ledger, clock);
            return "frozen for a minute";
        }
    };

    private final String word;
    private final String asks;

    Disturbance(String word, String asks) {
        this.word = word;
        this.asks = asks;
    }

    /**
     * @return what was done, for the report
     */
    abstract String strike(Product product, Ledger ledger, RandomGenerator random, Clock clock)
            throws IOException, InterruptedException;

    String word() {
        return word;
    }

    String asks() {
        return asks;
    }

    /** Options of {@code deploy/up} that the disturbance needs. */
    List<String> options() {
        return this == KILL ? List.of() : List.of("--processes");
    }

    /** What was on the wire reaches the sink within this time. */
    private static void settle(Ledger ledger, Clock clock) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(300));
        ledger.enter(new Fact.Killed(clock.instant()));
    }
}
