package org.practicehub.notification.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class TogetherTests {

    private final List<List<Integer>> written = new CopyOnWriteArrayList<>();

    @Test
    void everythingIsWrittenOnceAndBeforeItsCallerGoesOn() throws Exception {
        Together<Integer, Boolean> together =
                new Together<>(some -> written.add(List.copyOf(some)));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> callers =
                    IntStream.range(0, 500)
                            .mapToObj(
                                    n ->
                                            threads.submit(
                                                    () -> {
                                                        together.ask(List.of(n));
                                                        return written.stream()
                                                                .anyMatch(w -> w.contains(n));
                                                    }))
                            .toList();
            for (Future<Boolean> caller : callers) {
                assertThat(caller.get()).isTrue();
            }
        }
        assertThat(written.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void whatGathersWhileAWriteIsUnderWayIsWrittenInOneGo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Together<Integer, Boolean> together =
                new Together<>(
                        some -> {
                            written.add(List.copyOf(some));
                            begun.countDown();
                            await(goOn);
                            return true;
                        });
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            Future<?> first = threads.submit(() -> together.ask(List.of(0)));
            await(begun);
            List<Future<?>> others = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                int number = i;
                others.add(threads.submit(() -> together.ask(List.of(number))));
            }
            while (together.gathered() < 5) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            first.get();
            for (Future<?> other : others) {
                other.get();
            }
        }
        assertThat(written).hasSize(2);
        assertThat(written.getLast()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void aFailureIsToldToItsCallersOnly() {
        Together<Integer, Boolean> together =
                new Together<>(
                        some -> {
                            if (some.contains(1)) {
                                throw new IllegalStateException("the store is away");
                            }
                            return written.add(List.copyOf(some));
                        });
        assertThatThrownBy(() -> together.ask(List.of(1))).hasMessage("the store is away");
        together.ask(List.of(2));
        assertThat(written).containsExactly(List.of(2));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
