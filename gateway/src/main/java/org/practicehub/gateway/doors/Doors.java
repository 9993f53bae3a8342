package org.practicehub.gateway.doors;

import org.practicehub.gateway.problems.Problems;
import org.practicehub.gateway.tokens.AccessTokens;
import org.practicehub.turns.TakingTurns;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Three kinds of paths, three sets of checks: the API, the identity provider (which has its own),
 * and the pages.
 */
@Configuration(proxyBeanMethods = false)
class Doors {

    private static final List<String> READABLE_FROM_ANYWHERE =
            List.of(
                    "/api/v1/practices/**",
                    "/api/v1/topics/**",
                    "/api/v1/subjects/**",
                    "/api/v1/statistics/**",
                    "/api/v1/vocabularies/**",
                    "/api/v1/exports/**",
                    "/feeds/**",
                    "/oai",
                    "/openapi.json");

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** One observation for a request is enough; one more for each filter costs a fifth of it. */
    @Bean
    SecurityObservationSettings quietFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * The container has checked every header's characters already; doing it again with regular
     * expressions costs a twentieth of a request.
     */
    @Bean
    HttpFirewall pathsOnly() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        return firewall;
    }

    /** Bearer tokens only: no session, no cookie, hence no CSRF. */
    @Bean
    @Order(1)
    SecurityFilterChain api(
            AccessTokens tokens, RateLimits limits, LimitDoor limitDoor, Problems problems) {
        return new DefaultSecurityFilterChain(
                anyOf("/api/**", "/feeds/**", "/oai", "/openapi.json"),
                new CorsFilter(pagesElsewhere()),
                new TokenDoor(tokens, limits, problems),
                limitDoor);
    }

    /** The identity provider checks for itself; guessing passwords is slowed down here. */
    @Bean
    @Order(2)
    SecurityFilterChain identity(LimitDoor limitDoor) {
        return new DefaultSecurityFilterChain(anyOf("/auth/**"), limitDoor);
    }

    /** Health says up or down and nothing else; the rest is the same for everybody. */
    @Bean
    @Order(3)
    SecurityFilterChain open() {
        return new DefaultSecurityFilterChain(
                anyOf(
                        "/actuator/**",
                        "/assets/**",
                        "/robots.txt",
                        "/sitemap.xml",
                        "/opensearch.xml"),
                List.of());
    }

    @Bean
    TakingTurns takingTurns() {
        return new TakingTurns();
    }

    @Bean
    LimitDoor limitDoor(RateLimits limits, Problems problems) {
        return new LimitDoor(limits, problems);
    }

    /** It stands in the chains, not in front of everything. */
    @Bean
    FilterRegistrationBean<LimitDoor> limitDoorOnlyInChains(LimitDoor limitDoor) {
        var registration = new FilterRegistrationBean<>(limitDoor);
        registration.setEnabled(false);
        return registration;
    }

    private static RequestMatcher anyOf(String... patterns) {
        var builder = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(
                List.of(patterns).stream()
                        .map(pattern -> (RequestMatcher) builder.matcher(pattern))
                        .toList());
    }

    /** No cookie ever counts here, so a page elsewhere can do no more than any other client. */
    private static UrlBasedCorsConfigurationSource pagesElsewhere() {
        var reading =
                fromAnywhere(
                        List.of("GET", "HEAD"),
                        List.of("Accept", "Accept-Language", "If-None-Match"));
        var subscribing =
                fromAnywhere(
                        List.of("GET", "HEAD", "POST", "PUT", "DELETE"),
                        List.of(
                                "Accept",
                                "Accept-Language",
                                "Content-Type",
                                "Idempotency-Key",
                                "Subscription-Session"));
        var source = new UrlBasedCorsConfigurationSource();
        READABLE_FROM_ANYWHERE.forEach(
                pattern -> source.registerCorsConfiguration(pattern, reading));
        source.registerCorsConfiguration("/api/v1/subscriptions/**", subscribing);
        return source;
    }

    private static CorsConfiguration fromAnywhere(List<String> methods, List<String> headers) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(List.of("*"));
        allowed.setAllowedMethods(methods);
        allowed.setAllowedHeaders(headers);
        allowed.setExposedHeaders(
                List.of("ETag", "Link", "Retry-After", "RateLimit", "RateLimit-Policy"));
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(Duration.ofHours(1));
        return allowed;
    }
}
