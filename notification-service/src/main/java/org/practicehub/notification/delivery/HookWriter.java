package org.practicehub.notification.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.HubEvent;
import org.practicehub.events.Occasion;
import org.practicehub.notification.ledger.Matter;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.planning.Jobs;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.subscription.Subscribers;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.webhook.Endpoint;
import org.practicehub.notification.webhook.Endpoints;
import org.practicehub.notification.webhook.HookMessage;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what is posted to endpoints: where they are and what they want is read at this moment. */
@Component
class HookWriter {

    private static final int MOST_REASONS = 20;

    private final Subscribers subscribers;
    private final Endpoints endpoints;
    private final Jobs jobs;

    /** An event is written down once for all endpoints, while its job is in memory. */
    private final Cache<HubEvent, HookMessage.Told> told =
            Caffeine.newBuilder().weakKeys().maximumSize(100).build();

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

    Map<Notification, Parcel> write(Collection<Notification> notifications) {
        Set<String> ids =
                notifications.stream().map(Notification::subscriber).collect(Collectors.toSet());
        Map<String, Endpoint> targets = endpoints.bySubscribers(ids);
        Map<String, Subscriber> wishes =
                subscribers.byIds(ids).stream()
                        .collect(Collectors.toMap(Subscriber::id, Function.identity()));
        Map<Notification, Parcel> parcels = new HashMap<>();
        for (Notification notification : notifications) {
            parcels.put(
                    notification,
                    write(
                            notification,
                            targets.get(notification.subscriber()),
                            wishes.get(notification.subscriber())));
        }
        return parcels;
    }

    private Parcel write(
            Notification notification, @Nullable Endpoint target, @Nullable Subscriber wishes) {
        if (target == null || wishes == null) {
            return new Parcel.Unwanted("the endpoint was removed");
        }
        if (target.disabled()) {
            return new Parcel.Unwanted("the endpoint is disabled");
        }
        if (!(notification.matter() instanceof Matter.OfPractice matter)) {
            return new Parcel.Unwanted("nothing for an endpoint");
        }
        List<String> reasons =
                matter.reasons().stream()
                        .map(reason -> wishes.subscription(reason.subscription()))
                        .filter(Objects::nonNull)
                        .map(Subscription::id)
                        .limit(MOST_REASONS)
                        .toList();
        if (reasons.isEmpty()) {
            return new Parcel.Unwanted("unsubscribed");
        }
        if (matter.occasion() != Occasion.WITHDRAWN
                && jobs.isWithdrawn(matter.practiceId(), matter.revision())) {
            return new Parcel.Unwanted("withdrawn meanwhile");
        }
        return jobs.recall(matter.jobId())
                .<Parcel>map(
                        job ->
                                new Parcel.Packed(
                                        target,
                                        HookMessage.of(
                                                notification.messageKey(),
                                                told.get(job.event(), HookMessage.Told::of),
                                                Map.of(
                                                        "practicehub-occasion",
                                                        matter.occasion().wire(),
                                                        "practicehub-subscriptions",
                                                        String.join(",", reasons)))))
                .orElseGet(() -> new Parcel.Unwanted(Letter.TOO_OLD));
    }
}
