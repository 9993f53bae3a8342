package org.practicehub.submission.links;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.practicehub.events.Content;
import org.practicehub.outbound.OutboundHttp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Visits links, and remembers what it found: good ones for a week, others for an hour. Nobody waits
 * for it: what can't be told now is told when somebody looks again. Who comes on top of a thousand
 * addresses that wait is not visited now.
 */
@Component
public class LinkVisits implements AutoCloseable {

    /** More links of one content are not visited. */
    public static final int MOST_OF_A_CONTENT = 50;

    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_WAITING = 1_000;
    private static final Duration GOOD = Duration.ofDays(7);
    private static final Duration BAD = Duration.ofHours(1);
    private static final Visit DUE = new Visit.Due();
    private static final Visit OMITTED = new Visit.Omitted();
    private static final Logger LOG = LoggerFactory.getLogger(LinkVisits.class);

    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("links-", 0).factory());
    private final Cache<String, Visit.Made> made;
    private final LinkProperties properties;
    private final Visitor visitor;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile boolean reachedSomebody;

    @Autowired
    LinkVisits(LinkProperties properties, MeterRegistry meters, Clock clock) {
        this(
                properties,
                new Visitor(
                        properties,
                        properties.localTargets() ? OutboundHttp.ANYWHERE : OutboundHttp.PUBLIC,
                        SystemDefaultDnsResolver.INSTANCE,
                        clock),
                meters,
                clock);
    }

    LinkVisits(LinkProperties properties, Visitor visitor, MeterRegistry meters, Clock clock) {
        this.properties = properties;
        this.visitor = visitor;
        this.meters = meters;
        this.clock = clock;
        made =
                Caffeine.newBuilder()
                        .maximumSize(MOST_REMEMBERED)
                        .expireAfter(
                                Expiry.<String, Visit.Made>creating(
                                        (_, visit) -> visit instanceof Visit.Opened ? GOOD : BAD))
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build();
    }

    /**
     * Somebody will ask for the links of this. Half of the room is kept for those who ask: a
     * thousand new submissions don't keep moderators from an answer.
     */
    public void expect(Content content) {
        if (properties.visit()) {
            List<Link> links = Link.onTheWebIn(content);
            for (int i = 0; i < Math.min(links.size(), MOST_OF_A_CONTENT); i++) {
                of(links.get(i).address(), MOST_WAITING / 2);
            }
        }
    }

    /** What is known of an address; it is visited when that is nothing. Returns at once. */
    public Visit of(String address) {
        return of(address, MOST_WAITING);
    }

    private Visit of(String address, int room) {
        if (!properties.visit()) {
            return OMITTED;
        }
        Visit.Made known = made.getIfPresent(address);
        if (known != null) {
            return known;
        }
        if (waiting.contains(address)) {
            return DUE;
        }
        return Target.of(address)
                .filter(this::isWorthAVisit)
                .map(target -> begin(address, target, room))
                .orElse(OMITTED);
    }

    /** Others are found to be bad by looking at them. */
    private boolean isWorthAVisit(Target target) {
        return properties.localTargets()
                || (target.host().isPublicName() && target.hasOrdinaryPort());
    }

    private Visit begin(String address, Target target, int room) {
        if (waiting.size() >= room) {
            count("no-room");
            return DUE;
        }
        if (waiting.add(address)) {
            try {
                threads.execute(() -> visit(address, target));
            } catch (RejectedExecutionException e) {
                // The service ends.
                waiting.remove(address);
            }
        }
        return DUE;
    }

    private void visit(String address, Target target) {
        try {
            Visit.Made visit = visitor.visit(target);
            switch (visit) {
                case Visit.Opened _, Visit.Answered _ -> reachedSomebody = true;
                case Visit.Unanswered _, Visit.Refused _ -> {}
            }
            made.put(address, visit);
            count(outcome(visit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (threads.isShutdown()) {
                return;
            }
            LOG.warn("A link could not be visited.", e);
            made.put(address, new Visit.Unanswered(clock.instant(), "it could not be visited"));
        } finally {
            waiting.remove(address);
        }
    }

    private static String outcome(Visit.Made visit) {
        return switch (visit) {
            case Visit.Opened _ -> "opened";
            case Visit.Answered _ -> "answered";
            case Visit.Unanswered _ -> "unanswered";
            case Visit.Refused _ -> "refused";
        };
    }

    private void count(String outcome) {
        meters.counter("submission.links.visits", "outcome", outcome).increment();
    }

    /** Whether anybody has answered since the start; where nobody does, no link is to blame. */
    public boolean haveReachedSomebody() {
        return reachedSomebody;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        visitor.close();
    }
}
