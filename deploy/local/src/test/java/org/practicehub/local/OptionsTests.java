package org.practicehub.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class OptionsTests {

    @Test
    void withoutOptionsEverythingIsAtItsUsualPlace() {
        var options = Options.of(List.of("--root", "/hub"));

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.data()).isEqualTo(Path.of("/hub/deploy/data").toAbsolutePath());
        assertThat(options.seeds()).isTrue();
        assertThat(options.processes()).isFalse();
        assertThat(options.fresh()).isFalse();
    }

    @Test
    void whatIsNoOptionIsSaidInALine() {
        assertThatThrownBy(() -> Options.of(List.of("--prot", "1")))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("--prot");
        assertThatThrownBy(() -> Options.of(List.of("--port", "eighty")))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("eighty");
        assertThatThrownBy(() -> Options.of(List.of("--port")))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("--port needs a value");
    }

    @Test
    void anAddressInTheEnvironmentReplacesTheBuiltInPart() {
        var outside = Outside.of(Map.of("MONGODB_URI", "mongodb://db", "SMTP_HOST", " "));

        assertThat(outside.mongodb()).contains("mongodb://db");
        assertThat(outside.smtp()).isEmpty();
        assertThat(outside.kafka()).isEmpty();
    }
}
