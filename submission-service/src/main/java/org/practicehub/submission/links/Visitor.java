package org.practicehub.submission.links;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.practicehub.outbound.OutboundHttp;
import org.practicehub.outbound.UnansweredException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Visits one address: asks for the head of what is there, follows redirects one by one, each to a
 * place that was looked at like the first, and judges the last answer.
 */
final class Visitor implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Answers to HEAD by those who answer GET in another way. */
    private static final Set<Integer> ASK_AGAIN = Set.of(403, 404, 405, 501);

    /** For others, or for later: there is something. */
    private static final Set<Integer> CLOSED_TO_US = Set.of(401, 403, 429);

    private final LinkProperties properties;
    private final Predicate<InetAddress> allowed;
    private final DnsResolver names;
    private final Turns turns;
    private final Clock clock;
    private @Nullable OutboundHttp http;

    /**
     * @param allowed which addresses may be asked
     */
    Visitor(
            LinkProperties properties,
            Predicate<InetAddress> allowed,
            DnsResolver names,
            Clock clock) {
        this.properties = properties;
        this.allowed = allowed;
        this.names = names;
        this.clock = clock;
        turns = new Turns(properties.workers(), properties.pause());
    }

    private record Head(int status, @Nullable String location) {

        static Head of(HttpResponse response) {
            Header location = response.getFirstHeader(HttpHeaders.LOCATION);
            return new Head(response.getCode(), location == null ? null : location.getValue());
        }
    }

    /** The requests of one visit, and the time that is left for them. */
    private final class Journey {

        private long left = properties.timeout().toNanos();

        Head head(Target target) throws InterruptedException, UnansweredException {
            Head head = ask("HEAD", target);
            return ASK_AGAIN.contains(head.status()) ? ask("GET", target) : head;
        }

        private Head ask(String method, Target target)
                throws InterruptedException, UnansweredException {
            HttpUriRequestBase request = new HttpUriRequestBase(method, target.uri());
            request.setHeader(HttpHeaders.ACCEPT, "*/*");
            return turns.take(
                    target.host().name(),
                    () -> {
                        long begun = System.nanoTime();
                        try {
                            return http().exchange(request, Duration.ofNanos(left), Head::of);
                        } finally {
                            left = Math.max(1_000_000, left - (System.nanoTime() - begun));
                        }
                    });
        }
    }

    Visit.Made visit(Target target) throws InterruptedException {
        Journey journey = new Journey();
        Target at = target;
        try {
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                Head head = journey.head(at);
                String location = head.location();
                if (location == null || !REDIRECTS.contains(head.status())) {
                    return judged(head.status(), target.host(), at.host());
                }
                Optional<URI> place = at.resolve(location);
                if (place.isEmpty()) {
                    return new Visit.Unanswered(now(), "it redirects to what is no address");
                }
                Optional<Target> next = place.flatMap(Target::of).filter(this::hasOpenPort);
                if (next.isEmpty()) {
                    return new Visit.Refused(now(), "it redirects to what is no public page");
                }
                at = next.get();
            }
            return new Visit.Unanswered(now(), "more than " + MOST_REDIRECTS + " redirects");
        } catch (UnansweredException e) {
            return switch (e.reason()) {
                case NOT_PUBLIC -> new Visit.Refused(now(), e.reason().words());
                case UNKNOWN_NAME, TOO_LATE, NOT_SECURE, NO_CONNECTION, BROKEN ->
                        new Visit.Unanswered(now(), e.reason().words());
            };
        }
    }

    private boolean hasOpenPort(Target target) {
        return properties.localTargets() || target.hasOrdinaryPort();
    }

    private Visit.Made judged(int status, Host named, Host answering) {
        return status < 400 || CLOSED_TO_US.contains(status)
                ? new Visit.Opened(now(), answering.differsFrom(named) ? answering : null)
                : new Visit.Answered(now(), status);
    }

    private Instant now() {
        return clock.instant();
    }

    /** With the first visit: it holds the certificates of all authorities. */
    private synchronized OutboundHttp http() {
        if (http == null) {
            http =
                    new OutboundHttp(
                            "Practice-Hub-Links/1 (+" + properties.publicUrl() + ")",
                            new OutboundHttp.Limits(
                                    properties.workers(),
                                    1,
                                    properties.connectTimeout(),
                                    Duration.ZERO,
                                    allowed),
                            names);
        }
        return http;
    }

    @Override
    public synchronized void close() throws IOException {
        if (http != null) {
            http.close();
        }
    }
}
