package org.practicehub.notification.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;

class LifeTests {

    private static final Life SELF = Life.ofThisProcess();

    @Test
    void aProcessThatRunsIsNotOver() {
        assertThat(SELF.isOverSeenFrom(SELF)).isFalse();
    }

    @Test
    void aProcessThatWasKilledIsOverAtOnce() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        Life life =
                new Life(
                        SELF.place(),
                        process.pid(),
                        process.info().startInstant().orElse(Instant.EPOCH));
        assertThat(life.isOverSeenFrom(SELF)).isFalse();
        process.destroyForcibly().waitFor();
        assertThat(life.isOverSeenFrom(SELF)).isTrue();
    }

    @Test
    void anotherProcessUnderTheSameIdIsNotTheSame() {
        Life earlier = new Life(SELF.place(), SELF.pid(), SELF.startedAt().minusSeconds(60));
        assertThat(earlier.isOverSeenFrom(SELF)).isTrue();
    }

    @Test
    void ofAnotherMachineNothingIsKnown() {
        assertThat(new Life("elsewhere", 999_999_999, Instant.EPOCH).isOverSeenFrom(SELF))
                .isFalse();
        assertThat(new Life("", 999_999_999, Instant.EPOCH).isOverSeenFrom(SELF)).isFalse();
    }
}
