package org.practicehub.notification.subscription;

import org.practicehub.criteria.Criteria;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.token.Grant;
import org.practicehub.notification.token.Purpose;
import org.practicehub.notification.token.Tokens;
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
    private final Ledger ledger;
    private final Outbound outbound;
    private final Tokens tokens;
    private final SubscriptionLimits limits;
    private final Instance instance;
    private final Ids ids;
    private final Clock clock;

    Subscriptions(
            Subscribers subscribers,
            SubscriberLists lists,
            Ledger ledger,
            Outbound outbound,
            Tokens tokens,
            SubscriptionLimits limits,
            Instance instance,
            Ids ids,
            Clock clock) {
        this.subscribers = subscribers;
        this.lists = lists;
        this.ledger = ledger;
        this.outbound = outbound;
        this.tokens = tokens;
        this.limits = limits;
        this.instance = instance;
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
     * Keeps the wish and owes the confirmation mail. Answers the same whether or not the address is
     * known, has reached its limit, or has this subscription already.
     *
     * @return the id of the subscription
     */
    String ask(Address address, Criteria criteria, Timing timing, String language) {
        String id = ids.next();
        String person = tokens.subscriberId("email", address.normalised());
        while (true) {
            Instant now = now();
            Subscriber before =
                    subscribers.byId(person).orElseGet(() -> Subscriber.unknown(person, address));
            Optional<Subscriber> after =
                    before.ask(
                            Subscription.asked(id, criteria, timing, language, now), limits, now);
            if (after.isEmpty()) {
                return id;
            }
            if (subscribers.save(after.get())) {
                Notification mail =
                        Notification.owed(
                                "confirmation:" + id,
                                person,
                                new Matter.OfConfirmation(id),
                                instance.id(),
                                now);
                outbound.offer(ledger.enter(List.of(mail)));
                return id;
            }
        }
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
        String person = grant.get().subscriber();
        Subscriber before = subscribers.byId(person).orElse(null);
        Subscription left = before == null ? null : before.subscription(grant.get().object());
        if (left == null) {
            return true;
        }
        Optional<Subscriber> after =
                subscribers.change(person, subscriber -> subscriber.leave(left.id()));
        boolean stays =
                after.stream()
                        .flatMap(subscriber -> subscriber.subscriptions().stream())
                        .anyMatch(s -> s.active() && s.criteriaId().equals(left.criteriaId()));
        if (left.seat() != null && !stays) {
            lists.leave(left.criteriaId(), left.seat(), person);
        }
        return true;
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
