package org.practicehub.submission.security;

import static org.practicehub.submission.security.Callers.ADMINISTRATOR;
import static org.practicehub.submission.security.Callers.CONTRIBUTOR;
import static org.practicehub.submission.security.Callers.MODERATOR;

import jakarta.servlet.DispatcherType;

import org.practicehub.submission.web.Problems;
import org.practicehub.tokens.TokenFailures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.client.RestTemplate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Every route is refused unless a line here opens it. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    /** One observation for a request is enough; one more for each filter costs a fifth of it. */
    @Bean
    SecurityObservationSettings quietFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * The container has checked every header's characters already; doing it again with regular
     * expressions costs a tenth of a request, most of it on the token.
     */
    @Bean
    HttpFirewall pathsOnly() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        return firewall;
    }

    /** Keys are fetched with the first token, so that the service starts without the provider. */
    @Bean
    JwtDecoder jwtDecoder(SecurityProperties properties, Clock clock) {
        SimpleClientHttpRequestFactory client = new SimpleClientHttpRequestFactory();
        client.setConnectTimeout(CONNECT_TIMEOUT);
        client.setReadTimeout(READ_TIMEOUT);
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(properties.jwkSetUri())
                        .restOperations(new RestTemplate(client))
                        .jwsAlgorithms(
                                algorithms ->
                                        algorithms.addAll(
                                                List.of(
                                                        SignatureAlgorithm.RS256,
                                                        SignatureAlgorithm.ES256)))
                        .build();
        OAuth2TokenValidator<Jwt> audience =
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD,
                        audiences ->
                                audiences != null && audiences.contains(properties.audience()));
        OAuth2TokenValidator<Jwt> lasting =
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, expiry -> expiry != null);
        OAuth2TokenValidator<Jwt> named =
                new JwtClaimValidator<String>(
                        JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank());
        decoder.setJwtValidator(
                JwtValidators.createDefaultWithValidators(
                        List.of(
                                new JwtIssuerValidator(properties.issuer()),
                                audience,
                                lasting,
                                named)));
        return new CachingDecoder(decoder, properties.cachedTokens(), clock);
    }

    @Bean
    JwtAuthenticationConverter rolesOfTheToken() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(SecurityConfiguration::authorities);
        return converter;
    }

    /** An administrator may do what a moderator may. */
    private static Collection<GrantedAuthority> authorities(Jwt token) {
        List<GrantedAuthority> authorities = new ArrayList<>(3);
        if (token.getClaims().get("roles") instanceof Collection<?> roles) {
            for (Object role : roles) {
                if (CONTRIBUTOR.equals(role)
                        || MODERATOR.equals(role)
                        || ADMINISTRATOR.equals(role)) {
                    authorities.add(new SimpleGrantedAuthority("ROLE_" + role));
                }
            }
            if (roles.contains(ADMINISTRATOR) && !roles.contains(MODERATOR)) {
                authorities.add(new SimpleGrantedAuthority("ROLE_" + MODERATOR));
            }
        }
        return authorities;
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http, Problems problems) throws Exception {
        AuthenticationEntryPoint unauthenticated =
                (request, response, refusal) -> {
                    if (refusal instanceof AuthenticationServiceException) {
                        problems.write(
                                request,
                                response,
                                Problems.of(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        "unavailable",
                                        "The identity provider does not answer."));
                        return;
                    }
                    response.setHeader("WWW-Authenticate", "Bearer");
                    problems.write(
                            request,
                            response,
                            Problems.of(
                                    HttpStatus.UNAUTHORIZED,
                                    "unauthenticated",
                                    "A valid access token is needed."));
                };
        return http.csrf(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Customizer.withDefaults())
                .authorizeHttpRequests(
                        routes ->
                                routes.dispatcherTypeMatchers(DispatcherType.ERROR)
                                        .permitAll()
                                        .requestMatchers(
                                                "/api/v1/submissions/audit",
                                                "/api/v1/submissions/erasures/**",
                                                "/api/v1/retagging/**")
                                        .hasRole(ADMINISTRATOR)
                                        .requestMatchers("/api/v1/submissions/*/audit")
                                        .hasRole(MODERATOR)
                                        .requestMatchers(HttpMethod.POST, "/api/v1/submissions/**")
                                        .hasRole(CONTRIBUTOR)
                                        .requestMatchers(HttpMethod.PUT, "/api/v1/submissions/**")
                                        .hasRole(CONTRIBUTOR)
                                        .requestMatchers(HttpMethod.GET, "/api/v1/submissions")
                                        .hasRole(CONTRIBUTOR)
                                        .requestMatchers("/api/v1/submissions/**")
                                        .hasAnyRole(CONTRIBUTOR, MODERATOR)
                                        .requestMatchers("/api/v1/review-queue/**")
                                        .hasRole(MODERATOR)
                                        .requestMatchers("/api/v1/imports/**")
                                        .hasRole(CONTRIBUTOR)
                                        .requestMatchers(HttpMethod.GET, "/api/v1/topics/**")
                                        .permitAll()
                                        .requestMatchers("/api/v1/topics/**")
                                        .hasRole(ADMINISTRATOR)
                                        .requestMatchers("/api/v1/practices/*/revisions/**")
                                        .permitAll()
                                        .requestMatchers(HttpMethod.GET, "/openapi/**")
                                        .permitAll()
                                        .requestMatchers(HttpMethod.GET, "/actuator/**")
                                        .permitAll()
                                        .anyRequest()
                                        .denyAll())
                .oauth2ResourceServer(
                        server ->
                                server.jwt(Customizer.withDefaults())
                                        .authenticationEntryPoint(unauthenticated)
                                        .withObjectPostProcessor(
                                                TokenFailures.answeredBy(unauthenticated)))
                .exceptionHandling(
                        refusals ->
                                refusals.authenticationEntryPoint(unauthenticated)
                                        .accessDeniedHandler(
                                                (request, response, refusal) ->
                                                        problems.write(
                                                                request,
                                                                response,
                                                                Problems.of(
                                                                        HttpStatus.FORBIDDEN,
                                                                        "forbidden",
                                                                        "Your role does not allow"
                                                                                + " this."))))
                .build();
    }
}
