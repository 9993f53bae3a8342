package org.practicehub.notification.ledger;

import org.practicehub.notification.instance.Instance;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Owes single messages: into the ledger, and into the queue. */
@Component
public class Owing {

    private final Ledger ledger;
    private final Outbound outbound;
    private final Instance instance;
    private final Clock clock;

    Owing(Ledger ledger, Outbound outbound, Instance instance, Clock clock) {
        this.ledger = ledger;
        this.outbound = outbound;
        this.instance = instance;
        this.clock = clock;
    }

    /**
     * May be repeated: what is owed under an id is owed once.
     *
     * @param subscriber who is told; the submission's id for decisions
     */
    public void owe(String id, String subscriber, Matter matter) {
        Notification message =
                Notification.owed(
                        id,
                        subscriber,
                        matter,
                        instance.id(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        outbound.offer(ledger.enter(List.of(message)));
    }
}
