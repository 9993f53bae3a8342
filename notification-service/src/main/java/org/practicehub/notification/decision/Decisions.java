package org.practicehub.notification.decision;

import org.practicehub.events.HubEvent;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.intake.Intake;
import org.practicehub.notification.intake.PoisonException;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.subscription.Address;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Owes the contributor a message for every decision, once. */
@Component
public class Decisions {

    public static final String GROUP = "notification-decisions";

    private final Intake intake;
    private final Ledger ledger;
    private final Outbound outbound;
    private final Instance instance;
    private final Clock clock;

    Decisions(Intake intake, Ledger ledger, Outbound outbound, Instance instance, Clock clock) {
        this.intake = intake;
        this.ledger = ledger;
        this.outbound = outbound;
        this.instance = instance;
        this.clock = clock;
    }

    public void on(Message<?> batch) {
        intake.each(GROUP, batch, this::on);
    }

    private void on(HubEvent event) {
        if (event instanceof SubmissionDecided decided && decided.recipient() != null) {
            Notification owed =
                    Notification.owed(
                            "decision:" + decided.submissionId() + ":" + decided.sequence(),
                            decided.submissionId(),
                            new Matter.OfDecision(
                                    decided.submissionId(),
                                    decided.decision(),
                                    decided.title(),
                                    decided.language(),
                                    address(decided.recipient()),
                                    decided.message()),
                            instance.id(),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS));
            outbound.offer(ledger.enter(List.of(owed)));
        }
    }

    private static String address(String recipient) {
        try {
            return new Address(recipient).text();
        } catch (IllegalArgumentException e) {
            throw new PoisonException("the recipient " + e.getMessage());
        }
    }
}
