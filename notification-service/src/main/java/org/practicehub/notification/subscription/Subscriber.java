package org.practicehub.notification.subscription;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A person, known by one address, or an endpoint, with all their subscriptions: one document, so
 * that limits, confirming and leaving are each one conditional write.
 *
 * @param version guards writes
 * @param channel the address as typed first
 * @param requests when mails with links were asked for, within the last {@link #WINDOW}
 * @param link the one link for managing that may still be opened
 */
public record Subscriber(
        String id,
        long version,
        Channel channel,
        List<Subscription> subscriptions,
        List<Instant> requests,
        @Nullable String link) {

    /** Unconfirmed subscriptions are forgotten after this long; so long a link works. */
    public static final Duration PATIENCE = Duration.ofDays(7);

    static final Duration WINDOW = Duration.ofHours(1);

    public Subscriber {
        subscriptions = List.copyOf(subscriptions);
        requests = List.copyOf(requests);
    }

    static Subscriber unknown(String id, Channel channel) {
        return new Subscriber(id, 0, channel, List.of(), List.of(), null);
    }

    /**
     * @return empty when the limits forbid another one now
     */
    Optional<Subscriber> ask(Subscription wish, SubscriptionLimits limits, Instant now) {
        if (subscription(wish.id()) != null) {
            return Optional.of(this);
        }
        List<Instant> recent = recent(now);
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
        return Optional.of(new Subscriber(id, version, channel, with, asked, link));
    }

    private List<Instant> recent(Instant now) {
        return requests.stream().filter(at -> at.isAfter(now.minus(WINDOW))).toList();
    }

    /**
     * Only the newest link opens anything.
     *
     * @return empty when there is nothing to manage, or too many mails were asked for
     */
    Optional<Subscriber> linked(String fresh, SubscriptionLimits limits, Instant now) {
        List<Instant> recent = recent(now);
        if (recent.size() >= limits.requestsPerHour()
                || subscriptions.stream().noneMatch(Subscription::active)) {
            return Optional.empty();
        }
        List<Instant> asked = new ArrayList<>(recent);
        asked.add(now);
        return Optional.of(new Subscriber(id, version, channel, subscriptions, asked, fresh));
    }

    /**
     * The link is used up.
     *
     * @return empty when it was, or was replaced by a newer one
     */
    Optional<Subscriber> opened(String used) {
        return used.equals(link)
                ? Optional.of(new Subscriber(id, version, channel, subscriptions, requests, null))
                : Optional.empty();
    }

    /** From now on told at other times. */
    Subscriber retime(String subscription, Timing timing, String language) {
        return new Subscriber(
                id,
                version,
                channel,
                subscriptions.stream()
                        .map(s -> s.id().equals(subscription) ? s.retimed(timing, language) : s)
                        .toList(),
                requests,
                link);
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
        return new Subscriber(id, version, channel, after, requests, link);
    }

    Subscriber with(Subscription active) {
        List<Subscription> all = new ArrayList<>(subscriptions);
        all.add(active);
        return new Subscriber(id, version, channel, all, requests, link);
    }

    Subscriber leave(String subscription) {
        return new Subscriber(
                id,
                version,
                channel,
                subscriptions.stream().filter(s -> !s.id().equals(subscription)).toList(),
                requests,
                link);
    }

    /** Nothing confirmed, nothing wished and no mail asked for since. */
    boolean idleSince(Instant limit) {
        return subscriptions.stream().noneMatch(s -> s.active() || s.createdAt().isAfter(limit))
                && requests.stream().noneMatch(at -> at.isAfter(limit));
    }

    /**
     * @throws IllegalStateException for endpoints
     */
    public Address address() {
        return switch (channel) {
            case Channel.Email(Address address) -> address;
            case Channel.Endpoint() ->
                    throw new IllegalStateException("an endpoint has no address");
        };
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
