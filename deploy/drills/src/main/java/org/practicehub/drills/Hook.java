package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An endpoint of the contributor's, with any number of interests; agreed to when answered. */
final class Hook implements Subscriber {

    private static final String ACCOUNT = "contributor";
    private static final String PATH = "/api/v1/subscriptions/endpoints";

    private final Hub hub;
    private final Ledger ledger;
    private final Clock clock;
    private final URI sink;
    private final String name;
    private final Map<Interest, Instant> asked = new HashMap<>();

    private @Nullable String endpoint;

    /**
     * @param name the path at the sink, and what the ledger knows it by
     */
    Hook(Hub hub, Ledger ledger, Clock clock, URI sink, String name) {
        this.hub = hub;
        this.ledger = ledger;
        this.clock = clock;
        this.sink = sink;
        this.name = name;
    }

    @Override
    public @Nullable String want(Interest interest) throws IOException, InterruptedException {
        String to = endpoint;
        if (to == null) {
            Hub.Answer added =
                    hub.post(
                            ACCOUNT,
                            PATH,
                            Map.of("Idempotency-Key", name),
                            Hub.JSON.createObjectNode().put("url", sink + "/" + name));
            if (added.status() != 201) {
                return "endpoint answered " + added.status() + " " + added.problem();
            }
            to = added.text("id");
            endpoint = to;
        }
        Instant began = asked.computeIfAbsent(interest, first -> clock.instant());
        ObjectNode wish = Hub.JSON.createObjectNode();
        wish.set("criteria", interest.criteria());
        Hub.Answer answer = hub.post(ACCOUNT, PATH + "/" + to + "/subscriptions", Map.of(), wish);
        if (answer.status() != 201) {
            return "subscription of an endpoint answered "
                    + answer.status()
                    + " "
                    + answer.problem();
        }
        ledger.enter(new Fact.Confirmed(name, interest, new Span(began, clock.instant())));
        return null;
    }
}
