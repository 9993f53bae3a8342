package org.practicehub.notification.subscription;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A person, known by one address, with all their subscriptions: one document, so that limits,
 * confirming and leaving are each one conditional write.
 *
 * @param version guards writes
 * @param address the address as typed last
 * @param requests when confirmation mails were asked for, within the last {@link #WINDOW}
 */
public record Subscriber(
        String id,
        long version,
        Address address,
        List<Subscription> subscriptions,
        List<Instant> requests) {

    /** Unconfirmed subscriptions are forgotten after this long; so long a link works. */
    public static final Duration PATIENCE = Duration.ofDays(7);

    static final Duration WINDOW = Duration.ofHours(1);

    public Subscriber {
        subscriptions = List.copyOf(subscriptions);
        requests = List.copyOf(requests);
    }

    static Subscriber unknown(String id, Address address) {
        return new Subscriber(id, 0, address, List.of(), List.of());
    }

    /**
     * @return empty when the limits forbid another one now
     */
    Optional<Subscriber> ask(Subscription wish, SubscriptionLimits limits, Instant now) {
        List<Instant> recent =
                requests.stream().filter(at -> at.isAfter(now.minus(WINDOW))).toList();
        List<Subscription> kept =
                subscriptions.stream()
                        .filter(s -> s.active() || s.createdAt().isAfter(now.minus(PATIENCE)))
                        .toList();
        if (recent.size() >= limits.requestsPerHour() || kept.size() >= limits.perAddress()) {
            return Optional.empty();
        }
        List<Subscription> with = new ArrayList<>(kept);
        with.add(wish);
        List<Instant> asked = new ArrayList<>(recent);
        asked.add(now);
        return Optional.of(new Subscriber(id, version, address, with, asked));
    }

    /**
     * The subscription becomes active; an older one with the same criteria and cadence gives way to
     * it, keeping its date, so that nothing owed in between is lost.
     */
    Subscriber confirm(String subscription, Instant at, String seat) {
        List<Subscription> after = new ArrayList<>();
        Instant since = at;
        Subscription wish = null;
        for (Subscription each : subscriptions) {
            if (each.id().equals(subscription)) {
                wish = each;
            }
        }
        if (wish == null) {
            return this;
        }
        for (Subscription each : subscriptions) {
            if (each.id().equals(subscription)) {
                continue;
            }
            if (each.criteriaId().equals(wish.criteriaId()) && each.confirmedAt() != null) {
                since = each.confirmedAt().isBefore(since) ? each.confirmedAt() : since;
                continue;
            }
            after.add(each);
        }
        after.add(wish.confirmed(since, seat));
        return new Subscriber(id, version, address, after, requests);
    }

    Subscriber leave(String subscription) {
        return new Subscriber(
                id,
                version,
                address,
                subscriptions.stream().filter(s -> !s.id().equals(subscription)).toList(),
                requests);
    }

    public @Nullable Subscription subscription(String wanted) {
        for (Subscription subscription : subscriptions) {
            if (subscription.id().equals(wanted)) {
                return subscription;
            }
        }
        return null;
    }
}
