package org.practicehub.notification.delivery;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * While the mail server is away nobody knocks more often than this allows, and no message is the
 * worse for it.
 */
@Component
class Outage {

    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Clock clock;
    private Duration pause = Duration.ZERO;
    private Instant until = Instant.EPOCH;

    Outage(Clock clock) {
        this.clock = clock;
    }

    /**
     * @return whether this is the first sign of the outage
     */
    synchronized boolean seen() {
        Instant now = clock.instant();
        boolean first = pause.isZero();
        if (!now.isBefore(until)) {
            Duration doubled = pause.isZero() ? SHORTEST : pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
            until = now.plus(pause);
        }
        return first;
    }

    /**
     * @return whether there was one
     */
    synchronized boolean over() {
        boolean was = !pause.isZero();
        pause = Duration.ZERO;
        until = Instant.EPOCH;
        return was;
    }

    /** How long to keep still; zero when there is no outage. */
    synchronized Duration pause() {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
