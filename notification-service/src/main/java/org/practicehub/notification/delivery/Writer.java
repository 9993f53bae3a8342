package org.practicehub.notification.delivery;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Occasion;
import org.practicehub.events.PracticePublished;
import org.practicehub.notification.ledger.Gathering;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.mail.MailComposer;
import org.practicehub.notification.mail.Suppressions;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.store.Together;
import org.practicehub.notification.subscription.Address;
import org.practicehub.notification.subscription.SelfService;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.subscription.Subscriptions;
import org.practicehub.notification.token.Grant;
import org.practicehub.notification.token.Purpose;
import org.practicehub.notification.token.Tokens;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes the messages of notifications: addresses and wishes are read at this moment. */
@Component
class Writer {

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Suppressions suppressions;
    private final Jobs jobs;
    private final Gathering gathering;
    private final Tokens tokens;
    private final MailComposer composer;
    private final Together<String, Map<String, Subscriber>> looking = new Together<>(this::people);

    Writer(
            Subscribers subscribers,
            Subscriptions subscriptions,
            Suppressions suppressions,
            Jobs jobs,
            Gathering gathering,
            Tokens tokens,
            MailComposer composer) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.suppressions = suppressions;
        this.jobs = jobs;
        this.gathering = gathering;
        this.tokens = tokens;
        this.composer = composer;
    }

    Map<Notification, Letter> write(Collection<Notification> notifications) {
        Map<String, Subscriber> people =
                looking.ask(
                        notifications.stream()
                                .filter(n -> !(n.matter() instanceof Matter.OfSubmission))
                                .map(Notification::subscriber)
                                .toList());
        Map<Notification, String> readers = new HashMap<>();
        notifications.forEach(each -> readers.put(each, reader(each)));
        Map<String, Suppressions.Suppression> suppressed =
                suppressions.of(Set.copyOf(readers.values()));
        Map<Notification, Letter> letters = new HashMap<>();
        for (Notification notification : notifications) {
            Suppressions.Suppression suppression = suppressed.get(readers.get(notification));
            letters.put(
                    notification,
                    suppression == null
                            ? write(notification, people)
                            : unwanted(notification, "suppressed: " + suppression.reason()));
        }
        return letters;
    }

    private Map<String, Subscriber> people(List<String> ids) {
        Map<String, Subscriber> found = new HashMap<>();
        subscribers.byIds(Set.copyOf(ids)).forEach(person -> found.put(person.id(), person));
        return found;
    }

    /** Whose address it goes to, by the id that the suppression list knows. */
    String reader(Notification notification) {
        return switch (notification.matter()) {
            case Matter.OfSubmission told -> person(told.recipient(), notification);
            case Matter.OfDisabledEndpoint disabled -> person(disabled.recipient(), notification);
            case Matter.OfPractice _,
                    Matter.OfDigest _,
                    Matter.OfConfirmation _,
                    Matter.OfManageLink _ ->
                    notification.subscriber();
        };
    }

    private String person(String recipient, Notification notification) {
        try {
            return subscriptions.person(new Address(recipient));
        } catch (IllegalArgumentException e) {
            return notification.subscriber();
        }
    }

    private Letter unwanted(Notification notification, String why) {
        return notification.matter() instanceof Matter.OfDigest
                ? new Letter.Unwanted(
                        why,
                        gathering.close(notification.id()).stream().map(Notification::id).toList())
                : Letter.Unwanted.because(why);
    }

    private Letter write(Notification notification, Map<String, Subscriber> people) {
        return switch (notification.matter()) {
            case Matter.OfSubmission told ->
                    Letter.Written.single(
                            composer.submission(
                                    told.recipient(),
                                    told.language(),
                                    notification.messageKey(),
                                    told.submission(),
                                    told.news(),
                                    told.title(),
                                    told.message()));
            case Matter.OfDisabledEndpoint disabled ->
                    Letter.Written.single(
                            composer.disabledEndpoint(
                                    disabled.recipient(),
                                    notification.messageKey(),
                                    disabled.url(),
                                    disabled.why()));
            case Matter.OfConfirmation confirmation -> {
                Subscriber person = people.get(notification.subscriber());
                Subscription wish =
                        person == null ? null : person.subscription(confirmation.subscription());
                yield person == null || wish == null || wish.active()
                        ? Letter.Unwanted.because("nothing to confirm any more")
                        : confirmation(notification, person, wish);
            }
            case Matter.OfManageLink link -> {
                Subscriber person = people.get(notification.subscriber());
                yield person == null || !link.link().equals(person.link())
                        ? Letter.Unwanted.because("a newer link took its place, or it was used")
                        : manageLink(notification, person, link);
            }
            case Matter.OfDigest digest -> {
                Subscriber person = people.get(notification.subscriber());
                yield digest(notification, digest, person);
            }
            case Matter.OfPractice practice -> {
                Subscriber person = people.get(notification.subscriber());
                yield person == null
                        ? Letter.Unwanted.because("unsubscribed")
                        : practice(notification, practice, person);
            }
        };
    }

    private Letter confirmation(Notification notification, Subscriber person, Subscription wish) {
        String token =
                tokens.sign(
                        new Grant(
                                Purpose.CONFIRM,
                                person.id(),
                                wish.id(),
                                wish.createdAt().plus(Subscriber.PATIENCE)));
        return Letter.Written.single(
                composer.confirmation(
                        person.address().text(),
                        wish.language(),
                        notification.messageKey(),
                        wish.criteria(),
                        token));
    }

    private Letter manageLink(
            Notification notification, Subscriber person, Matter.OfManageLink link) {
        String token =
                tokens.sign(
                        new Grant(
                                Purpose.MANAGE,
                                person.id(),
                                link.link(),
                                notification.createdAt().plus(SelfService.LINK)));
        return Letter.Written.single(
                composer.manageLink(
                        person.address().text(),
                        link.language(),
                        notification.messageKey(),
                        token));
    }

    private Letter practice(
            Notification notification, Matter.OfPractice matter, Subscriber person) {
        List<Subscription> wanted = wanted(matter, person);
        if (wanted.isEmpty()) {
            return Letter.Unwanted.because("unsubscribed");
        }
        if (withdrawn(matter)) {
            return Letter.Unwanted.because("withdrawn meanwhile");
        }
        FanOutJob job = jobs.recall(matter.jobId()).orElse(null);
        if (job == null) {
            return Letter.Unwanted.because(Letter.TOO_OLD);
        }
        return Letter.Written.single(
                composer.practice(
                        person.address().text(),
                        wanted.getFirst().language(),
                        notification.messageKey(),
                        job.practice(),
                        matter.occasion(),
                        job.note(),
                        wanted.stream().map(s -> met(person, s)).toList()));
    }

    private Letter digest(
            Notification notification, Matter.OfDigest digest, @Nullable Subscriber person) {
        List<Notification> items = gathering.close(notification.id());
        Map<Subscription, List<PracticePublished>> groups = new LinkedHashMap<>();
        List<String> carried = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (Notification item : items) {
            List<Subscription> wanted =
                    person != null
                                    && item.matter() instanceof Matter.OfPractice matter
                                    && !withdrawn(matter)
                            ? wanted(matter, person)
                            : List.of();
            FanOutJob job =
                    item.matter() instanceof Matter.OfPractice matter
                            ? jobs.recall(matter.jobId()).orElse(null)
                            : null;
            if (wanted.isEmpty() || job == null) {
                dropped.add(item.id());
            } else {
                carried.add(item.id());
                groups.computeIfAbsent(wanted.getFirst(), _ -> new ArrayList<>())
                        .add(job.practice());
            }
        }
        if (person == null || carried.isEmpty()) {
            return new Letter.Unwanted("nothing left to tell", dropped);
        }
        return new Letter.Written(
                composer.digest(
                        person.address().text(),
                        groups.keySet().iterator().next().language(),
                        notification.messageKey(),
                        digest.cadence(),
                        groups.entrySet().stream()
                                .map(
                                        group ->
                                                new MailComposer.Group(
                                                        met(person, group.getKey()),
                                                        group.getValue()))
                                .toList()),
                carried,
                dropped);
    }

    private static List<Subscription> wanted(Matter.OfPractice matter, Subscriber person) {
        return matter.reasons().stream()
                .map(reason -> person.subscription(reason.subscription()))
                .filter(Objects::nonNull)
                .filter(Subscription::active)
                .toList();
    }

    private MailComposer.Met met(Subscriber person, Subscription subscription) {
        return new MailComposer.Met(
                subscription.criteria(),
                tokens.sign(new Grant(Purpose.UNSUBSCRIBE, person.id(), subscription.id(), null)));
    }

    private boolean withdrawn(Matter.OfPractice matter) {
        return matter.occasion() != Occasion.WITHDRAWN
                && jobs.isWithdrawn(matter.practiceId(), matter.revision());
    }
}
