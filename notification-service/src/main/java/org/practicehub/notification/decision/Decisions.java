package org.practicehub.notification.decision;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.DecisionUndone;
import org.practicehub.events.HubEvent;
import org.practicehub.events.SubmissionCommented;
import org.practicehub.events.SubmissionDecided;
import org.practicehub.notification.intake.Intake;
import org.practicehub.notification.intake.PoisonException;
import org.practicehub.notification.ledger.DeskNews;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Owing;
import org.practicehub.notification.subscription.Address;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

import java.util.function.Function;

/** Owes the contributor a message for what moderators decide, take back and write, once each. */
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
        switch (event) {
            case SubmissionDecided decided ->
                    owe(
                            decided,
                            decided.recipient(),
                            recipient ->
                                    new Matter.OfSubmission(
                                            decided.submissionId(),
                                            DeskNews.of(decided.decision()),
                                            decided.title(),
                                            decided.language(),
                                            recipient,
                                            decided.message()));
            case SubmissionCommented commented ->
                    owe(
                            commented,
                            commented.recipient(),
                            recipient ->
                                    new Matter.OfSubmission(
                                            commented.submissionId(),
                                            DeskNews.COMMENTED,
                                            commented.title(),
                                            commented.language(),
                                            recipient,
                                            commented.message()));
            case DecisionUndone undone ->
                    owe(
                            undone,
                            undone.recipient(),
                            recipient ->
                                    new Matter.OfSubmission(
                                            undone.submissionId(),
                                            DeskNews.UNDONE,
                                            undone.title(),
                                            undone.language(),
                                            recipient,
                                            ""));
            default -> {
                // Of no concern to contributors.
            }
        }
    }

    private void owe(HubEvent event, @Nullable String recipient, Function<String, Matter> written) {
        if (recipient != null) {
            owing.owe(
                    "decision:" + event.key() + ":" + event.sequence(),
                    event.key(),
                    written.apply(address(recipient)));
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
