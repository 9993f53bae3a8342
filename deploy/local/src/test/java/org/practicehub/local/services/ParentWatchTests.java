package org.practicehub.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

class ParentWatchTests {

    @Test
    void aServiceEndsWhenWhatStartedItIsGone() throws Exception {
        var service =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ParentWatch.class.getName(),
                                "--SERVER_PORT=1")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("running with --SERVER_PORT=1");
            assertThat(service.isAlive()).isTrue();

            // What the system does with the pipe when the process at its other end is killed.
            service.getOutputStream().close();

            assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            service.destroyForcibly();
        }
    }
}
