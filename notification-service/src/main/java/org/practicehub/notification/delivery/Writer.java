package org.practicehub.notification.delivery;

import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Reason;
import org.practicehub.notification.mail.MailComposer;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.token.Grant;
import org.practicehub.notification.token.Purpose;
import org.practicehub.notification.token.Tokens;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the messages of notifications: addresses and wishes are read at this moment. */
@Component
class Writer {

    private final Subscribers subscribers;
    private final Jobs jobs;
    private final Tokens tokens;
    private final MailComposer composer;

    Writer(Subscribers subscribers, Jobs jobs, Tokens tokens, MailComposer composer) {
        this.subscribers = subscribers;
        this.jobs = jobs;
        this.tokens = tokens;
        this.composer = composer;
    }

    Map<Notification, Letter> write(Collection<Notification> notifications) {
        Map<String, Subscriber> people =
                subscribers
                        .byIds(
                                notifications.stream()
                                        .filter(n -> !(n.matter() instanceof Matter.OfDecision))
                                        .map(Notification::subscriber)
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Subscriber::id, Function.identity()));
        Map<Notification, Letter> letters = new HashMap<>();
        for (Notification notification : notifications) {
            letters.put(notification, write(notification, people));
        }
        return letters;
    }

    private Letter write(Notification notification, Map<String, Subscriber> people) {
        return switch (notification.matter()) {
            case Matter.OfDecision decision ->
                    new Letter.Written(
                            composer.decision(
                                    decision.recipient(),
                                    decision.language(),
                                    notification.messageKey(),
                                    decision.submission(),
                                    decision.decision(),
                                    decision.title(),
                                    decision.message()));
            case Matter.OfConfirmation confirmation -> {
                Subscriber person = people.get(notification.subscriber());
                Subscription wish =
                        person == null ? null : person.subscription(confirmation.subscription());
                yield person == null || wish == null || wish.active()
                        ? new Letter.Unwanted("nothing to confirm any more")
                        : confirmation(notification, person, wish);
            }
            case Matter.OfPractice practice -> {
                Subscriber person = people.get(notification.subscriber());
                yield person == null
                        ? new Letter.Unwanted("unsubscribed")
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
        return new Letter.Written(
                composer.confirmation(
                        person.address().text(),
                        wish.language(),
                        notification.messageKey(),
                        wish.criteria(),
                        token));
    }

    private Letter practice(
            Notification notification, Matter.OfPractice matter, Subscriber person) {
        List<MailComposer.Met> met = new ArrayList<>();
        String language = "";
        for (Reason reason : matter.reasons()) {
            Subscription subscription = person.subscription(reason.subscription());
            if (subscription != null && subscription.active()) {
                language = language.isEmpty() ? subscription.language() : language;
                met.add(
                        new MailComposer.Met(
                                subscription.criteria(),
                                tokens.sign(
                                        new Grant(
                                                Purpose.UNSUBSCRIBE,
                                                person.id(),
                                                subscription.id(),
                                                null))));
            }
        }
        if (met.isEmpty()) {
            return new Letter.Unwanted("unsubscribed");
        }
        FanOutJob job =
                jobs.recall(matter.jobId())
                        .orElseThrow(() -> new IllegalStateException("no job " + matter.jobId()));
        return new Letter.Written(
                composer.practice(
                        person.address().text(),
                        language,
                        notification.messageKey(),
                        job.practice(),
                        matter.occasion(),
                        met));
    }
}
