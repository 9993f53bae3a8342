package org.practicehub.turns;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

class TakingTurnsTests {

    private static final int CLIENTS = 4 * Runtime.getRuntime().availableProcessors();

    private final TakingTurns turns = new TakingTurns();
    private final ServletRequest request = new MockHttpServletRequest();
    private final ServletResponse response = new MockHttpServletResponse();

    /**
     * Each client asks again at once, until all have been answered: more than have a carrier, and
     * nothing else that they do lets go of one. Repeated, because yielding alone fails once in a
     * hundred times.
     */
    @RepeatedTest(300)
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void clientsThatNeverPauseKeepNobodyWaiting() throws Exception {
        CountDownLatch unanswered = new CountDownLatch(CLIENTS);
        FilterChain first = (_, _) -> unanswered.countDown();
        FilterChain again = (_, _) -> {};
        turns.doFilter(request, response, again);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.submit(
                        () -> {
                            turns.doFilter(request, response, first);
                            while (unanswered.getCount() > 0 && !Thread.interrupted()) {
                                turns.doFilter(request, response, again);
                            }
                            return null;
                        });
            }
        }
        assertThat(unanswered.getCount()).isZero();
    }
}
