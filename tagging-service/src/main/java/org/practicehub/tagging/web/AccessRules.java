package org.practicehub.tagging.web;

import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.tokens.TokenFailures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
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

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Who may ask: everybody for vocabularies, holders of any role for previews, nobody else. */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    private static final String AUDIENCE = "tagging-service";
    private static final Set<String> ROLES = Set.of("contributor", "moderator", "administrator");

    @Bean
    SecurityFilterChain accessRulesChain(HttpSecurity http, JsonMapper json) throws Exception {
        AuthenticationEntryPoint unauthenticated =
                (request, response, refusal) -> unauthenticated(response, json, refusal);
        AccessDeniedHandler forbidden = (request, response, refusal) -> forbidden(response, json);
        return http.authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(
                                                HttpMethod.GET,
                                                "/api/v1/vocabularies/**",
                                                "/openapi/**",
                                                "/openapi",
                                                "/actuator/**")
                                        .permitAll()
                                        .requestMatchers("/error")
                                        .permitAll()
                                        .requestMatchers("/api/v1/tags/**")
                                        .hasAnyAuthority(ROLES.toArray(String[]::new))
                                        .anyRequest()
                                        .denyAll())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(jwt -> jwt.jwtAuthenticationConverter(roleConverter()))
                                        .withObjectPostProcessor(
                                                TokenFailures.answeredBy(unauthenticated))
                                        .authenticationEntryPoint(unauthenticated)
                                        .accessDeniedHandler(forbidden))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(unauthenticated)
                                        .accessDeniedHandler(forbidden))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    JwtDecoder jwtDecoder(TokenProperties tokens, Clock clock) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(tokens.jwkSetUri())
                        .jwsAlgorithm(SignatureAlgorithm.RS256)
                        .jwsAlgorithm(SignatureAlgorithm.ES256)
                        .build();
        OAuth2TokenValidator<Jwt> audience =
                new JwtClaimValidator<List<String>>(
                        "aud", audiences -> audiences != null && audiences.contains(AUDIENCE));
        OAuth2TokenValidator<Jwt> expires =
                new JwtClaimValidator<Object>("exp", expiry -> expiry != null);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(tokens.issuer()), audience, expires));
        return new CachingJwtDecoder(decoder, clock);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    private static JwtAuthenticationConverter roleConverter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(
                jwt -> {
                    List<String> roles = jwt.getClaimAsStringList("roles");
                    return (roles == null ? List.<String>of() : roles)
                            .stream()
                                    .filter(ROLES::contains)
                                    .<org.springframework.security.core.GrantedAuthority>map(
                                            SimpleGrantedAuthority::new)
                                    .toList();
                });
        return converter;
    }

    private static void unauthenticated(
            HttpServletResponse response, JsonMapper json, AuthenticationException refusal)
            throws IOException {
        if (refusal instanceof AuthenticationServiceException) {
            answer(
                    response,
                    json,
                    Problems.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "unavailable",
                            "The identity provider does not answer."));
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        answer(
                response,
                json,
                Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthenticated",
                        "A valid access token for this service is needed."));
    }

    private static void forbidden(HttpServletResponse response, JsonMapper json)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
        answer(
                response,
                json,
                Problems.of(HttpStatus.FORBIDDEN, "forbidden", "This account may not do that."));
    }

    private static void answer(HttpServletResponse response, JsonMapper json, ProblemDetail problem)
            throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
