package org.practicehub.notification.subscription;

import org.practicehub.criteria.Criteria;
import org.practicehub.notification.instance.Ids;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Owing;
import org.practicehub.notification.token.Grant;
import org.practicehub.notification.token.Purpose;
import org.practicehub.notification.token.Tokens;
import org.practicehub.notification.web.Problem;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Asking, agreeing, leaving. */
@Component
public class Subscriptions {

    private final Subscribers subscribers;
    private final SubscriberLists lists;
    private final Owing owing;
    private final Tokens tokens;
    private final SubscriptionLimits limits;
    private final Ids ids;
    private final Clock clock;

    Subscriptions(
            Subscribers subscribers,
            SubscriberLists lists,
            Owing owing,
            Tokens tokens,
            SubscriptionLimits limits,
            Ids ids,
            Clock clock) {
        this.subscribers = subscribers;
        this.lists = lists;
        this.owing = owing;
        this.tokens = tokens;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a token stands for at the moment. */
    public sealed interface Standing {

        /** Can be confirmed. */
        record Unconfirmed(Subscriber subscriber, Subscription subscription) implements Standing {}

        record Active(Subscriber subscriber, Subscription subscription) implements Standing {}

        /** Was left, replaced, or never confirmed in time. */
        record Gone() implements Standing {}

        /** Not a token of ours for this purpose, or too old. */
        record Invalid() implements Standing {}
    }

    /**
     * Keeps the wish and owes the confirmation mail. Nothing tells whether or not the address is
     * known, has reached its limit, or has this subscription already. May be repeated.
     *
     * @param id of the subscription
     */
    void ask(String id, Address address, Criteria criteria, Timing timing, String language) {
        String person = person(address);
        Instant now = now();
        Subscription wish = Subscription.asked(id, criteria, timing, language, now);
        Subscriber stranger = Subscriber.unknown(person, new Channel.Email(address));
        if (subscribers
                .decide(person, known -> known.orElse(stranger).ask(wish, limits, now))
                .isPresent()) {
            owing.owe("confirmation:" + id, person, new Matter.OfConfirmation(id));
        }
    }

    /** The id of whoever has this address, known or not. */
    public String person(Address address) {
        return tokens.subscriberId("email", address.normalised());
    }

    /** The owner of the address agrees. May be repeated. */
    Standing confirm(String token) {
        Standing standing = standing(token, Purpose.CONFIRM);
        if (!(standing instanceof Standing.Unconfirmed(var subscriber, var wish))) {
            return standing;
        }
        String seat = lists.join(wish.criteria(), subscriber.id());
        // Only now: what is notifiable from this moment on finds the list and its criteria.
        Instant at = now();
        String replaced =
                subscriber.subscriptions().stream()
                        .filter(s -> s.active() && s.criteriaId().equals(wish.criteriaId()))
                        .map(Subscription::seat)
                        .filter(s -> s != null && !s.equals(seat))
                        .findFirst()
                        .orElse("");
        Optional<Subscriber> after =
                subscribers.change(subscriber.id(), person -> person.confirm(wish.id(), at, seat));
        if (!replaced.isEmpty()) {
            lists.leave(wish.criteriaId(), replaced, subscriber.id());
        }
        Subscription active = after.map(person -> person.subscription(wish.id())).orElse(null);
        return active == null || after.isEmpty()
                ? new Standing.Gone()
                : new Standing.Active(after.get(), active);
    }

    /**
     * The owner leaves. May be repeated; a subscription that is gone stays gone.
     *
     * @return false when the token is not one for leaving
     */
    boolean leave(String token) {
        Optional<Grant> grant = tokens.read(token).filter(g -> g.purpose() == Purpose.UNSUBSCRIBE);
        if (grant.isEmpty()) {
            return false;
        }
        leave(grant.get().subscriber(), grant.get().object());
        return true;
    }

    /**
     * Ends one subscription. May be repeated.
     *
     * @return false when there is none
     */
    public boolean leave(String subscriber, String subscription) {
        Subscriber before = subscribers.byId(subscriber).orElse(null);
        Subscription left = before == null ? null : before.subscription(subscription);
        if (left == null) {
            return false;
        }
        Optional<Subscriber> after = subscribers.change(subscriber, each -> each.leave(left.id()));
        boolean stays =
                after.stream()
                        .flatMap(each -> each.subscriptions().stream())
                        .anyMatch(s -> s.active() && s.criteriaId().equals(left.criteriaId()));
        if (left.seat() != null && !stays) {
            lists.leave(left.criteriaId(), left.seat(), subscriber);
        }
        return true;
    }

    /** Ends all subscriptions and forgets who had them. May be repeated. */
    public void forget(String subscriber) {
        of(subscriber).forEach(each -> leave(subscriber, each.id()));
        subscribers.remove(subscriber);
    }

    /** What a subscriber has; nothing when unknown. */
    public List<Subscription> of(String subscriber) {
        return subscribers.byId(subscriber).map(Subscriber::subscriptions).orElse(List.of());
    }

    /**
     * Subscribes an endpoint, which needs no confirming: its account asks. Equal criteria give the
     * subscription that is there.
     *
     * @return empty when it has as many as it may
     * @throws Problem 503 when the broker does not acknowledge the criteria
     */
    public Optional<Subscription> subscribe(String endpoint, Criteria criteria) {
        Optional<Subscription> present = active(of(endpoint), criteria);
        if (present.isPresent()) {
            return present;
        }
        String id = ids.next();
        String seat;
        try {
            seat = lists.join(criteria, endpoint);
        } catch (CriteriaNotAnnouncedException e) {
            throw Problem.unavailable("Not subscribed yet; try again in a moment.");
        }
        Instant at = now();
        Subscription wish =
                Subscription.asked(id, criteria, Timing.IMMEDIATE, "en", at).confirmed(at, seat);
        while (true) {
            Subscriber before =
                    subscribers
                            .byId(endpoint)
                            .orElseGet(() -> Subscriber.unknown(endpoint, new Channel.Endpoint()));
            present = active(before.subscriptions(), criteria);
            if (present.isPresent() || before.subscriptions().size() >= limits.perAddress()) {
                // A seat in the same row is the same seat.
                if (present.isEmpty() || !seat.equals(present.get().seat())) {
                    lists.leave(wish.criteriaId(), seat, endpoint);
                }
                return present;
            }
            if (subscribers.save(before.with(wish))) {
                return Optional.of(wish);
            }
        }
    }

    private static Optional<Subscription> active(List<Subscription> all, Criteria criteria) {
        String id = criteria.id();
        return all.stream().filter(s -> s.active() && s.criteriaId().equals(id)).findFirst();
    }

    /** What the token stands for; changes nothing. */
    Standing standing(String token, Purpose purpose) {
        Optional<Grant> grant = tokens.read(token).filter(g -> g.purpose() == purpose);
        if (grant.isEmpty()) {
            return new Standing.Invalid();
        }
        Subscriber subscriber = subscribers.byId(grant.get().subscriber()).orElse(null);
        Subscription subscription =
                subscriber == null ? null : subscriber.subscription(grant.get().object());
        if (subscriber == null || subscription == null) {
            return new Standing.Gone();
        }
        return subscription.active()
                ? new Standing.Active(subscriber, subscription)
                : new Standing.Unconfirmed(subscriber, subscription);
    }

    /** The store keeps milliseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
