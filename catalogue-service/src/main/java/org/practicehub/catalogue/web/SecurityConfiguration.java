package org.practicehub.catalogue.web;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.tokens.TokenFailures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * Reading needs no account; administrators' doors need a token; everything else is closed. Each
 * service checks tokens by itself and believes no header of the gateway.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    static final String[] PUBLIC = {
        "/api/v1/practices",
        "/api/v1/practices/**",
        "/api/v1/subjects",
        "/api/v1/subjects/**",
        "/api/v1/statistics/**",
        "/api/v1/exports/**",
        "/feeds/**",
        "/oai",
        "/openapi",
        "/openapi/**",
        "/openapi.yaml",
        "/sitemap.xml",
        "/sitemaps/**",
        "/robots.txt",
        "/opensearch.xml",
        "/actuator/health/**",
        "/actuator/metrics/**",
        "/actuator/prometheus",
    };

    /**
     * Reading never looks at a token: an expired one must not stop anybody from reading. So nothing
     * is left to do here but to send the usual headers.
     */
    @Bean
    @Order(1)
    SecurityFilterChain reading() {
        HeaderWriterFilter headers =
                new HeaderWriterFilter(
                        List.of(
                                new XContentTypeOptionsHeaderWriter(),
                                new XXssProtectionHeaderWriter(),
                                new XFrameOptionsHeaderWriter()));
        headers.setShouldWriteHeadersEagerly(true);
        return new DefaultSecurityFilterChain(SecurityConfiguration::reads, headers);
    }

    /** One span and two timers for each filter of each request tell nobody anything. */
    @Bean
    SecurityObservationSettings quietFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * The container has checked every header's characters already; doing it again with regular
     * expressions costs a tenth of a request.
     */
    @Bean
    HttpFirewall pathsOnly() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        return firewall;
    }

    @Bean
    @Order(2)
    SecurityFilterChain everythingElse(HttpSecurity http, JwtDecoder tokens, ProblemWriter problems)
            throws Exception {
        AuthenticationEntryPoint unauthenticated =
                (request, response, failure) -> {
                    if (failure instanceof AuthenticationServiceException) {
                        problems.write(
                                request,
                                response,
                                Name.UNAVAILABLE,
                                "The identity provider does not answer.",
                                null);
                        return;
                    }
                    response.setHeader(
                            "WWW-Authenticate",
                            request.getHeader("Authorization") == null
                                    ? "Bearer"
                                    : "Bearer error=\"invalid_token\"");
                    problems.write(request, response, Name.UNAUTHENTICATED, null, null);
                };
        AccessDeniedHandler forbidden =
                (request, response, denied) -> {
                    response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
                    problems.write(request, response, Name.FORBIDDEN, null, null);
                };
        return stateless(http)
                .oauth2ResourceServer(
                        server ->
                                server.jwt(
                                                jwt ->
                                                        jwt.decoder(tokens)
                                                                .jwtAuthenticationConverter(
                                                                        accounts()))
                                        .withObjectPostProcessor(
                                                TokenFailures.answeredBy(unauthenticated))
                                        .authenticationEntryPoint(unauthenticated)
                                        .accessDeniedHandler(forbidden))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(unauthenticated)
                                        .accessDeniedHandler(forbidden))
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(
                                                "/api/v1/projections/**", "/api/v1/bundles")
                                        .hasRole("administrator")
                                        .requestMatchers("/error")
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .build();
    }

    /** Harvesters may ask by POST what others ask by GET. */
    private static boolean reads(HttpServletRequest request) {
        String path = request.getRequestURI();
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> isPublic(path);
            case "POST" -> path.equals("/oai");
            default -> false;
        };
    }

    private static boolean isPublic(String path) {
        for (String pattern : PUBLIC) {
            if (pattern.endsWith("/**")
                    ? path.startsWith(pattern.substring(0, pattern.length() - 2))
                    : path.equals(pattern)) {
                return true;
            }
        }
        return false;
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.cacheControl(cache -> cache.disable()));
    }

    private static JwtAuthenticationConverter accounts() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(
                jwt -> {
                    Collection<String> roles = jwt.getClaimAsStringList("roles");
                    return roles == null
                            ? List.of()
                            : roles.stream()
                                    .<org.springframework.security.core.GrantedAuthority>map(
                                            role -> new SimpleGrantedAuthority("ROLE_" + role))
                                    .toList();
                });
        return converter;
    }

    @Bean
    JwtDecoder tokens(SecurityProperties properties, Clock clock) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(properties.jwkSetUri())
                        .jwsAlgorithms(
                                algorithms -> {
                                    algorithms.add(SignatureAlgorithm.RS256);
                                    algorithms.add(SignatureAlgorithm.ES256);
                                })
                        .build();
        OAuth2TokenValidator<Jwt> audience =
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD,
                        audiences ->
                                audiences != null && audiences.contains(properties.audience()));
        OAuth2TokenValidator<Jwt> expiring =
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, end -> end != null);
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        new JwtTimestampValidator(),
                        new JwtIssuerValidator(properties.issuerUri()),
                        audience,
                        expiring));
        return new CachingTokens(decoder, clock);
    }
}
