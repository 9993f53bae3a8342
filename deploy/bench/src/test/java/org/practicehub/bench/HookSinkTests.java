package org.practicehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class HookSinkTests {

    @Test
    void postsAreCountedAndTheConnectionIsKept() throws Exception {
        try (HookSink sink = new HookSink();
                HttpConnection sender = new HttpConnection(sink.address())) {
            for (int length : new int[] {0, 1, 100_000}) {
                byte[] body = "x".repeat(length).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                assertThat(sender.exchange("POST", "/", Map.of("X", "y"), body).status())
                        .isEqualTo(204);
            }
            assertThat(sink.arrived()).hasValue(3);
        }
    }
}
