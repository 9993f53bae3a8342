package org.practicehub.drills;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An endpoint of the contributor's, with any number of interests; agreed to when answered, until
 * one of them is ended or the endpoint is removed.
 */
final class Hook implements Subscriber {

    private static final String ACCOUNT = "contributor";
    private static final String PATH = "/api/v1/subscriptions/endpoints";

    private final Hub hub;
    private final Ledger ledger;
    private final Clock clock;
    private final URI sink;
    private final String name;
    private final Map<Interest, Instant> asked = new HashMap<>();

    /** What it wants at the moment, and what the product calls that. */
    private final Map<Interest, String> wishes = new LinkedHashMap<>();

    private @Nullable String endpoint;
    private @Nullable Instant leaving;

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
        asked.remove(interest);
        wishes.put(interest, answer.text("id"));
        return null;
    }

    List<Interest> wishes() {
        return List.copyOf(wishes.keySet());
    }

    /**
     * Goes on until the product has agreed to post no more for the sake of this wish.
     *
     * @return why not, or null
     */
    @Nullable String end(Interest interest) throws IOException, InterruptedException {
        String hindrance = delete("/subscriptions/" + wishes.get(interest));
        if (hindrance == null) {
            over(List.of(interest));
        }
        return hindrance;
    }

    /**
     * Goes on until the product has agreed that there is no such endpoint any more.
     *
     * @return why not, or null
     */
    @Nullable String remove() throws IOException, InterruptedException {
        String hindrance = delete("");
        if (hindrance == null) {
            over(wishes());
        }
        return hindrance;
    }

    private @Nullable String delete(String what) throws IOException, InterruptedException {
        boolean again = leaving != null;
        leaving = leaving == null ? clock.instant() : leaving;
        Hub.Answer answer = hub.delete(ACCOUNT, PATH + "/" + endpoint + what, Map.of());
        // What the request nobody answered removed is not there the second time.
        return answer.status() == 204 || (again && answer.status() == 404)
                ? null
                : "removing answered " + answer.status() + " " + answer.problem();
    }

    private void over(List<Interest> ended) {
        Instant began = leaving == null ? clock.instant() : leaving;
        Span span = new Span(began, clock.instant());
        ended.forEach(each -> ledger.enter(new Fact.Left(name, each, span)));
        ended.forEach(wishes::remove);
        leaving = null;
    }
}
