package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.net.URI;

class OptionsTests {

    @Test
    void theLocalPartsAreFoundFromTheGatewaysPort() {
        Options options = Options.parse("--gateway", "http://localhost:18080");
        assertThat(options.kafka()).isEqualTo("localhost:19092");
        assertThat(options.mongo()).isEqualTo("mongodb://localhost:37017");
        assertThat(options.mails()).isEqualTo(URI.create("http://localhost:18025"));
        assertThat(options.connections()).isEqualTo(16);
    }

    @Test
    void onlyLoopbackIsLoaded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--gateway", "http://hub.example.org:80"))
                .withMessageContaining("loopback");
    }

    @Test
    void fewerThanThreeRunsHaveNoMedian() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--runs", "2"));
    }

    @Test
    void whatIsNotAnOptionIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--speed", "9"))
                .withMessageContaining("--speed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--rate", "fast"))
                .withMessageContaining("fast");
    }
}
