package org.practicehub.submission.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

class TurnsTests {

    @Test
    @Timeout(60)
    void oneHostIsAskedOneByOneAndAllTogetherAreFew() throws Exception {
        Turns turns = new Turns(3, Duration.ZERO);
        AtomicInteger[] atHost = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        AtomicInteger altogether = new AtomicInteger();
        // Three hosts are asked side by side, or nobody gets on.
        CyclicBarrier three = new CyclicBarrier(3);
        List<Future<Integer>> most = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 300; i++) {
                int host = i % 3;
                most.add(
                        threads.submit(
                                () ->
                                        turns.take(
                                                "host" + host,
                                                () -> {
                                                    assertThat(atHost[host].incrementAndGet())
                                                            .isEqualTo(1);
                                                    int now = altogether.incrementAndGet();
                                                    awaitOthers(three);
                                                    altogether.decrementAndGet();
                                                    atHost[host].decrementAndGet();
                                                    return now;
                                                })));
            }
            for (Future<Integer> one : most) {
                assertThat(one.get()).isLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    @Timeout(60)
    void aFewWorkersAreAllThereIs() throws Exception {
        Turns turns = new Turns(2, Duration.ZERO);
        AtomicInteger now = new AtomicInteger();
        CyclicBarrier two = new CyclicBarrier(2);
        List<Future<Integer>> most = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String host = "host" + i;
                most.add(
                        threads.submit(
                                () ->
                                        turns.take(
                                                host,
                                                () -> {
                                                    int all = now.incrementAndGet();
                                                    awaitOthers(two);
                                                    now.decrementAndGet();
                                                    return all;
                                                })));
            }
            for (Future<Integer> one : most) {
                assertThat(one.get()).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void aHostRestsBetweenTwoRequestsAndOthersDoNot() throws Exception {
        Duration pause = Duration.ofMillis(300);
        Turns turns = new Turns(4, pause);
        long first = turns.take("a", System::nanoTime);
        long other = turns.take("b", System::nanoTime);
        long second = turns.take("a", System::nanoTime);

        assertThat(Duration.ofNanos(second - first)).isGreaterThanOrEqualTo(pause);
        assertThat(other).isLessThan(second);
    }

    private static void awaitOthers(CyclicBarrier others) {
        try {
            others.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
