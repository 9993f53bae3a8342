package org.practicehub.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class PaceTests {

    private final Pace pace = new Pace();

    private int after(int messages, Duration time) {
        pace.took(messages, time);
        return pace.handful();
    }

    @Test
    void aQuickWorkerTakesAsManyAsItDeliversInATurn() {
        assertThat(pace.handful()).isEqualTo(Pace.LEAST);
        assertThat(after(20, Pace.TURN.dividedBy(3))).isEqualTo(60);
        assertThat(after(60, Pace.TURN)).isEqualTo(60);
        assertThat(after(2, Pace.TURN.dividedBy(40))).isEqualTo(80);
    }

    @Test
    void howeverQuickOrSlowItTakesNeitherTooManyNorTooFew() {
        assertThat(after(200, Duration.ZERO)).isEqualTo(Pace.MOST);
        assertThat(after(200, Duration.ofMinutes(1))).isEqualTo(Pace.LEAST);
    }
}
