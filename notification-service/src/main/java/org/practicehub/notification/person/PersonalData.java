package org.practicehub.notification.person;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.practicehub.notification.delivery.History;
import org.practicehub.notification.intake.DeadLetters;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.mail.Suppressions;
import org.practicehub.notification.subscription.Address;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.subscription.Subscriptions;
import org.practicehub.notification.web.Problem;
import org.practicehub.notification.webhook.Endpoints;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Export and erasure. After an erasure the ledger still counts messages, under an id that is
 * derived from the address with a secret key, without their reasons; retention ends that too. An
 * address that is suppressed stays so, under that id.
 */
@Component
class PersonalData {

    private final Subscribers subscribers;
    private final Subscriptions subscriptions;
    private final Suppressions suppressions;
    private final History history;
    private final Ledger ledger;
    private final Endpoints endpoints;
    private final DeadLetters deadLetters;
    private final Clock clock;

    PersonalData(
            Subscribers subscribers,
            Subscriptions subscriptions,
            Suppressions suppressions,
            History history,
            Ledger ledger,
            Endpoints endpoints,
            DeadLetters deadLetters,
            Clock clock) {
        this.subscribers = subscribers;
        this.subscriptions = subscriptions;
        this.suppressions = suppressions;
        this.history = history;
        this.ledger = ledger;
        this.endpoints = endpoints;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Everything, as one document. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Export(
            @Nullable String address,
            @Nullable String suppressed,
            List<Wish> subscriptions,
            List<Told> messages) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Wish(
            String id,
            JsonNode criteria,
            String cadence,
            int hour,
            String zone,
            String language,
            Instant createdAt,
            @Nullable Instant confirmedAt) {}

    /**
     * @param subscriptions why
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            String messageId,
            String practiceId,
            int revision,
            String occasion,
            String state,
            Instant createdAt,
            @Nullable Instant at,
            @Nullable String outcome,
            List<String> subscriptions) {}

    Export export(String person) {
        Subscriber known = subscribers.byId(person).orElse(null);
        Suppressions.Suppression suppression = suppressions.of(List.of(person)).get(person);
        return new Export(
                known == null ? null : known.address().text(),
                suppression == null ? null : suppression.reason(),
                known == null
                        ? List.of()
                        : known.subscriptions().stream().map(PersonalData::wish).toList(),
                told(person, Instant.EPOCH));
    }

    List<Told> told(String subscriber, Instant since) {
        List<Told> all = new ArrayList<>();
        for (Notification each : history.of(subscriber, since)) {
            if (each.matter() instanceof Matter.OfPractice practice) {
                all.add(told(each, practice));
            }
        }
        return all;
    }

    /**
     * May be repeated.
     *
     * @throws Problem 503 when the broker, which keeps dead letters, is away
     */
    void erase(Address address) {
        String person = subscriptions.person(address);
        List<String> spellings = List.of(address.text(), address.normalised());
        try {
            deadLetters.forgetNaming(address.normalised());
        } catch (KafkaException e) {
            throw Problem.unavailable("Not erased yet; try again in a moment.");
        }
        endpoints.forgetAddresses(spellings);
        Instant now = clock.instant();
        List<Notification> entries = new ArrayList<>(history.of(person, Instant.EPOCH));
        entries.addAll(history.digestsOf(person));
        List<String> links =
                subscriptions.of(person).stream().map(each -> "confirmation:" + each.id()).toList();
        subscriptions.forget(person);
        ledger.erase(entries, now);
        ledger.eraseAlone(links, now);
        ledger.eraseRecipients(spellings, now);
    }

    String person(Address address) {
        return subscriptions.person(address);
    }

    private static Wish wish(Subscription subscription) {
        return new Wish(
                subscription.id(),
                subscription.criteria().toJson(),
                subscription.timing().cadence().wire(),
                subscription.timing().hour(),
                subscription.timing().zone().getId(),
                subscription.language(),
                subscription.createdAt(),
                subscription.confirmedAt());
    }

    private static Told told(Notification entry, Matter.OfPractice practice) {
        return new Told(
                entry.messageKey(),
                practice.practiceId(),
                practice.revision(),
                practice.occasion().wire(),
                entry.state().name().toLowerCase(Locale.ROOT),
                entry.createdAt(),
                entry.doneAt(),
                entry.outcome(),
                practice.reasons().stream().map(reason -> reason.subscription()).toList());
    }
}
