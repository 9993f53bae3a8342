package org.practicehub.submission.practice;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 7: 48 bits of milliseconds, then 12 bits that count within the millisecond, so
 * that ids of one process never go back, then 62 random bits.
 */
final class TimeOrderedIds implements IdGenerator {

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Milliseconds and counter of the last id, as one number. */
    private final AtomicLong last = new AtomicLong();

    TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public PracticeId next() {
        long now = clock.millis() << 12;
        long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
        long high = (stamp >>> 12 << 16) | 0x7000 | (stamp & 0xfff);
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new PracticeId(new UUID(high, low).toString());
    }
}
