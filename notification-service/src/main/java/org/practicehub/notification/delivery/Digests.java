package org.practicehub.notification.delivery;

import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.ledger.Gathering;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.subscription.Timing;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers entries into digests. A digest is a ledger entry of its own, due when its window ends:
 * the queue of what is sent later is all the scheduling there is, and a start after a long absence
 * finds what fell due. What comes too late for its window waits in the next one.
 */
@Component
class Digests {

    private final Ledger ledger;
    private final Gathering gathering;
    private final Outbound outbound;
    private final Instance instance;

    Digests(Ledger ledger, Gathering gathering, Outbound outbound, Instance instance) {
        this.ledger = ledger;
        this.gathering = gathering;
        this.outbound = outbound;
        this.instance = instance;
    }

    /** An entry, and when its person wants to hear of it. */
    record Wish(Notification entry, Timing timing) {}

    /** May be repeated: each entry ends up in one digest. */
    void gather(List<Wish> wishes, Instant notifiableAt, Instant now) {
        Map<Notification, String> meant = new HashMap<>();
        Map<String, Notification> digests = new HashMap<>();
        for (Wish wish : wishes) {
            Instant due = wish.timing().next(notifiableAt);
            Notification digest =
                    digest(wish, due.isAfter(now) ? due : wish.timing().next(now), now);
            digests.put(digest.id(), digest);
            meant.put(wish.entry(), digest.id());
        }
        Map<String, List<String>> entries = new HashMap<>();
        gathering
                .gather(meant)
                .forEach(
                        (entry, digest) ->
                                entries.computeIfAbsent(digest, _ -> new ArrayList<>()).add(entry));
        Map<String, Wish> byEntry = new HashMap<>();
        wishes.forEach(wish -> byEntry.put(wish.entry().id(), wish));
        entries.forEach((digest, some) -> put(digest, digests, some, byEntry, now));
    }

    private void put(
            String digest,
            Map<String, Notification> digests,
            List<String> entries,
            Map<String, Wish> wishes,
            Instant now) {
        Notification known = digests.get(digest);
        if (known != null) {
            outbound.offer(ledger.enter(List.of(known)));
        }
        if (gathering.add(digest, entries)) {
            return;
        }
        // Closed while these were on their way: each waits for the next window of its person.
        for (String entry : entries) {
            Wish wish = wishes.get(entry);
            if (wish == null) {
                continue;
            }
            Instant due = wish.timing().next(now);
            Notification later = digest(wish, due, now);
            while (true) {
                outbound.offer(ledger.enter(List.of(later)));
                if (!later.id().equals(digest) && gathering.add(later.id(), List.of(entry))) {
                    gathering.move(List.of(entry), digest, later.id());
                    break;
                }
                due = wish.timing().next(due);
                later = digest(wish, due, now);
            }
        }
    }

    private Notification digest(Wish wish, Instant due, Instant now) {
        return Notification.digest(
                wish.entry().subscriber(), wish.timing().cadence().wire(), due, instance.id(), now);
    }
}
