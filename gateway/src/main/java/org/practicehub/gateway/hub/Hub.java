package org.practicehub.gateway.hub;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.routes.RequestIds;
import org.practicehub.gateway.routes.Service;
import org.practicehub.gateway.routes.Upstreams;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.util.UriUtils;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Calls a service for a page, on behalf of the signed-in person if there is one. */
@Component
public class Hub {

    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    private final RestClient client;
    private final Upstreams upstreams;
    private final JsonMapper json;

    Hub(ClientHttpRequestFactory requests, Upstreams upstreams, JsonMapper json) {
        this.client = RestClient.builder().requestFactory(requests).build();
        this.upstreams = upstreams;
        this.json = json;
    }

    /**
     * One call.
     *
     * @param method GET, POST, PUT or DELETE
     * @param path with {@code {}} for each of the variables, in order
     * @param query names and values; empty values are left out
     * @param body sent as JSON
     * @param token of the signed-in person
     */
    public record Call(
            Service service,
            HttpMethod method,
            String path,
            List<String> variables,
            Map<String, List<String>> query,
            Map<String, String> headers,
            @Nullable Object body,
            @Nullable String token) {

        public static Call get(Service service, String path, String... variables) {
            return of(HttpMethod.GET, service, null, path, variables);
        }

        public static Call send(
                HttpMethod method, Service service, Object body, String path, String... variables) {
            return of(method, service, body, path, variables);
        }

        public static Call delete(Service service, String path, String... variables) {
            return of(HttpMethod.DELETE, service, null, path, variables);
        }

        private static Call of(
                HttpMethod method,
                Service service,
                @Nullable Object body,
                String path,
                String... variables) {
            return new Call(
                    service, method, path, List.of(variables), Map.of(), Map.of(), body, null);
        }

        public Call asking(Map<String, List<String>> parameters) {
            return new Call(service, method, path, variables, parameters, headers, body, token);
        }

        public Call with(Map<String, String> more) {
            return new Call(service, method, path, variables, query, more, body, token);
        }

        public Call as(@Nullable String accessToken) {
            return new Call(service, method, path, variables, query, headers, body, accessToken);
        }
    }

    /** Carries out a call and reads the answer as {@code type}. */
    public <T> Reply<T> ask(Call call, Class<T> type) {
        var spec = client.method(call.method()).uri(uri(call)).accept(MediaType.APPLICATION_JSON);
        if (call.token() != null) {
            spec.header(HttpHeaders.AUTHORIZATION, "Bearer " + call.token());
        }
        call.headers().forEach(spec::header);
        var attributes = RequestContextHolder.getRequestAttributes();
        if (attributes != null
                && attributes.getAttribute(RequestIds.ATTRIBUTE, 0) instanceof String id) {
            spec.header(RequestIds.HEADER, id);
        }
        if (call.body() != null) {
            spec.contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsBytes(call.body()));
        }
        try {
            Reply<T> reply =
                    spec.exchange((_, response) -> read(call.service(), response, type), true);
            return reply == null ? new Reply.Down<>(call.service()) : reply;
        } catch (ResourceAccessException e) {
            return new Reply.Down<>(call.service());
        }
    }

    private <T> Reply<T> read(Service service, ClientHttpResponse response, Class<T> type)
            throws IOException {
        int status = response.getStatusCode().value();
        HttpHeaders headers = response.getHeaders();
        byte[] body;
        try (InputStream in = response.getBody()) {
            body = in.readNBytes(LARGEST_ANSWER);
        }
        try {
            if (status >= 200 && status < 300) {
                T value =
                        body.length == 0 ? json.readValue("{}", type) : json.readValue(body, type);
                return new Reply.Done<>(value, headers.getETag());
            }
            if (status >= 500) {
                return new Reply.Down<>(service);
            }
            var told =
                    body.length == 0 || status < 400
                            ? new Reply.Refusal(status, null, null, null, List.of(), null)
                            : json.readValue(body, Reply.Refusal.class);
            return new Reply.Refused<>(
                    new Reply.Refusal(
                            status,
                            told.type(),
                            told.title(),
                            told.detail(),
                            told.errors(),
                            headers.getFirst(HttpHeaders.LOCATION)));
        } catch (JacksonException e) {
            return new Reply.Down<>(service);
        }
    }

    /** Each given value stands for itself: whatever it contains is encoded. */
    private URI uri(Call call) {
        var address = new StringBuilder(base(call.service()));
        int from = 0;
        for (String variable : call.variables()) {
            int at = call.path().indexOf("{}", from);
            address.append(call.path(), from, at)
                    .append(UriUtils.encode(variable, StandardCharsets.UTF_8));
            from = at + 2;
        }
        address.append(call.path().substring(from));
        char separator = '?';
        for (var parameter : call.query().entrySet()) {
            for (String value : parameter.getValue()) {
                if (!value.isBlank()) {
                    address.append(separator)
                            .append(parameter.getKey())
                            .append('=')
                            .append(UriUtils.encode(value, StandardCharsets.UTF_8));
                    separator = '&';
                }
            }
        }
        return URI.create(address.toString());
    }

    private String base(Service service) {
        String base = upstreams.of(service).toString();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
