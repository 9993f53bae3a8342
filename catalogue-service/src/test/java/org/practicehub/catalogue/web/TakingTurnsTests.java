package org.practicehub.catalogue.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

class TakingTurnsTests {

    private static final int CLIENTS = 4 * Runtime.getRuntime().availableProcessors();

    private final TakingTurns turns = new TakingTurns();

    /** Each client asks again at once, until all have been answered: more than have a carrier. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void clientsThatNeverPauseKeepNobodyWaiting() {
        CountDownLatch unanswered = new CountDownLatch(CLIENTS);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.submit(
                        () -> {
                            ask((_, _) -> unanswered.countDown());
                            while (unanswered.getCount() > 0) {
                                ask((_, _) -> {});
                            }
                            return null;
                        });
            }
            clients.shutdown();
        }
        assertThat(unanswered.getCount()).isZero();
    }

    private void ask(FilterChain answer) throws Exception {
        turns.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), answer);
    }
}
