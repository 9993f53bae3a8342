package org.practicehub.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class IdentityProviderTests {

    private static final URI PUBLIC = URI.create("http://localhost:18080");

    @TempDir Path folder;

    @Test
    void aClientGetsATokenForEveryServiceWithItsRoles() throws Exception {
        try (var provider = open()) {
            var token = SignedJWT.parse(token(provider, "moderator")).getJWTClaimsSet();

            assertThat(token.getIssuer()).isEqualTo("http://localhost:18080/auth");
            assertThat(token.getSubject()).isEqualTo("moderator");
            assertThat(token.getStringClaim("name")).isEqualTo("Mona Moderator");
            assertThat(token.getStringClaim("email")).isEqualTo("moderator@example.org");
            assertThat(token.getStringListClaim("roles"))
                    .containsExactly("moderator", "contributor");
            assertThat(token.getAudience())
                    .containsExactly(
                            "submission-service",
                            "tagging-service",
                            "catalogue-service",
                            "notification-service",
                            "gateway");
        }
    }

    @Test
    void theMailSystemIsAMachineAndNothingElse() throws Exception {
        try (var provider = open()) {
            var token = SignedJWT.parse(token(provider, "mail-system")).getJWTClaimsSet();

            assertThat(token.getStringListClaim("roles")).containsExactly("machine");
        }
    }

    @Test
    void aWrongSecretGetsNothing() throws Exception {
        try (var provider = open()) {
            var answer = ask(provider, "moderator", "guess");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("invalid_client");
        }
    }

    @Test
    void tokensStayGoodOverARestart() throws Exception {
        String token;
        try (var provider = open()) {
            token = token(provider, "contributor");
        }
        try (var provider = open()) {
            JwtDecoder decoder =
                    NimbusJwtDecoder.withJwkSetUri(provider.jwkSet().toString()).build();
            assertThat(decoder.decode(token).getSubject()).isEqualTo("contributor");
        }
    }

    @Test
    void aPersonSignsInWithTheFormAndTheWebClientGetsATokenForThem() throws Exception {
        try (var provider = open();
                var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            var verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789";
            var challenge =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
            var authorize =
                    provider.address()
                            .resolve(
                                    "/auth/oauth2/authorize?"
                                            + form(
                                                    Map.of(
                                                            "response_type", "code",
                                                            "client_id", "practice-hub-web",
                                                            "scope", "openid profile email",
                                                            "state", "s",
                                                            "redirect_uri",
                                                                    PUBLIC
                                                                            + "/login/oauth2/code/hub",
                                                            "code_challenge", challenge,
                                                            "code_challenge_method", "S256")));
            var turned =
                    send(browser, HttpRequest.newBuilder(authorize).header("Accept", "text/html"));
            assertThat(turned.statusCode()).isEqualTo(302);
            assertThat(location(provider, turned).getPath()).isEqualTo("/auth/login");

            var page =
                    send(
                            browser,
                            HttpRequest.newBuilder(provider.address().resolve("/auth/login")));
            var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
            assertThat(csrf.find()).isTrue();
            var login =
                    send(
                            browser,
                            post(
                                    provider.address().resolve("/auth/login"),
                                    Map.of(
                                            "username", "contributor",
                                            "password", "contributor",
                                            "_csrf", csrf.group(1))));
            assertThat(login.statusCode()).isEqualTo(302);
            assertThat(login.headers().firstValue("Location").orElseThrow())
                    .startsWith(PUBLIC + "/auth/oauth2/authorize");

            var back =
                    send(
                            browser,
                            HttpRequest.newBuilder(location(provider, login))
                                    .header("Accept", "text/html"));
            var callback = URI.create(back.headers().firstValue("Location").orElseThrow());
            assertThat(callback.toString()).startsWith(PUBLIC + "/login/oauth2/code/hub?code=");
            var code =
                    URLDecoder.decode(
                            callback.getRawQuery().replaceAll("^code=|&.*", ""),
                            StandardCharsets.UTF_8);

            var tokens =
                    json(
                            send(
                                    browser,
                                    post(
                                                    provider.address()
                                                            .resolve("/auth/oauth2/token"),
                                                    Map.of(
                                                            "grant_type",
                                                            "authorization_code",
                                                            "code",
                                                            code,
                                                            "code_verifier",
                                                            verifier,
                                                            "redirect_uri",
                                                            PUBLIC + "/login/oauth2/code/hub"))
                                            .header(
                                                    "Authorization",
                                                    basic(
                                                            "practice-hub-web",
                                                            "practice-hub-web-secret"))));
            var access = SignedJWT.parse(tokens.get("access_token").asString()).getJWTClaimsSet();
            assertThat(access.getSubject()).isEqualTo("contributor");
            assertThat(access.getStringListClaim("roles")).containsExactly("contributor");
            assertThat(access.getAudience()).contains("gateway");
            var id = SignedJWT.parse(tokens.get("id_token").asString()).getJWTClaimsSet();
            assertThat(id.getAudience()).containsExactly("practice-hub-web");
            assertThat(id.getStringClaim("preferred_username")).isEqualTo("contributor");
        }
    }

    /** Where a browser would go, at the provider's own address instead of the gateway's. */
    private static URI location(IdentityProvider provider, HttpResponse<String> answer) {
        var location = URI.create(answer.headers().firstValue("Location").orElseThrow());
        var path = location.getRawPath();
        var query = location.getRawQuery();
        return provider.address().resolve(query == null ? path : path + "?" + query);
    }

    private IdentityProvider open() {
        return IdentityProvider.start(folder, 0, PUBLIC);
    }

    private static String token(IdentityProvider provider, String name) throws Exception {
        var answer = ask(provider, name, name + "-secret");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("expires_in").asInt()).isBetween(3590, 3600);
        return json(answer).get("access_token").asString();
    }

    private static HttpResponse<String> ask(IdentityProvider provider, String name, String secret)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return send(
                    client,
                    post(
                                    provider.address().resolve("/auth/oauth2/token"),
                                    Map.of("grant_type", "client_credentials"))
                            .header("Authorization", basic(name, secret)));
        }
    }

    private static String basic(String name, String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest.Builder post(URI address, Map<String, String> fields) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(
                        field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
