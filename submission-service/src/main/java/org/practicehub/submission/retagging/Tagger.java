package org.practicehub.submission.retagging;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.Kind;
import org.practicehub.events.Tag;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/**
 * The tagging service over HTTP. It is asked with a token of this service's own, since the walk
 * through the practices outlives whoever began it.
 */
@Component
class Tagger {

    private static final String CLIENT = "tagger";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Authentication ITSELF =
            new AnonymousAuthenticationToken(
                    CLIENT, "submission-service", AuthorityUtils.createAuthorityList(CLIENT));
    private static final Content NOTHING =
            new Content(
                    "",
                    "",
                    Kind.PRACTICE,
                    "en",
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    private final RestClient http;
    private final JsonMapper json;

    Tagger(TaggerProperties properties, JsonMapper json) {
        this.json = json;
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(CONNECT_TIMEOUT)
                                .build());
        requests.setReadTimeout(properties.timeout());
        this.http =
                RestClient.builder()
                        .baseUrl(properties.url())
                        .requestFactory(requests)
                        .requestInterceptor(tokens(properties, requests))
                        .build();
    }

    /** What the service says to a content. */
    sealed interface Answer {

        /**
         * @param generation which tagger answered
         */
        record Suggested(int generation, String language, List<Tag> tags, List<String> notAttempted)
                implements Answer {}

        /** It will never take this content. */
        record Refused(String reason) implements Answer {}
    }

    /** As the service writes it. */
    private record Preview(
            @Nullable Integer generation,
            @Nullable String language,
            @Nullable List<Tag> tags,
            @Nullable List<String> notAttempted) {}

    /**
     * @throws TaggerAway when it does not answer, or not as a tagger would
     */
    Answer tag(Content content) {
        try {
            return http.post()
                    .uri("/api/v1/tags/preview")
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsBytes(content))
                    .exchange(this::read);
        } catch (ResourceAccessException | OAuth2AuthorizationException e) {
            throw new TaggerAway("The tagging service can't be reached.", e);
        }
    }

    /**
     * Which tagger would answer now.
     *
     * @throws TaggerAway when none does
     */
    int generation() {
        return switch (tag(NOTHING)) {
            case Answer.Suggested suggested -> suggested.generation();
            case Answer.Refused _ -> throw new TaggerAway("The tagging service refuses a trial.");
        };
    }

    private Answer read(HttpRequest request, ClientHttpResponse response) throws IOException {
        HttpStatusCode status = response.getStatusCode();
        if (status.isSameCodeAs(HttpStatus.BAD_REQUEST)
                || status.isSameCodeAs(HttpStatus.CONTENT_TOO_LARGE)) {
            return new Answer.Refused("The tagging service answered " + status.value() + ".");
        }
        if (!status.isSameCodeAs(HttpStatus.OK)) {
            throw new TaggerAway("The tagging service answered " + status.value() + ".");
        }
        Preview preview;
        try {
            preview = json.readValue(response.getBody(), Preview.class);
        } catch (JacksonException e) {
            throw new TaggerAway("The tagging service's answer can't be read.", e);
        }
        if (preview.generation() == null || preview.language() == null || preview.tags() == null) {
            throw new TaggerAway("The tagging service does not say which tagger answered.");
        }
        return new Answer.Suggested(
                preview.generation(),
                preview.language(),
                preview.tags(),
                preview.notAttempted() == null ? List.of() : preview.notAttempted());
    }

    private static OAuth2ClientHttpRequestInterceptor tokens(
            TaggerProperties properties, JdkClientHttpRequestFactory requests) {
        InMemoryClientRegistrationRepository clients =
                new InMemoryClientRegistrationRepository(
                        ClientRegistration.withRegistrationId(CLIENT)
                                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                                .tokenUri(properties.tokenUri().toString())
                                .clientId(properties.clientId())
                                .clientSecret(properties.clientSecret())
                                .build());
        RestClientClientCredentialsTokenResponseClient provider =
                new RestClientClientCredentialsTokenResponseClient();
        provider.setRestClient(
                RestClient.builder()
                        .requestFactory(requests)
                        .configureMessageConverters(
                                converters ->
                                        converters
                                                .registerDefaults()
                                                .addCustomConverter(
                                                        new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        InMemoryOAuth2AuthorizedClientService kept =
                new InMemoryOAuth2AuthorizedClientService(clients);
        AuthorizedClientServiceOAuth2AuthorizedClientManager manager =
                new AuthorizedClientServiceOAuth2AuthorizedClientManager(clients, kept);
        manager.setAuthorizedClientProvider(
                OAuth2AuthorizedClientProviderBuilder.builder()
                        .clientCredentials(it -> it.accessTokenResponseClient(provider))
                        .build());
        OAuth2ClientHttpRequestInterceptor tokens = new OAuth2ClientHttpRequestInterceptor(manager);
        tokens.setClientRegistrationIdResolver(_ -> CLIENT);
        tokens.setPrincipalResolver(_ -> ITSELF);
        tokens.setAuthorizationFailureHandler(
                OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(kept));
        return tokens;
    }
}
