package org.practicehub.notification.decision;

import org.practicehub.events.HubEvent;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.notification.intake.Intake;
import org.practicehub.notification.intake.PoisonException;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Owing;
import org.practicehub.notification.subscription.Address;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Owes the contributor a message for every decision, once. */
@Component
public class Decisions {

    public static final String GROUP = "notification-decisions";

    private final Intake intake;
    private final Owing owing;

    Decisions(Intake intake, Owing owing) {
        this.intake = intake;
        this.owing = owing;
    }

    public void on(Message<?> batch) {
        intake.each(GROUP, batch, this::on);
    }

    private void on(HubEvent event) {
        if (event instanceof SubmissionDecided decided && decided.recipient() != null) {
            owing.owe(
                    "decision:" + decided.submissionId() + ":" + decided.sequence(),
                    decided.submissionId(),
                    new Matter.OfDecision(
                            decided.submissionId(),
                            decided.decision(),
                            decided.title(),
                            decided.language(),
                            address(decided.recipient()),
                            decided.message()));
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
