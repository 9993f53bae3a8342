package org.practicehub.gateway.routes;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.coyote.CloseNowException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.problems.Problem;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Carries one request to a service and its answer back, without looking into either. */
@Component
class Carrier {

    private static final int BUFFER = 16 * 1024;

    /** How a try to reach a service ended. */
    sealed interface Outcome {
        record Answered(ClassicHttpResponse response) implements Outcome {}

        record Failed(Problem problem, boolean serviceAtFault) implements Outcome {}
    }

    private final CloseableHttpClient client;
    private final Upstreams upstreams;
    private final RequestConfig shortAnswers;
    private final RequestConfig longAnswers;
    private final Map<Service, HttpHost> hosts = new EnumMap<>(Service.class);
    private final Passing passing;
    private final Fuses fuses;

    Carrier(CloseableHttpClient client, Upstreams upstreams, Passing passing, Fuses fuses) {
        this.client = client;
        this.upstreams = upstreams;
        this.passing = passing;
        this.fuses = fuses;
        this.shortAnswers = waiting(upstreams.answerTimeout());
        this.longAnswers = waiting(upstreams.longAnswerTimeout());
        for (Service service : Service.values()) {
            hosts.put(service, HttpHost.create(upstreams.of(service)));
        }
    }

    private RequestConfig waiting(Duration answer) {
        return RequestConfig.custom()
                .setResponseTimeout(Timeout.of(answer))
                .setConnectionRequestTimeout(Timeout.of(upstreams.connectTimeout()))
                .build();
    }

    /** Sends the request; the answer's body is still to be read. */
    Outcome send(Route route, HttpServletRequest request) {
        Service service = route.service();
        long limit =
                route.carriage() == Route.Carriage.IMPORT
                        ? upstreams.importLimit().toBytes()
                        : upstreams.bodyLimit().toBytes();
        HttpEntity body;
        try {
            body = Body.of(request, limit);
        } catch (Body.TooLarge e) {
            return new Outcome.Failed(Problem.tooLarge(limit), false);
        } catch (IOException e) {
            return new Outcome.Failed(unreadable(e), false);
        }
        CircuitBreaker fuse = fuses.of(service);
        if (!fuse.tryAcquirePermission()) {
            return new Outcome.Failed(Problem.unavailable(service.title(), Fuses.REST), false);
        }
        long begun = System.nanoTime();
        Outcome outcome = call(route, request, body, limit);
        if (outcome instanceof Outcome.Failed(var _, var serviceAtFault) && serviceAtFault) {
            fuse.onError(
                    System.nanoTime() - begun,
                    TimeUnit.NANOSECONDS,
                    new IOException("nobody answered"));
        } else {
            fuse.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
        return outcome;
    }

    private Outcome call(
            Route route, HttpServletRequest request, @Nullable HttpEntity body, long limit) {
        Service service = route.service();
        boolean repeatable = body == null && isSafe(request.getMethod());
        try {
            try {
                return new Outcome.Answered(attempt(route, request, body));
            } catch (NoHttpResponseException | SocketException e) {
                // A kept connection may have been closed by the service in this very moment.
                if (!repeatable || e instanceof ConnectException) {
                    throw e;
                }
                return new Outcome.Answered(attempt(route, request, null));
            }
        } catch (Body.TooLarge e) {
            return new Outcome.Failed(Problem.tooLarge(limit), false);
        } catch (Body.Unreadable e) {
            return new Outcome.Failed(unreadable(e), false);
        } catch (ConnectTimeoutException e) {
            return new Outcome.Failed(unavailable(service), true);
        } catch (SocketTimeoutException e) {
            return new Outcome.Failed(Problem.timeout(service.title()), true);
        } catch (IOException e) {
            return e.getCause() instanceof HttpException
                    ? new Outcome.Failed(Problem.badAnswer(service.title()), true)
                    : new Outcome.Failed(unavailable(service), true);
        }
    }

    private ClassicHttpResponse attempt(
            Route route, HttpServletRequest request, @Nullable HttpEntity body) throws IOException {
        HttpHost host = Objects.requireNonNull(hosts.get(route.service()));
        String query = request.getQueryString();
        String target =
                query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
        var outgoing = new BasicClassicHttpRequest(request.getMethod(), host, target);
        if (route == Route.IDENTITY) {
            // It builds links for browsers out of what it was called.
            outgoing.setAuthority(authority(request, host));
        }
        passing.requestHeaders(request, outgoing, route);
        if (body != null) {
            outgoing.setEntity(body);
        }
        var context = HttpClientContext.create();
        context.setRequestConfig(
                route.carriage() == Route.Carriage.SHORT ? shortAnswers : longAnswers);
        return client.executeOpen(host, outgoing, context);
    }

    /**
     * Hands the answer to the caller.
     *
     * @return what to say instead when the answer broke off before any of it was on its way
     * @throws IOException when it broke off later: that has to break the caller's connection, or
     *     half an answer would pass for a whole one
     */
    @Nullable Problem deliver(Route route, ClassicHttpResponse answer, HttpServletResponse response)
            throws IOException {
        try (answer) {
            response.setStatus(answer.getCode());
            passing.answerHeaders(answer, response, route);
            HttpEntity entity = answer.getEntity();
            if (entity != null) {
                boolean trickles = entity.getContentLength() < 0;
                copy(entity.getContent(), response.getOutputStream(), trickles);
            }
            return null;
        } catch (BrokenOff e) {
            if (!response.isCommitted()) {
                response.reset();
                return Problem.badAnswer(route.service().title());
            }
            throw new CloseNowException(route.service().id() + " broke off its answer", e);
        }
    }

    private static final class BrokenOff extends IOException {
        BrokenOff(IOException cause) {
            super(cause);
        }
    }

    private static void copy(InputStream in, OutputStream out, boolean flush) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int n;
        while ((n = read(in, buffer)) >= 0) {
            out.write(buffer, 0, n);
            // Events have to arrive when they happen; whole buffers can wait for the next one.
            if (flush && n < BUFFER) {
                out.flush();
            }
        }
    }

    private static int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new BrokenOff(e);
        }
    }

    private static Problem unavailable(Service service) {
        return Problem.unavailable(service.title(), Duration.ofSeconds(5));
    }

    private static Problem unreadable(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return Problem.requestTimeout();
            }
        }
        return Problem.malformedRequest("The body could not be read to its end.");
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    private static URIAuthority authority(HttpServletRequest request, HttpHost otherwise) {
        String host = request.getHeader("Host");
        if (host != null) {
            try {
                URI parsed = URI.create("http://" + host.toLowerCase(Locale.ROOT));
                if (parsed.getHost() != null) {
                    return new URIAuthority(parsed.getHost(), parsed.getPort());
                }
            } catch (IllegalArgumentException e) {
                // Not a host: the service's own name will do.
                return new URIAuthority(otherwise);
            }
        }
        return new URIAuthority(otherwise);
    }
}
