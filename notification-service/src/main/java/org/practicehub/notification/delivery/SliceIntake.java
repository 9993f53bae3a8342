package org.practicehub.notification.delivery;

import org.practicehub.events.HubEvent;
import org.practicehub.events.NotificationsPlanned;
import org.practicehub.events.Occasion;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.intake.Intake;
import org.practicehub.notification.intake.PoisonException;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Reason;
import org.practicehub.notification.ledger.State;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.planning.Slices;
import org.practicehub.notification.subscription.Cadence;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.subscription.Timing;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Slices slices;
    private final Subscribers subscribers;
    private final Ledger ledger;
    private final Reserve reserve;
    private final Digests digests;
    private final Instance instance;
    private final Clock clock;

    SliceIntake(
            Intake intake,
            Jobs jobs,
            Slices slices,
            Subscribers subscribers,
            Ledger ledger,
            Reserve reserve,
            Digests digests,
            Instance instance,
            Clock clock) {
        this.intake = intake;
        this.jobs = jobs;
        this.slices = slices;
        this.subscribers = subscribers;
        this.ledger = ledger;
        this.reserve = reserve;
        this.digests = digests;
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
            enter(job, slice.slice(), slice.subscriptionIds());
            slices.entered(job.id(), slice.slice());
        }
    }

    /**
     * What the people of a slice are owed.
     *
     * @param now to be sent at once
     * @param later to wait in digests
     */
    private record Due(List<Notification> now, List<Digests.Wish> later) {}

    /** Enters what the people of a slice are owed; may be repeated. */
    void enter(FanOutJob job, int slice, List<String> people) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Due due = due(job, people, now);
        reserve.offer(job.id(), slice, () -> ledger.enter(due.now()));
        digests.gather(due.later(), job.notifiableAt(), now);
    }

    /** How many of the people of a slice are owed something that the ledger does not have. */
    int missing(FanOutJob job, List<String> people) {
        Due due = due(job, people, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Set<String> owed = new HashSet<>();
        due.now().forEach(entry -> owed.add(entry.id()));
        due.later().forEach(wish -> owed.add(wish.entry().id()));
        return owed.size() - ledger.byIds(owed).size();
    }

    private Due due(FanOutJob job, List<String> people, Instant now) {
        Set<String> met = new HashSet<>(job.criteria());
        List<Notification> owed = new ArrayList<>();
        List<Digests.Wish> later = new ArrayList<>();
        Map<String, List<Reason>> told = toldBefore(job, people);
        for (Subscriber person : subscribers.byIds(people)) {
            List<Subscription> matched =
                    person.subscriptions().stream()
                            .filter(s -> s.owed(job.notifiableAt()) && met.contains(s.criteriaId()))
                            .toList();
            Set<Reason> reasons = new LinkedHashSet<>();
            matched.forEach(s -> reasons.add(new Reason(s.id(), s.criteriaId())));
            List<Reason> before = told.getOrDefault(person.id(), List.of());
            reasons.addAll(before);
            if (reasons.isEmpty()) {
                continue;
            }
            Notification entry =
                    Notification.owed(
                            id(person.id(), job),
                            person.id(),
                            new Matter.OfPractice(
                                    job.id(),
                                    job.practiceId(),
                                    job.revision(),
                                    job.occasion(),
                                    List.copyOf(reasons)),
                            instance.id(),
                            now);
            Optional<Timing> timing =
                    before.isEmpty() ? patience(matched, job.notifiableAt()) : Optional.empty();
            timing.ifPresentOrElse(
                    t -> later.add(new Digests.Wish(entry.gathered(), t)), () -> owed.add(entry));
        }
        return new Due(owed, later);
    }

    /** How long all of the subscriptions can wait; empty when one of them cannot. */
    private static Optional<Timing> patience(List<Subscription> matched, Instant notifiableAt) {
        return matched.stream().anyMatch(s -> s.timing().cadence() == Cadence.IMMEDIATE)
                ? Optional.empty()
                : matched.stream()
                        .map(Subscription::timing)
                        .min(Comparator.comparing(timing -> timing.next(notifiableAt)));
    }

    /** Why people were told of the practice by the jobs that this one corrects or takes back. */
    private Map<String, List<Reason>> toldBefore(FanOutJob job, List<String> people) {
        Map<String, List<Reason>> told = new HashMap<>();
        for (String earlier : job.earlier()) {
            jobs.recall(earlier)
                    .ifPresent(
                            publication ->
                                    ledger
                                            .byIds(
                                                    people.stream()
                                                            .map(person -> id(person, publication))
                                                            .toList())
                                            .stream()
                                            .filter(SliceIntake::wasTold)
                                            .forEach(entry -> add(told, entry)));
        }
        return told;
    }

    private static boolean wasTold(Notification entry) {
        return entry.state() == State.SENT || entry.state() == State.PENDING;
    }

    private static void add(Map<String, List<Reason>> told, Notification entry) {
        if (entry.matter() instanceof Matter.OfPractice practice) {
            told.computeIfAbsent(entry.subscriber(), _ -> new ArrayList<>())
                    .addAll(practice.reasons());
        }
    }

    /** The ledger's id of what a person is owed by a job. */
    public static String id(String subscriber, FanOutJob job) {
        return id(subscriber, job.id(), job.occasion());
    }

    static String id(String subscriber, String job, Occasion occasion) {
        return subscriber + ":" + job + ":" + occasion.wire();
    }
}
