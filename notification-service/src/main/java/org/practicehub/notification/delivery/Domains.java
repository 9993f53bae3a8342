package org.practicehub.notification.delivery;

import org.practicehub.notification.ledger.Notification;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the mail servers of some domains bear: so many mails side by side, so many a minute. What is
 * too much waits for a time of its own, so that no worker waits with it and no attempt is counted;
 * jobs wait in queues of their own, so that a large one delays no other for the same domain.
 */
@Component
class Domains {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How long handing over takes, as long as nothing is known. */
    private static final Duration GUESS = Duration.ofMillis(20);

    private static final Admission FREE = new Admission.Admitted(() -> {});

    private final Map<String, DomainLimit> limits = new HashMap<>();
    private final Clock clock;
    private final Map<String, Domain> domains = new ConcurrentHashMap<>();

    Domains(DeliveryProperties properties, Clock clock) {
        properties.domains().forEach(each -> limits.put(each.name(), each));
        this.clock = clock;
    }

    /** Whether a mail may be handed over now. */
    sealed interface Admission {

        /**
         * It may; until it is closed it counts as being handed over.
         *
         * @param done run then
         */
        record Admitted(Runnable done) implements Admission, AutoCloseable {
            @Override
            public void close() {
                done.run();
            }
        }

        /** Not before that time. */
        record Later(Instant at) implements Admission {}
    }

    Admission ask(Notification notification, String address) {
        if (limits.isEmpty()) {
            return FREE;
        }
        String name = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        DomainLimit limit = limits.getOrDefault(name, limits.get(DomainLimit.OTHERS));
        return limit == null
                ? FREE
                : domains.computeIfAbsent(name, _ -> new Domain(limit)).ask(notification);
    }

    private final class Domain {

        private final DomainLimit limit;

        /** So many may be begun at once, after a while without any: those of a second. */
        private final double most;

        private double allowed;
        private Instant allowedAt;
        private int underWay;
        private Duration takes = GUESS;

        /** By lane: when the last one that waits in it will have its turn. */
        private final Map<String, Instant> queues = new HashMap<>();

        Domain(DomainLimit limit) {
            this.limit = limit;
            most = Math.max(1, limit.perMinute() / 60.0);
            allowed = most;
            allowedAt = clock.instant();
        }

        synchronized Admission ask(Notification notification) {
            Instant now = clock.instant();
            // One more than most, so that whoever comes late for a turn takes nobody else's.
            allowed = Math.min(most + 1, allowed + limit.perMinute() * minutes(allowedAt, now));
            allowedAt = now;
            Instant queue = queues.getOrDefault(notification.lane(), Instant.MIN);
            boolean waited = notification.nextAt().isAfter(notification.createdAt());
            boolean itsTurn = waited || !queue.isAfter(now);
            if (itsTurn && underWay < limit.connections() && allowed >= 1) {
                allowed--;
                underWay++;
                return new Admission.Admitted(() -> done(now));
            }
            queues.values().removeIf(last -> !last.isAfter(now));
            Instant turn = (queue.isAfter(now) ? queue : now).plus(interval());
            queues.put(notification.lane(), turn);
            return new Admission.Later(turn);
        }

        private synchronized void done(Instant since) {
            underWay--;
            Duration took = Duration.between(since, clock.instant());
            takes = takes.multipliedBy(7).plus(took).dividedBy(8);
        }

        private Duration interval() {
            Duration byRate = MINUTE.dividedBy(limit.perMinute());
            Duration byRoom = takes.dividedBy(limit.connections());
            return byRate.compareTo(byRoom) > 0 ? byRate : byRoom;
        }
    }

    private static double minutes(Instant from, Instant to) {
        return (double) Duration.between(from, to).toNanos() / MINUTE.toNanos();
    }
}
