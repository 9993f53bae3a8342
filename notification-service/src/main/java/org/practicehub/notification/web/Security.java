package org.practicehub.notification.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.practicehub.tokens.TokenFailures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Who may do what: nothing unless it is written here. */
@Configuration(proxyBeanMethods = false)
class Security {

    private static final String AUDIENCE = "notification-service";

    @Bean
    SecurityFilterChain notificationSecurity(HttpSecurity http, ProblemAnswers answers)
            throws Exception {
        AuthenticationEntryPoint unauthenticated =
                (request, response, refusal) ->
                        unauthenticated(answers, request, response, refusal);
        AccessDeniedHandler forbidden =
                (request, response, refusal) -> forbidden(answers, request, response);
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers("/actuator/**", "/openapi", "/openapi/**")
                                        .permitAll()
                                        .requestMatchers(
                                                HttpMethod.POST,
                                                "/api/v1/subscriptions",
                                                "/api/v1/subscriptions/confirmation",
                                                "/api/v1/subscriptions/unsubscription",
                                                "/api/v1/subscriptions/preview",
                                                "/api/v1/subscriptions/manage-link",
                                                "/api/v1/subscriptions/manage-session")
                                        .permitAll()
                                        .requestMatchers(
                                                HttpMethod.GET, "/api/v1/subscriptions/token")
                                        .permitAll()
                                        .requestMatchers(
                                                HttpMethod.GET, "/api/v1/subscriptions/explanation")
                                        .permitAll()
                                        // A session from a mailed link is the authority here.
                                        .requestMatchers(
                                                "/api/v1/subscriptions/own",
                                                "/api/v1/subscriptions/own/**")
                                        .permitAll()
                                        .requestMatchers(
                                                "/api/v1/subscriptions/endpoints",
                                                "/api/v1/subscriptions/endpoints/**")
                                        .hasAnyRole("contributor", "moderator", "administrator")
                                        .requestMatchers(
                                                HttpMethod.POST, "/api/v1/subscriptions/bounces")
                                        .hasAnyRole("machine", "administrator")
                                        .requestMatchers(
                                                HttpMethod.POST,
                                                "/api/v1/subscriptions/suppressions/lifting",
                                                "/api/v1/subscriptions/people/export",
                                                "/api/v1/subscriptions/people/erasure")
                                        .hasRole("administrator")
                                        .requestMatchers(
                                                HttpMethod.GET, "/api/v1/subscriptions/accounts/*")
                                        .hasRole("moderator")
                                        .anyRequest()
                                        .denyAll())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> jwt.jwtAuthenticationConverter(converter()))
                                        .withObjectPostProcessor(
                                                TokenFailures.answeredBy(unauthenticated))
                                        .authenticationEntryPoint(unauthenticated)
                                        .accessDeniedHandler(forbidden))
                .exceptionHandling(
                        e ->
                                e.authenticationEntryPoint(unauthenticated)
                                        .accessDeniedHandler(forbidden))
                .build();
    }

    @Bean
    JwtDecoder jwtDecoder(SecurityProperties properties, Clock clock) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(properties.jwkSetUri())
                        .jwsAlgorithm(SignatureAlgorithm.RS256)
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(properties.issuer()),
                        new JwtClaimValidator<@Nullable String>(
                                "sub", subject -> subject != null && !subject.isBlank()),
                        new JwtClaimValidator<@Nullable Collection<String>>(
                                "aud", aud -> aud != null && aud.contains(AUDIENCE))));
        return cached(decoder, clock);
    }

    /** Checking a signature costs far more than finding a token that was checked before. */
    private static JwtDecoder cached(JwtDecoder decoder, Clock clock) {
        Cache<String, Jwt> checked =
                Caffeine.newBuilder()
                        .maximumSize(10_000)
                        .expireAfter(
                                Expiry.<String, Jwt>creating(
                                        (token, jwt) -> lifetime(jwt.getExpiresAt(), clock)))
                        .build();
        return token -> checked.get(token, decoder::decode);
    }

    private static Duration lifetime(@Nullable Instant expiresAt, Clock clock) {
        if (expiresAt == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), expiresAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static JwtAuthenticationConverter converter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(Security::roles);
        return converter;
    }

    private static Collection<GrantedAuthority> roles(Jwt jwt) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        List<String> roles = jwt.getClaimAsStringList("roles");
        if (roles != null) {
            for (String role : roles) {
                authorities.add(new SimpleGrantedAuthority("ROLE_" + role));
            }
            if (roles.contains("administrator")) {
                authorities.add(new SimpleGrantedAuthority("ROLE_moderator"));
            }
        }
        return authorities;
    }

    private static void unauthenticated(
            ProblemAnswers answers,
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException refusal)
            throws IOException {
        if (refusal instanceof AuthenticationServiceException) {
            answers.write(
                    Problem.unavailable("The identity provider does not answer."),
                    request,
                    response);
            return;
        }
        boolean tokenGiven = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                tokenGiven ? "Bearer error=\"invalid_token\"" : "Bearer");
        answers.write(
                new Problem(
                        "unauthenticated",
                        HttpStatus.UNAUTHORIZED,
                        "Not signed in",
                        "This needs a valid access token for " + AUDIENCE + ".",
                        List.of()),
                request,
                response);
    }

    private static void forbidden(
            ProblemAnswers answers, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
        answers.write(
                new Problem(
                        "forbidden",
                        HttpStatus.FORBIDDEN,
                        "Not allowed",
                        "Your roles do not allow this.",
                        List.of()),
                request,
                response);
    }
}
