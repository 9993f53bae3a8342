package org.practicehub.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

class SigningSecretTests {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void theReferenceVectorOfStandardWebhooksIsMet() {
        SigningSecret secret = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null);
        assertThat(
                        secret.sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1614265330),
                                "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void freshSecretsDifferAndTellNothingInALog() {
        SecureRandom random = new SecureRandom();
        SigningSecret one = SigningSecret.fresh(random);
        assertThat(one.text()).startsWith("whsec_").hasSize(6 + 44);
        assertThat(one).isNotEqualTo(SigningSecret.fresh(random));
        assertThat(one.toString()).doesNotContain(one.text().substring(6));
    }

    @Test
    void theSecretBeforeSignsBesideTheNewOneForATime() {
        SecureRandom random = new SecureRandom();
        Endpoint endpoint =
                Endpoint.fresh(
                        "e", URI.create("https://example.org/"), SigningSecret.fresh(random), NOW);
        SigningSecret first = endpoint.secret();
        Endpoint rotated = endpoint.rotated(SigningSecret.fresh(random), NOW, Duration.ofHours(24));
        assertThat(rotated.secret()).isNotEqualTo(first);
        assertThat(rotated.secrets()).hasSize(2);
        assertThat(rotated.secrets().getLast().text()).isEqualTo(first.text());
        assertThat(rotated.secrets().getLast().validAt(NOW.plusSeconds(86_399))).isTrue();
        assertThat(rotated.secrets().getLast().validAt(NOW.plusSeconds(86_400))).isFalse();
        assertThat(
                        rotated.rotated(SigningSecret.fresh(random), NOW, Duration.ofHours(24))
                                .secrets())
                .hasSize(2)
                .noneMatch(secret -> secret.text().equals(first.text()));
    }

    @Test
    void anEndpointIsDisabledWhenNothingWasTakenForLongEnough() {
        Duration patience = Duration.ofDays(3);
        Endpoint endpoint =
                Endpoint.fresh(
                        "e",
                        URI.create("https://example.org/"),
                        SigningSecret.fresh(new SecureRandom()),
                        NOW);
        Endpoint failing = endpoint.failed(NOW, "answered 500", false, patience);
        assertThat(failing.disabled()).isFalse();
        assertThat(
                        failing.delivered()
                                .failed(NOW.plus(patience), "answered 500", false, patience)
                                .disabled())
                .isFalse();
        Endpoint disabled = failing.failed(NOW.plus(patience), "answered 503", false, patience);
        assertThat(disabled.disabledAt()).isEqualTo(NOW.plus(patience));
        assertThat(disabled.disabledWhy()).isEqualTo("answered 503");
        assertThat(endpoint.failed(NOW, "answered 410", true, patience).disabled()).isTrue();
        assertThat(disabled.activated().disabled()).isFalse();
    }
}
