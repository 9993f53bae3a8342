package org.practicehub.gateway.routes;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers pass. Connection headers (RFC 9110, 7.6.1) and whatever a client says about proxies
 * before it stay behind; the services see what the gateway itself saw. Cookies are the gateway's
 * and the identity provider's only.
 */
@Component
class Passing {

    /** The cookie of the gateway's own pages; no service ever sees it. */
    static final String SESSION_COOKIE = "hub_session";

    private static final Set<String> NOT_TO_SERVICES =
            Set.of(
                    "baggage",
                    "connection",
                    "content-length",
                    "cookie",
                    "expect",
                    "forwarded",
                    "host",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "traceparent",
                    "tracestate",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "x-client-ip",
                    "x-original-url",
                    "x-real-ip",
                    "x-request-id",
                    "x-rewrite-url");

    private static final Set<String> NOT_TO_CALLERS =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-connection",
                    "server",
                    "set-cookie",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "x-powered-by",
                    "x-request-id");

    private final Upstreams upstreams;
    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    Passing(
            Upstreams upstreams,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator) {
        this.upstreams = upstreams;
        this.tracer = tracer.getIfAvailable();
        this.propagator = propagator.getIfAvailable();
    }

    void requestHeaders(HttpServletRequest from, HttpRequest to, Route route) {
        Set<String> alsoNot = named(from.getHeaders("Connection"));
        Enumeration<String> names = from.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            String lower = name.toLowerCase(Locale.ROOT);
            if (NOT_TO_SERVICES.contains(lower)
                    || lower.startsWith("x-forwarded-")
                    || alsoNot.contains(lower)) {
                continue;
            }
            Enumeration<String> values = from.getHeaders(name);
            while (values.hasMoreElements()) {
                to.addHeader(name, values.nextElement());
            }
        }
        if (route == Route.IDENTITY) {
            String cookies = foreignCookies(from.getCookies());
            if (!cookies.isEmpty()) {
                to.addHeader("Cookie", cookies);
            }
        }
        String proto = from.getScheme();
        int port = from.getServerPort();
        to.addHeader("X-Forwarded-For", from.getRemoteAddr());
        to.addHeader("X-Forwarded-Proto", proto);
        String host = from.getHeader("Host");
        if (host != null) {
            to.addHeader("X-Forwarded-Host", host);
        }
        to.addHeader("X-Forwarded-Port", Integer.toString(port));
        if (from.getAttribute(RequestIds.ATTRIBUTE) instanceof String id) {
            to.addHeader(RequestIds.HEADER, id);
        }
        Span span = tracer == null ? null : tracer.currentSpan();
        if (span != null && propagator != null) {
            propagator.inject(
                    span.context(), to, (carrier, name, value) -> add(carrier, name, value));
        }
    }

    void answerHeaders(ClassicHttpResponse from, HttpServletResponse to, Route route) {
        Set<String> alsoNot = Set.of();
        Header connection = from.getFirstHeader("Connection");
        if (connection != null && !"keep-alive".equalsIgnoreCase(connection.getValue())) {
            alsoNot = split(connection.getValue(), new HashSet<>());
        }
        Set<String> seen = new HashSet<>();
        for (Iterator<Header> headers = from.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            String lower = header.getName().toLowerCase(Locale.ROOT);
            boolean cookie = lower.equals("set-cookie") && route == Route.IDENTITY;
            if ((NOT_TO_CALLERS.contains(lower) && !cookie) || alsoNot.contains(lower)) {
                continue;
            }
            String value =
                    lower.equals("location")
                            ? publicLocation(header.getValue(), route)
                            : header.getValue();
            // What the service says replaces what the gateway would have said.
            if (seen.add(lower) && !cookie) {
                to.setHeader(header.getName(), value);
            } else {
                to.addHeader(header.getName(), value);
            }
        }
    }

    private static void add(@Nullable HttpRequest to, String name, String value) {
        if (to != null) {
            to.setHeader(name, value);
        }
    }

    /** A service that names itself by its own address means the gateway. */
    private @Nullable String publicLocation(@Nullable String location, Route route) {
        String own = upstreams.of(route.service()).toString();
        String base = own.endsWith("/") ? own.substring(0, own.length() - 1) : own;
        return location != null && location.startsWith(base + "/")
                ? location.substring(base.length())
                : location;
    }

    private static String foreignCookies(Cookie @Nullable [] cookies) {
        if (cookies == null) {
            return "";
        }
        var kept = new StringBuilder();
        for (Cookie cookie : cookies) {
            if (!cookie.getName().equals(SESSION_COOKIE)) {
                kept.append(kept.isEmpty() ? "" : "; ")
                        .append(cookie.getName())
                        .append('=')
                        .append(cookie.getValue());
            }
        }
        return kept.toString();
    }

    private static Set<String> named(Enumeration<String> values) {
        if (!values.hasMoreElements()) {
            return Set.of();
        }
        var names = new HashSet<String>();
        while (values.hasMoreElements()) {
            split(values.nextElement(), names);
        }
        return names;
    }

    private static Set<String> split(String value, Set<String> into) {
        for (String name : value.split(",", -1)) {
            into.add(name.strip().toLowerCase(Locale.ROOT));
        }
        return into;
    }
}
