package org.practicehub.notification.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import org.practicehub.events.NotificationsPlanned;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.intake.Intake;
import org.practicehub.notification.intake.PoisonException;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Page;
import org.practicehub.notification.ledger.Place;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * From a slice to a page of the ledger, with one line per person and all the reasons that person
 * has: the slice names people, and each one's subscriptions are compared with all the criteria that
 * were met.
 */
@Component
public class SliceIntake {

    public static final String GROUP = "notification-sender";

    /** People who are looked up and entered at once, unless one slice has more. */
    private static final int AT_ONCE = 1000;

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

    /** Some people of a job, by the number of their slice. */
    record Slice(FanOutJob job, int number, List<String> people) {

        Slice {
            people = List.copyOf(people);
        }

        /** Of the slice, and of its page. */
        String id() {
            return Place.page(job.id(), number);
        }
    }

    public void on(Message<?> batch) {
        List<Slice> received = new ArrayList<>();
        intake.each(
                GROUP,
                batch,
                event -> {
                    if (event instanceof NotificationsPlanned planned) {
                        received.add(slice(planned));
                    }
                });
        for (List<Slice> some : handfuls(received)) {
            enter(some);
            slices.entered(numbers(some));
        }
    }

    private Slice slice(NotificationsPlanned planned) {
        FanOutJob job =
                jobs.recall(planned.jobId())
                        .orElseThrow(
                                () -> new PoisonException("no job is called " + planned.jobId()));
        return new Slice(job, planned.slice(), planned.subscriptionIds());
    }

    /** Small slices are entered together, up to as many people as a large one has. */
    private static List<List<Slice>> handfuls(List<Slice> slices) {
        List<List<Slice>> handfuls = new ArrayList<>();
        int people = 0;
        for (Slice slice : slices) {
            people += slice.people().size();
            if (handfuls.isEmpty() || people > AT_ONCE) {
                handfuls.add(new ArrayList<>());
                people = slice.people().size();
            }
            handfuls.getLast().add(slice);
        }
        return handfuls;
    }

    private static Map<String, List<Integer>> numbers(List<Slice> slices) {
        return slices.stream()
                .collect(groupingBy(each -> each.job().id(), mapping(Slice::number, toList())));
    }

    /**
     * What the people of a slice are owed.
     *
     * @param now to be sent at once
     * @param later to wait in digests
     */
    private record Due(Slice slice, List<Notification> now, List<Digests.Wish> later) {

        List<Notification> missingFrom(Page page) {
            Set<String> people = page.people();
            return now.stream().filter(entry -> !people.contains(entry.subscriber())).toList();
        }

        List<Digests.Wish> notYetOn(Page page) {
            Set<String> people = page.people();
            return later.stream().filter(w -> !people.contains(w.entry().subscriber())).toList();
        }
    }

    /**
     * Enters what the people of the slices are owed; may be repeated. The page of a slice comes
     * first and says who is told at once, whatever they wish by the time it is repeated.
     */
    void enter(List<Slice> some) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Subscriber> people = people(some);
        List<Due> due = some.stream().map(slice -> due(slice, people, now)).toList();
        Map<String, Page> pages = new HashMap<>();
        reserve.offer(numbers(some), () -> entered(due, pages, now));
        for (Due each : due) {
            Page page = Objects.requireNonNull(pages.get(each.slice().id()));
            digests.gather(each.notYetOn(page), each.slice().job().notifiableAt(), now);
        }
    }

    /**
     * @param pages is filled with those of the slices, as they stand
     * @return what is this instance's to send
     */
    private List<Notification> entered(List<Due> due, Map<String, Page> pages, Instant now) {
        for (Page page : ledger.enterPages(due.stream().map(each -> page(each, now)).toList())) {
            pages.put(page.id(), page);
        }
        List<Notification> mine = new ArrayList<>();
        List<Notification> alone = new ArrayList<>();
        for (Due each : due) {
            Page page = Objects.requireNonNull(pages.get(each.slice().id()));
            if (page.owner().equals(instance.id())) {
                mine.addAll(page.pending());
            }
            alone.addAll(each.missingFrom(page));
        }
        mine.addAll(ledger.enter(alone));
        return mine;
    }

    private Page page(Due due, Instant now) {
        FanOutJob job = due.slice().job();
        return new Page(
                job.id(),
                due.slice().number(),
                job.practiceId(),
                job.revision(),
                job.occasion(),
                instance.id(),
                now,
                due.now().stream().map(SliceIntake::line).toList(),
                List.of());
    }

    private static Page.Owed line(Notification entry) {
        return new Page.Owed(
                entry.subscriber(),
                entry.matter() instanceof Matter.OfPractice practice
                        ? practice.reasons()
                        : List.of());
    }

    /** How many of the people of a slice are owed something that the ledger does not have. */
    int missing(Slice slice) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Due due = due(slice, people(List.of(slice)), now);
        Set<String> owed = new HashSet<>();
        due.now().forEach(entry -> owed.add(entry.subscriber()));
        due.later().forEach(wish -> owed.add(wish.entry().subscriber()));
        return owed.size()
                - ledger.at(owed.stream().map(p -> slice.job().place(p)).toList()).size();
    }

    private Map<String, Subscriber> people(List<Slice> slices) {
        Set<String> ids = new HashSet<>();
        slices.forEach(slice -> ids.addAll(slice.people()));
        return subscribers.byIds(ids).stream().collect(toMap(Subscriber::id, Function.identity()));
    }

    private Due due(Slice slice, Map<String, Subscriber> people, Instant now) {
        FanOutJob job = slice.job();
        Set<String> met = new HashSet<>(job.criteria());
        List<Notification> owed = new ArrayList<>();
        List<Digests.Wish> later = new ArrayList<>();
        Map<String, List<Reason>> told = toldBefore(job, slice.people());
        for (String id : slice.people()) {
            Subscriber person = people.get(id);
            if (person == null) {
                continue;
            }
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
                            job.place(person.id()).id(),
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
        return new Due(slice, owed, later);
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
                                            .at(people.stream().map(publication::place).toList())
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
}
