package org.practicehub.notification.delivery;

import org.practicehub.events.HubEvent;
import org.practicehub.events.NotificationsPlanned;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.intake.Intake;
import org.practicehub.notification.intake.PoisonException;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.ledger.Reason;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * From a slice to one ledger entry per person, with all the reasons that person has: the slice
 * names people, and each one's subscriptions are compared with all the criteria that were met.
 */
@Component
public class SliceIntake {

    public static final String GROUP = "notification-sender";

    private final Intake intake;
    private final Jobs jobs;
    private final Subscribers subscribers;
    private final Ledger ledger;
    private final Outbound outbound;
    private final Instance instance;
    private final Clock clock;

    SliceIntake(
            Intake intake,
            Jobs jobs,
            Subscribers subscribers,
            Ledger ledger,
            Outbound outbound,
            Instance instance,
            Clock clock) {
        this.intake = intake;
        this.jobs = jobs;
        this.subscribers = subscribers;
        this.ledger = ledger;
        this.outbound = outbound;
        this.instance = instance;
        this.clock = clock;
    }

    public void on(Message<?> batch) {
        intake.each(GROUP, batch, this::on);
    }

    private void on(HubEvent event) {
        if (event instanceof NotificationsPlanned slice) {
            FanOutJob job =
                    jobs.recall(slice.jobId())
                            .orElseThrow(
                                    () -> new PoisonException("no job is called " + slice.jobId()));
            enter(job, slice.subscriptionIds());
        }
    }

    /** Enters what the people of a slice are owed; may be repeated. */
    void enter(FanOutJob job, List<String> people) {
        Set<String> met = new HashSet<>(job.criteria());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Notification> owed = new ArrayList<>();
        for (Subscriber person : subscribers.byIds(people)) {
            List<Reason> reasons =
                    person.subscriptions().stream()
                            .filter(s -> s.owed(job.notifiableAt()) && met.contains(s.criteriaId()))
                            .map(s -> new Reason(s.id(), s.criteriaId()))
                            .toList();
            if (!reasons.isEmpty()) {
                owed.add(
                        Notification.owed(
                                id(person.id(), job),
                                person.id(),
                                new Matter.OfPractice(
                                        job.id(),
                                        job.practiceId(),
                                        job.revision(),
                                        job.occasion(),
                                        reasons),
                                instance.id(),
                                now));
            }
        }
        outbound.offer(ledger.enter(owed));
    }

    static String id(String subscriber, FanOutJob job) {
        return subscriber + ":" + job.id() + ":" + job.occasion().wire();
    }
}
