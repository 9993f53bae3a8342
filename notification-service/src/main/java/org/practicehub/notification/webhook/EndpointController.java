package org.practicehub.notification.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.InvalidCriteriaException;
import org.practicehub.notification.subscription.Subscription;
import org.practicehub.notification.subscription.Subscriptions;
import org.practicehub.notification.web.CriteriaForm;
import org.practicehub.notification.web.Problem;
import org.practicehub.notification.web.Problem.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Webhooks, for whoever is signed in: an endpoint belongs to the account that added it. */
@RestController
@SecurityRequirement(name = "token")
@RequestMapping(
        path = "/api/v1/subscriptions/endpoints",
        produces = MediaType.APPLICATION_JSON_VALUE)
class EndpointController {

    private final Endpoints endpoints;
    private final EndpointTrial trial;
    private final Subscriptions subscriptions;
    private final WebhookProperties properties;

    EndpointController(
            Endpoints endpoints,
            EndpointTrial trial,
            Subscriptions subscriptions,
            WebhookProperties properties) {
        this.endpoints = endpoints;
        this.trial = trial;
        this.subscriptions = subscriptions;
        this.properties = properties;
    }

    record Wish(
            @Schema(
                            description = "https, of the public internet; at most 2,000 characters",
                            example = "https://example.org/hooks",
                            requiredMode = RequiredMode.REQUIRED)
                    @Nullable String url) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            URI url,
            @Schema(allowableValues = {"active", "failing", "disabled"}) String status,
            Instant createdAt,
            @Nullable Instant failingSince,
            @Nullable Instant disabledAt,
            @Schema(description = "Why it was disabled") @Nullable String reason) {}

    record Views(List<View> items) {}

    /** The only answers that hold a secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WithSecret(
            String id,
            URI url,
            @Schema(description = "Signs by Standard Webhooks; not shown again") String secret,
            @Schema(description = "Until when the secret before signs beside it")
                    @Nullable Instant previousUntil) {}

    record SubscriptionWish(
            @Schema(implementation = CriteriaForm.class, requiredMode = RequiredMode.REQUIRED)
                    @Nullable JsonNode criteria) {}

    record SubscriptionView(
            String id,
            @Schema(implementation = CriteriaForm.class) JsonNode criteria,
            @Nullable Instant since) {}

    record SubscriptionViews(List<SubscriptionView> items) {}

    @Operation(summary = "Add an endpoint for webhooks; answers its secret")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    WithSecret add(
            @RequestBody Wish wish,
            @Parameter(description = "The same key and body again: the first answer again")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String key,
            @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        return withSecret(
                endpoints
                        .add(owner(jwt), url(wish), key)
                        .orElseThrow(
                                () ->
                                        Problem.conflict(
                                                "endpoint-limit",
                                                "This account has as many endpoints as it may.")));
    }

    @Operation(summary = "The endpoints of the account")
    @GetMapping
    Views all(@Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        return new Views(endpoints.of(owner(jwt)).stream().map(EndpointController::view).toList());
    }

    @Operation(summary = "One endpoint of the account")
    @GetMapping("/{id}")
    View one(@PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        return view(endpoints.one(owner(jwt), id).orElseThrow(EndpointController::unknown));
    }

    @Operation(summary = "Remove an endpoint and its subscriptions")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        if (!endpoints.remove(owner(jwt), id)) {
            throw unknown();
        }
    }

    @Operation(summary = "Replace the secret; the one before signs beside it for a day")
    @PostMapping("/{id}/secret")
    WithSecret rotate(
            @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        return withSecret(
                endpoints.rotate(owner(jwt), id).orElseThrow(EndpointController::unknown));
    }

    @Operation(summary = "Post to a disabled endpoint again")
    @PostMapping("/{id}/activation")
    View activate(
            @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        return view(endpoints.activate(owner(jwt), id).orElseThrow(EndpointController::unknown));
    }

    @Operation(summary = "Post a test event now; answers what the endpoint answered")
    @PostMapping("/{id}/test")
    EndpointTrial.Report test(
            @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        return trial.post(endpoints.one(owner(jwt), id).orElseThrow(EndpointController::unknown));
    }

    @Operation(summary = "Subscribe the endpoint; what is published from now on is posted")
    @PostMapping(path = "/{id}/subscriptions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    SubscriptionView subscribe(
            @PathVariable String id,
            @RequestBody SubscriptionWish wish,
            @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        String subscriber = subscriber(id, jwt);
        return subscriptions
                .subscribe(subscriber, criteria(wish))
                .map(EndpointController::view)
                .orElseThrow(
                        () ->
                                Problem.conflict(
                                        "subscription-limit",
                                        "This endpoint has as many subscriptions as it may."));
    }

    @Operation(summary = "The subscriptions of an endpoint")
    @GetMapping("/{id}/subscriptions")
    SubscriptionViews subscriptions(
            @PathVariable String id, @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        return new SubscriptionViews(
                subscriptions.of(subscriber(id, jwt)).stream()
                        .map(EndpointController::view)
                        .toList());
    }

    @Operation(summary = "End a subscription of an endpoint")
    @DeleteMapping("/{id}/subscriptions/{subscription}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(
            @PathVariable String id,
            @PathVariable String subscription,
            @Parameter(hidden = true) @AuthenticationPrincipal Jwt jwt) {
        if (!subscriptions.leave(subscriber(id, jwt), subscription)) {
            throw Problem.notFound("The endpoint has no such subscription.");
        }
    }

    private String subscriber(String id, Jwt jwt) {
        return endpoints.subscriber(owner(jwt), id).orElseThrow(EndpointController::unknown);
    }

    private static Endpoints.Owner owner(Jwt jwt) {
        return Endpoints.Owner.of(jwt);
    }

    private static Problem unknown() {
        return Problem.notFound("The account has no such endpoint.");
    }

    private TargetUrl url(Wish wish) {
        if (wish.url() == null) {
            throw Problem.invalid(List.of(new Fault("/url", "is missing")));
        }
        try {
            return TargetUrl.of(wish.url(), properties.localTargets());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(List.of(new Fault("/url", String.valueOf(e.getMessage()))));
        }
    }

    private static Criteria criteria(SubscriptionWish wish) {
        JsonNode node = wish.criteria();
        if (node == null || node.isNull()) {
            throw Problem.invalid(List.of(new Fault("/criteria", "is missing")));
        }
        try {
            return Criteria.fromJson(node);
        } catch (InvalidCriteriaException e) {
            throw Problem.invalid(List.of(new Fault("/criteria" + e.pointer(), e.reason())));
        }
    }

    private static View view(Endpoint endpoint) {
        String status =
                endpoint.disabled()
                        ? "disabled"
                        : endpoint.failingSince() == null ? "active" : "failing";
        return new View(
                endpoint.id(),
                endpoint.url(),
                status,
                endpoint.createdAt(),
                endpoint.failingSince(),
                endpoint.disabledAt(),
                endpoint.disabledWhy());
    }

    private static WithSecret withSecret(Endpoint endpoint) {
        return new WithSecret(
                endpoint.id(),
                endpoint.url(),
                endpoint.secret().text(),
                endpoint.secrets().getLast().validUntil());
    }

    private static SubscriptionView view(Subscription subscription) {
        return new SubscriptionView(
                subscription.id(), subscription.criteria().toJson(), subscription.confirmedAt());
    }
}
