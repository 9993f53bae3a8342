package org.practicehub.notification.bounce;

import org.practicehub.notification.delivery.History;
import org.practicehub.notification.ledger.Gathering;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.mail.Suppressions;
import org.practicehub.notification.subscription.Address;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.subscription.Subscriptions;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What follows from a report: the ledger says so, and the address is spared. */
@Component
class Bounces {

    /** A mail that comes back does so within days. */
    private static final Duration AS_LATE_AS = Duration.ofDays(30);

    private final Subscriptions subscriptions;
    private final Suppressions suppressions;
    private final History history;
    private final Ledger ledger;
    private final Gathering gathering;
    private final Clock clock;

    Bounces(
            Subscriptions subscriptions,
            Suppressions suppressions,
            History history,
            Ledger ledger,
            Gathering gathering,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.suppressions = suppressions;
        this.history = history;
        this.ledger = ledger;
        this.gathering = gathering;
        this.clock = clock;
    }

    /** May be repeated, though each repetition of a soft one counts. */
    void note(Bounce bounce) {
        String person = subscriptions.person(bounce.address());
        String words = bounce.type().name().toLowerCase(Locale.ROOT) + " bounce";
        switch (bounce.type()) {
            case HARD -> {
                enter(person, bounce, words);
                suppressions.suppress(person, words);
            }
            case SOFT -> {
                enter(person, bounce, words);
                suppressions.soft(person);
            }
            case COMPLAINT -> {
                suppressions.suppress(person, "complaint");
                subscriptions.forget(person);
            }
        }
    }

    private void enter(String person, Bounce bounce, String words) {
        String key = bounce.messageKey();
        if (key.isEmpty()) {
            return;
        }
        Instant since = clock.instant().minus(AS_LATE_AS);
        List<Notification> candidates = new ArrayList<>(history.of(person, since));
        candidates.addAll(history.digestsOf(person));
        candidates.addAll(
                ledger.byIds(
                        subscriptions.of(person).stream()
                                .map(Subscription::id)
                                .map(id -> "confirmation:" + id)
                                .toList()));
        List<Notification> met =
                candidates.stream().filter(each -> each.messageKey().equals(key)).toList();
        String outcome = bounce.diagnostic().isEmpty() ? words : words + ": " + bounce.diagnostic();
        Instant now = clock.instant();
        ledger.bounced(met, now, outcome);
        for (Notification digest : met) {
            // What the digest carried came back with it.
            ledger.bounced(gathering.itemsOf(digest.id()), now, outcome);
        }
    }

    void lift(Address address) {
        suppressions.lift(subscriptions.person(address));
    }
}
