package org.practicehub.turns;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import java.io.IOException;

/**
 * Lets requests that wait go first. A connection whose next request is there when an answer is
 * written keeps its virtual thread, and nothing takes that from its carrier: two eager clients
 * would keep all others waiting on two processors.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class TakingTurns implements Filter {

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Fairness is all it is for.
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Thread.yield();
        chain.doFilter(request, response);
    }
}
