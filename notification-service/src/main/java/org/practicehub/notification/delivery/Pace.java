package org.practicehub.notification.delivery;

import java.time.Duration;

/**
 * How many messages a worker takes at a time: as many as it delivered in {@link #TURN} of late, for
 * so long others wait for it, and so much is repeated after a crash. For one thread.
 */
final class Pace {

    static final int LEAST = 20;
    static final int MOST = 200;
    static final Duration TURN = Duration.ofMillis(300);

    private int handful = LEAST;

    int handful() {
        return handful;
    }

    void took(int messages, Duration time) {
        long inATurn = messages * TURN.toNanos() / Math.max(1, time.toNanos());
        handful = Math.clamp(inATurn, LEAST, MOST);
    }
}
