package org.practicehub.notification.person;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.delivery.History;
import org.practicehub.notification.instance.Instance;
import org.practicehub.notification.ledger.Ledger;
import org.practicehub.notification.ledger.Notification;
import org.practicehub.notification.ledger.Outbound;
import org.practicehub.notification.ledger.State;
import org.practicehub.notification.web.Problem;
import org.practicehub.notification.web.Problem.Fault;
import org.practicehub.notification.webhook.Endpoints;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What an endpoint was posted, and what it missed once more. */
@RestController
@SecurityRequirement(name = "token")
@RequestMapping(
        path = "/api/v1/subscriptions/endpoints/{id}",
        produces = MediaType.APPLICATION_JSON_VALUE)
class EndpointHistoryController {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final int MOST = 500;

    private final Endpoints endpoints;
    private final PersonalData data;
    private final History history;
    private final Ledger ledger;
    private final Outbound outbound;
    private final Instance instance;
    private final Clock clock;

    EndpointHistoryController(
            Endpoints endpoints,
            PersonalData data,
            History history,
            Ledger ledger,
            Outbound outbound,
            Instance instance,
            Clock clock) {
        this.endpoints = endpoints;
        this.data = data;
        this.history = history;
        this.ledger = ledger;
        this.outbound = outbound;
        this.instance = instance;
        this.clock = clock;
    }

    record Messages(List<PersonalData.Told> items) {}

    record Wish(
            @Schema(description = "Messages owed since then") @Nullable Instant since,
            @Schema(description = "Also what was delivered; false unless said")
                    @Nullable Boolean all) {}

    record Owed(int messages) {}

    @Operation(summary = "The newest 500 messages of an endpoint since then, oldest first")
    @GetMapping("/messages")
    Messages messages(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Instant since,
            @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        List<PersonalData.Told> all =
                data.told(
                        subscriber(id, jwt), since == null ? clock.instant().minus(USUAL) : since);
        return new Messages(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    @Operation(summary = "Post again, under the same ids, what was not delivered since then")
    @PostMapping(path = "/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Owed replay(
            @PathVariable String id,
            @RequestBody Wish wish,
            @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        String subscriber = subscriber(id, jwt);
        if (wish.since() == null) {
            throw Problem.invalid(List.of(new Fault("/since", "is missing")));
        }
        boolean all = Boolean.TRUE.equals(wish.all());
        List<Notification> missed =
                history.of(subscriber, wish.since()).stream()
                        .filter(
                                each ->
                                        each.state() != State.PENDING
                                                && each.state() != State.GATHERED
                                                && (all || each.state() != State.SENT))
                        .toList();
        List<Notification> owed =
                ledger.owe(missed, instance.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        outbound.offer(owed);
        return new Owed(owed.size());
    }

    private String subscriber(String id, Jwt jwt) {
        return endpoints
                .subscriber(Endpoints.Owner.of(jwt), id)
                .orElseThrow(() -> Problem.notFound("The account has no such endpoint."));
    }
}
