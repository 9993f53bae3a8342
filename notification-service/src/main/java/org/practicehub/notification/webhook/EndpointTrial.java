package org.practicehub.notification.webhook;

import org.practicehub.notification.instance.Ids;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A message that says nothing, posted at once for the owner to see what becomes of it. */
@Component
class EndpointTrial {

    private static final String TYPE = "org.practicehub.test.v1";

    private final HookClient client;
    private final Ids ids;
    private final Clock clock;

    EndpointTrial(HookClient client, Ids ids, Clock clock) {
        this.client = client;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param reply what the endpoint answered, or why it did not
     */
    record Report(boolean delivered, String messageId, String reply, long milliseconds) {}

    Report post(Endpoint endpoint) {
        String id = ids.next();
        Instant start = clock.instant();
        HookResult result =
                client.post(
                        endpoint,
                        new HookMessage(
                                id,
                                "{\"type\":\"%s\",\"occurredAt\":\"%s\"}".formatted(TYPE, start),
                                Map.of(
                                        "ce-specversion",
                                        "1.0",
                                        "ce-id",
                                        id,
                                        "ce-type",
                                        TYPE,
                                        "ce-source",
                                        "/notification-service")));
        long took = Duration.between(start, clock.instant()).toMillis();
        return switch (result) {
            case HookResult.Delivered(int status) ->
                    new Report(true, id, "answered " + status, took);
            case HookResult.Failed(String why, _) -> new Report(false, id, why, took);
            case HookResult.Gone() -> new Report(false, id, "answered 410", took);
        };
    }
}
