package org.practicehub.gateway.signin;

import org.practicehub.gateway.doors.LimitDoor;
import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.problems.Problems;
import org.practicehub.gateway.routes.Upstreams;
import org.practicehub.gateway.tokens.AccessTokens;
import org.practicehub.gateway.tokens.AccessTokens.Verdict;
import org.practicehub.gateway.tokens.Issuer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;

/** The pages: a session for those who sign in, a CSRF token in every form. */
@Configuration(proxyBeanMethods = false)
class PageDoor {

    /** The CSRF cookie makes no session for somebody who only reads. */
    private static final String CSRF_COOKIE = "hub_csrf";

    @Bean
    ClientRegistrationRepository hubClient(SignIn signIn, Issuer issuer, Upstreams upstreams) {
        return new InMemoryClientRegistrationRepository(
                ClientRegistration.withRegistrationId(SignIn.REGISTRATION)
                        .clientName("Practice Hub")
                        .clientId(signIn.clientId())
                        .clientSecret(signIn.clientSecret())
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .clientSettings(
                                ClientRegistration.ClientSettings.builder()
                                        .requireProofKey(true)
                                        .build())
                        .redirectUri(at(upstreams, "/login/oauth2/code/hub"))
                        .scope(signIn.scopes())
                        .authorizationUri(signIn.authorization().toString())
                        .tokenUri(signIn.token().toString())
                        .jwkSetUri(issuer.jwkSet().toString())
                        .issuerUri(issuer.issuer())
                        .userNameAttributeName(IdTokenClaimNames.SUB)
                        .providerConfigurationMetadata(
                                Map.of("end_session_endpoint", signIn.endSession().toString()))
                        .build());
    }

    /** Tokens live and die with the session. */
    @Bean
    OAuth2AuthorizedClientRepository tokensInTheSession() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AuthorizedClientManager freshTokens(
            ClientRegistrationRepository clients, OAuth2AuthorizedClientRepository tokens) {
        var manager = new DefaultOAuth2AuthorizedClientManager(clients, tokens);
        manager.setAuthorizedClientProvider(
                OAuth2AuthorizedClientProviderBuilder.builder()
                        .authorizationCode()
                        .refreshToken(refresh -> refresh.clockSkew(Duration.ofSeconds(30)))
                        .build());
        return manager;
    }

    @Bean
    @Order(10)
    SecurityFilterChain pages(
            HttpSecurity http,
            ClientRegistrationRepository clients,
            AccessTokens tokens,
            Problems problems,
            LimitDoor limits,
            Upstreams upstreams)
            throws Exception {
        var afterLogout = new OidcClientInitiatedLogoutSuccessHandler(clients);
        afterLogout.setPostLogoutRedirectUri(at(upstreams, "/"));
        var csrf = new CookieCsrfTokenRepository();
        csrf.setCookieName(CSRF_COOKIE);
        csrf.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        return http.addFilterBefore(limits, SecurityContextHolderFilter.class)
                .authorizeHttpRequests(
                        paths ->
                                paths.requestMatchers("/review", "/review/**")
                                        .hasAnyRole("moderator", "administrator")
                                        .requestMatchers(
                                                "/submit",
                                                "/submit/**",
                                                "/my-submissions",
                                                "/my-submissions/**",
                                                "/login")
                                        .authenticated()
                                        // Public pages, and what does not exist.
                                        .anyRequest()
                                        .permitAll())
                .oauth2Login(
                        login ->
                                login.loginPage("/oauth2/authorization/hub")
                                        .failureHandler(
                                                (request, response, _) ->
                                                        problems.answer(
                                                                request,
                                                                response,
                                                                Problem.signInFailed()))
                                        .userInfoEndpoint(
                                                user -> user.oidcUserService(withRoles(tokens))))
                .oauth2Client(Customizer.withDefaults())
                .logout(logout -> logout.logoutSuccessHandler(afterLogout))
                .exceptionHandling(
                        errors ->
                                errors.accessDeniedHandler(
                                        (request, response, denied) ->
                                                problems.answer(
                                                        request,
                                                        response,
                                                        Problem.forbidden(
                                                                denied instanceof CsrfException
                                                                        ? "The form is too old."
                                                                                + " Please go back,"
                                                                                + " reload the page"
                                                                                + " and try again."
                                                                        : "Your account does not"
                                                                              + " have the role for"
                                                                              + " this page."))))
                // The token in the address is the authority for these two.
                .csrf(
                        protection ->
                                protection
                                        .csrfTokenRepository(csrf)
                                        .ignoringRequestMatchers(
                                                "/subscriptions/confirm",
                                                "/subscriptions/unsubscribe"))
                // Written by the page headers, for errors as well.
                .headers(headers -> headers.disable())
                .requestCache(Customizer.withDefaults())
                .build();
    }

    /** What a person may see is in the access token; the id token only says who it is. */
    private static OAuth2UserService<OidcUserRequest, OidcUser> withRoles(AccessTokens tokens) {
        var plain = new OidcUserService();
        return request -> {
            OidcUser user = plain.loadUser(request);
            var authorities = new HashSet<GrantedAuthority>();
            if (tokens.check(request.getAccessToken().getTokenValue())
                    instanceof Verdict.Good(var token)) {
                AccessTokens.roles(token)
                        .forEach(
                                role ->
                                        authorities.add(
                                                new SimpleGrantedAuthority("ROLE_" + role)));
            }
            authorities.add(new SimpleGrantedAuthority("OIDC_USER"));
            return new DefaultOidcUser(authorities, user.getIdToken());
        };
    }

    private static String at(Upstreams upstreams, String path) {
        return URI.create(upstreams.publicUrl() + "/").resolve(path).toString();
    }
}
