package org.practicehub.bench;

/**
 * When each request is due. Latency is counted from that moment, whether or not a connection was
 * free then: a stall of the server is felt by all who would have come during it.
 *
 * @see <a href="https://www.scylladb.com/2021/04/22/on-coordinated-omission/">On coordinated
 *     omission</a>
 */
sealed interface Schedule {

    /**
     * @param nth counted from 0
     * @param start of the load, {@link System#nanoTime}
     * @param now {@link System#nanoTime}
     * @return the moment the request is due, on the clock of {@code start}
     */
    long due(long nth, long start, long now);

    /** Arrivals evenly spaced, whatever the answers do: open loop. */
    record Steady(double perSecond) implements Schedule {

        public Steady {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("a rate must be positive: " + perSecond);
            }
        }

        @Override
        public long due(long nth, long start, long now) {
            return start + (long) (nth * 1e9 / perSecond);
        }
    }

    /** The next as soon as a connection is free: closed loop, only to find the highest rate. */
    record Saturating() implements Schedule {

        @Override
        public long due(long nth, long start, long now) {
            return now;
        }
    }
}
