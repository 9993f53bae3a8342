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
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The workers that post to endpoints. At most a few work for one endpoint at a time, and after a
 * failure its others wait: a slow or broken one costs the rest nothing. What a worker took is
 * written into the ledger before it takes more.
 */
@Component
class Courier implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int HANDFUL = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration BREAK = Duration.ofMillis(500);
    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(1);

    private final Lanes lanes;
    private final Outcomes outcomes;
    private final HookWriter writer;
    private final HookClient client;
    private final Endpoints endpoints;
    private final Instances instances;
    private final WebhookProperties properties;
    private final Clock clock;
    private final Map<String, Duration> holds = new ConcurrentHashMap<>();
    private final List<Thread> workers = new ArrayList<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    Courier(
            Outbound outbound,
            Outcomes outcomes,
            HookWriter writer,
            HookClient client,
            Endpoints endpoints,
            Instances instances,
            WebhookProperties properties,
            Clock clock) {
        lanes = outbound.hooks();
        this.outcomes = outcomes;
        this.writer = writer;
        this.client = client;
        this.endpoints = endpoints;
        this.instances = instances;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        for (int i = 0; i < properties.workers(); i++) {
            workers.add(Thread.ofVirtual().name("courier-" + i).start(this::run));
        }
    }

    /** Lets each worker finish the message it holds. */
    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        Instant patience = clock.instant().plus(properties.timeout());
        for (Thread worker : workers) {
            try {
                Duration left = Duration.between(clock.instant(), patience);
                worker.join(left.isPositive() ? left : Duration.ofMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        workers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 20_000;
    }

    private void run() {
        try {
            while (running) {
                if (!instances.trusted()) {
                    if (stopping.await(BREAK.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    continue;
                }
                List<Notification> taken = lanes.take(HANDFUL, PATIENCE);
                if (!taken.isEmpty()) {
                    try {
                        deliver(taken);
                    } finally {
                        lanes.released(taken);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        for (Notification notification : taken) {
            if (!wellTaken || !running) {
                // The endpoint is in trouble: these keep their place, and no attempt is counted.
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
        outcomes.settle(ended, Map.of(), lanes, stopping);
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
