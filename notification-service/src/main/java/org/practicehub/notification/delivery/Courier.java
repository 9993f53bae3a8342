package org.practicehub.notification.delivery;

import org.practicehub.notification.instance.Instances;
import org.practicehub.notification.ledger.Lanes;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.ledger.State;
import org.practicehub.notification.webhook.Endpoint;
import org.practicehub.notification.webhook.Endpoints;
import org.practicehub.notification.webhook.HookClient;
import org.practicehub.notification.webhook.HookResult;
import org.practicehub.notification.webhook.WebhookProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The workers that post to endpoints. At most a few work for one endpoint at a time, and after a
 * failure its others wait: a slow or broken one costs the rest nothing.
 */
@Component
class Courier extends Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    private final Lanes lanes;
    private final Outcomes outcomes;
    private final HookWriter writer;
    private final HookClient client;
    private final Endpoints endpoints;
    private final WebhookProperties properties;
    private final Clock clock;
    private final Map<String, Duration> holds = new ConcurrentHashMap<>();

    Courier(
            Outbound outbound,
            Outcomes outcomes,
            HookWriter writer,
            HookClient client,
            Endpoints endpoints,
            Instances instances,
            WebhookProperties properties,
            Clock clock) {
        super(
                outbound.hooks(),
                instances,
                Thread.ofVirtual().name("courier-", 0),
                properties.workers(),
                properties.timeout());
        lanes = outbound.hooks();
        this.outcomes = outcomes;
        this.writer = writer;
        this.client = client;
        this.endpoints = endpoints;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    Hands hands() {
        return this::deliver;
    }

    private void deliver(List<Notification> taken) throws InterruptedException {
        Map<Notification, HookWriter.Parcel> parcels;
        try {
            parcels = writer.write(taken);
        } catch (RuntimeException e) {
            LOG.warn("{} messages could not be written, again in a while", taken.size(), e);
            Instant later = clock.instant().plus(PATIENCE.multipliedBy(5));
            taken.forEach(notification -> lanes.again(notification.notBefore(later)));
            return;
        }
        List<Ledger.Outcome> ended = new ArrayList<>();
        boolean wellTaken = true;
        long end = System.nanoTime() + Pace.TURN.toNanos();
        for (Notification notification : taken) {
            if (!wellTaken || System.nanoTime() - end > 0 || stopping().getCount() == 0) {
                // The endpoint is slow or in trouble: these wait again, and no attempt is counted.
                lanes.again(notification);
                continue;
            }
            switch (Objects.requireNonNull(parcels.get(notification))) {
                case HookWriter.Parcel.Unwanted(String why) ->
                        ended.add(outcomes.of(notification, State.CANCELLED, why));
                case HookWriter.Parcel.Packed(var endpoint, var message) -> {
                    HookResult result = client.post(endpoint, message);
                    wellTaken = note(notification, endpoint, result, ended);
                }
            }
        }
        outcomes.settle(ended, Map.of(), lanes, stopping());
    }

    /**
     * @return whether the endpoint may be given more
     */
    private boolean note(
            Notification notification,
            Endpoint endpoint,
            HookResult result,
            List<Ledger.Outcome> ended) {
        String subscriber = notification.subscriber();
        return switch (result) {
            case HookResult.Delivered(int status) -> {
                holds.remove(subscriber);
                tell(() -> endpoints.delivered(subscriber, endpoint));
                ended.add(outcomes.of(notification, State.SENT, "answered " + status));
                yield true;
            }
            case HookResult.Failed(String why, var retryAfter) -> {
                Duration asked = Objects.requireNonNullElse(retryAfter, Duration.ZERO);
                hold(notification, asked);
                tell(() -> endpoints.failed(subscriber, why, false));
                ended.add(outcomes.later(notification, properties.retries(), asked, why));
                yield false;
            }
            case HookResult.Gone() -> {
                tell(() -> endpoints.failed(subscriber, "answered 410", true));
                ended.add(outcomes.of(notification, State.REFUSED, "answered 410"));
                yield false;
            }
        };
    }

    private void hold(Notification notification, Duration asked) {
        Duration pause =
                holds.merge(
                        notification.subscriber(),
                        SHORTEST_HOLD,
                        (before, _) -> {
                            Duration doubled = before.multipliedBy(2);
                            return doubled.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : doubled;
                        });
        Duration longer = pause.compareTo(asked) < 0 ? asked : pause;
        lanes.hold(notification.lane(), clock.instant().plus(longer));
    }

    /** What is known of the endpoint is worth less than the outcome of the message. */
    private static void tell(Runnable note) {
        try {
            note.run();
        } catch (RuntimeException e) {
            LOG.warn("The state of an endpoint could not be recorded: {}", e.toString());
        }
    }
}
