package org.practicehub.gateway.doors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.jwt.Jwt;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

class RateLimitsTests {

    private final RateLimits limits =
            new RateLimits(
                    new Limits(
                            1,
                            1000,
                            Set.of("practice-hub-bench"),
                            new Limits.PerMinute(5, 3, 1, 2, 2, 2)),
                    1);

    @Test
    void onThisMachineTheLimitsAreWideUnlessSaidOtherwise() {
        var auto = new Limits(0, 1000, Set.of(), new Limits.PerMinute(5, 3, 1, 2, 2, 2));

        assertThat(auto.scaleAt(URI.create("http://localhost:8080"))).isEqualTo(1000);
        assertThat(auto.scaleAt(URI.create("https://hub.example"))).isEqualTo(1);
        assertThat(
                        new Limits(7, 1000, Set.of(), auto.perMinute())
                                .scaleAt(URI.create("http://localhost:8080")))
                .isEqualTo(7);
    }

    @Test
    void whoAsksTooMuchHasToWaitAndIsToldHowLong() {
        for (int i = 4; i >= 0; i--) {
            var response = new MockHttpServletResponse();
            assertThat(limits.take(from("10.0.0.1", "GET", "/search"), response, null)).isNull();
            assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"reading\";q=5;w=60");
            assertThat(response.getHeader("RateLimit")).startsWith("\"reading\";r=" + i + ";t=");
        }

        Duration wait = take("10.0.0.1", "GET", "/search", null);

        assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void clientsAndClassesOfRoutesHaveBucketsOfTheirOwn() {
        exhaust("10.0.0.1", "POST", "/api/v1/submissions", null);

        assertThat(take("10.0.0.1", "POST", "/api/v1/submissions", null)).isNotNull();
        assertThat(take("10.0.0.2", "POST", "/api/v1/submissions", null)).isNull();
        assertThat(take("10.0.0.1", "GET", "/api/v1/submissions", null)).isNull();
        assertThat(take("10.0.0.1", "POST", "/api/v1/submissions", token("ada", null))).isNull();
        assertThat(take("10.0.0.1", "POST", "/api/v1/imports", null)).isNull();
        assertThat(take("10.0.0.1", "POST", "/api/v1/imports", null)).isNotNull();
    }

    @Test
    void anAccountIsOneClientWhereverItCallsFrom() {
        exhaust("10.0.0.1", "POST", "/api/v1/submissions", token("ada", null));

        assertThat(take("10.9.9.9", "POST", "/api/v1/submissions", token("ada", null))).isNotNull();
        assertThat(take("10.9.9.9", "POST", "/api/v1/submissions", token("ben", null))).isNull();
    }

    @Test
    void aHouseholdIsOneClientHoweverManyAddressesItHas() {
        exhaust("2001:db8:1:2::1", "GET", "/search", null);

        assertThat(take("2001:db8:1:2:ffff::9", "GET", "/search", null)).isNotNull();
        assertThat(take("2001:db8:1:3::1", "GET", "/search", null)).isNull();
    }

    @Test
    void theBenchmarksAreAClassOfTheirOwn() {
        for (Jwt token :
                new Jwt[] {token("practice-hub-bench", null), token("x", "practice-hub-bench")}) {
            for (int i = 0; i < 100; i++) {
                assertThat(take("10.0.0.1", "POST", "/api/v1/imports", token)).isNull();
            }
        }
    }

    @Test
    void whoGuessesTokensIsNotListenedToForAWhile() {
        var request = from("10.0.0.1", "GET", "/api/v1/practices");
        assertThat(limits.guessedTooOften(request)).isNull();
        limits.countGuess(request);
        limits.countGuess(request);

        assertThat(limits.guessedTooOften(request)).isPositive();
        assertThat(limits.guessedTooOften(from("10.0.0.2", "GET", "/api/v1/practices"))).isNull();
    }

    @Test
    void subscribingAndSigningInAreLimitedMoreThanOtherWriting() {
        exhaust("10.0.0.1", "POST", "/api/v1/subscriptions", null);
        assertThat(take("10.0.0.1", "POST", "/subscriptions", null)).isNotNull();

        exhaust("10.0.0.1", "POST", "/auth/login", null);
        assertThat(take("10.0.0.1", "POST", "/auth/oauth2/token", null)).isNotNull();
    }

    private void exhaust(String address, String method, String path, Jwt token) {
        for (int i = 0; i < 10 && take(address, method, path, token) == null; ) {
            i++;
        }
    }

    private Duration take(String address, String method, String path, Jwt token) {
        return limits.take(from(address, method, path), new MockHttpServletResponse(), token);
    }

    private static MockHttpServletRequest from(String address, String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(address);
        return request;
    }

    private static Jwt token(String subject, String client) {
        var token = Jwt.withTokenValue("t").header("alg", "RS256").subject(subject);
        return (client == null ? token : token.claim("azp", client)).build();
    }
}
