package org.practicehub.turns;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets requests that wait go first. A connection whose next request is there when an answer is
 * written keeps its virtual thread, and nothing takes that from its carrier: two eager clients
 * would keep all others waiting on two processors. Yielding alone is not enough: a carrier empties
 * the queue that it took from before it looks into others, and two threads that yield to each other
 * never let it. Parking, however briefly, leaves that queue; some requests do.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class TakingTurns implements Filter {

    /** One in so many requests parks: some fifty microseconds for that one. */
    private static final int PARKING = 32;

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Fairness is all it is for.
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (ThreadLocalRandom.current().nextInt(PARKING) == 0) {
            LockSupport.parkNanos(1);
        } else {
            Thread.yield();
        }
        chain.doFilter(request, response);
    }
}
