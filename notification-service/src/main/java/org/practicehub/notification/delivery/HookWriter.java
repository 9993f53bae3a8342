package org.practicehub.notification.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Occasion;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.planning.FanOutJob;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.store.Together;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.webhook.Endpoint;
import org.practicehub.notification.webhook.Endpoints;
import org.practicehub.notification.webhook.HookMessage;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes what is posted to endpoints: where they are and what they want is read at this moment. */
@Component
class HookWriter {

    private static final int MOST_REASONS = 20;

    private final Subscribers subscribers;
    private final Endpoints endpoints;
    private final Jobs jobs;

    /** An event is written down once for all endpoints, while its job is in memory. */
    private final Cache<HubEvent, HookMessage.Told> told =
            Caffeine.newBuilder().weakKeys().maximumSize(1000).build();

    private final Together<String, Map<String, Target>> looking = new Together<>(this::targets);

    HookWriter(Subscribers subscribers, Endpoints endpoints, Jobs jobs) {
        this.subscribers = subscribers;
        this.endpoints = endpoints;
        this.jobs = jobs;
    }

    /** What became of writing a notification down for an endpoint. */
    sealed interface Parcel {

        record Packed(Endpoint endpoint, HookMessage message) implements Parcel {}

        /** Nobody wants it any more. */
        record Unwanted(String why) implements Parcel {}
    }

    /** An endpoint, and what it wants. */
    private record Target(Endpoint endpoint, Subscriber wishes) {}

    /**
     * Looks at the endpoints of all workers that ask meanwhile, and at each practice once. Asked
     * one by one, it would be two requests for each message where endpoints have few.
     */
    Map<Notification, Parcel> write(Collection<Notification> notifications) {
        Map<String, Target> targets =
                looking.ask(notifications.stream().map(Notification::subscriber).toList());
        Set<String> practices = new HashSet<>();
        Set<String> jobIds = new HashSet<>();
        for (Notification notification : notifications) {
            if (notification.matter() instanceof Matter.OfPractice matter) {
                practices.add(matter.practiceId());
                jobIds.add(matter.jobId());
            }
        }
        Map<String, Integer> withdrawn = jobs.withdrawn(practices);
        Map<String, FanOutJob> known = jobs.recall(jobIds);
        Map<Notification, Parcel> parcels = new HashMap<>();
        for (Notification notification : notifications) {
            parcels.put(
                    notification,
                    notification.matter() instanceof Matter.OfPractice matter
                            ? write(
                                    notification,
                                    matter,
                                    targets.get(notification.subscriber()),
                                    withdrawn.getOrDefault(matter.practiceId(), 0),
                                    known.get(matter.jobId()))
                            : new Parcel.Unwanted("nothing for an endpoint"));
        }
        return parcels;
    }

    private Map<String, Target> targets(List<String> subscriberIds) {
        Set<String> ids = Set.copyOf(subscriberIds);
        Map<String, Endpoint> found = endpoints.bySubscribers(ids);
        Map<String, Target> targets = new HashMap<>();
        for (Subscriber wishes : subscribers.byIds(ids)) {
            Endpoint endpoint = found.get(wishes.id());
            if (endpoint != null) {
                targets.put(wishes.id(), new Target(endpoint, wishes));
            }
        }
        return targets;
    }

    private Parcel write(
            Notification notification,
            Matter.OfPractice matter,
            @Nullable Target target,
            int withdrawn,
            @Nullable FanOutJob job) {
        if (target == null) {
            return new Parcel.Unwanted("the endpoint was removed");
        }
        if (target.endpoint().disabled()) {
            return new Parcel.Unwanted("the endpoint is disabled");
        }
        List<String> reasons =
                matter.reasons().stream()
                        .map(reason -> target.wishes().subscription(reason.subscription()))
                        .filter(Objects::nonNull)
                        .map(Subscription::id)
                        .limit(MOST_REASONS)
                        .toList();
        if (reasons.isEmpty()) {
            return new Parcel.Unwanted("unsubscribed");
        }
        if (matter.occasion() != Occasion.WITHDRAWN && withdrawn >= matter.revision()) {
            return new Parcel.Unwanted("withdrawn meanwhile");
        }
        if (job == null) {
            return new Parcel.Unwanted(Letter.TOO_OLD);
        }
        return new Parcel.Packed(
                target.endpoint(),
                HookMessage.of(
                        notification.messageKey(),
                        told.get(job.event(), HookMessage.Told::of),
                        Map.of(
                                "practicehub-occasion",
                                matter.occasion().wire(),
                                "practicehub-subscriptions",
                                String.join(",", reasons))));
    }
}
