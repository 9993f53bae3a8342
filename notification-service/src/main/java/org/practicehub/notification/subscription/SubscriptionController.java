package org.practicehub.notification.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.InvalidCriteriaException;
import org.practicehub.notification.idempotency.Keys;
import org.practicehub.notification.token.Grant;
import org.practicehub.notification.token.Purpose;
import org.practicehub.notification.token.Tokens;
import org.practicehub.notification.web.CriteriaForm;
import org.practicehub.notification.web.Problem;
import org.practicehub.notification.web.Problem.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Subscribing without an account: the links in the mails carry all the authority there is. */
@RestController
@RequestMapping(path = "/api/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class SubscriptionController {

    private static final Set<String> LANGUAGES = Set.of("en", "fr", "es", "ar");

    private final Subscriptions subscriptions;
    private final Tokens tokens;
    private final Keys keys;

    SubscriptionController(Subscriptions subscriptions, Tokens tokens, Keys keys) {
        this.subscriptions = subscriptions;
        this.tokens = tokens;
        this.keys = keys;
    }

    record Wish(
            @Schema(implementation = CriteriaForm.class, requiredMode = RequiredMode.REQUIRED)
                    @Nullable JsonNode criteria,
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable Reached channel,
            @Schema(allowableValues = {"immediate", "daily", "weekly"}) @Nullable String cadence,
            @Schema(
                            description = "Of the day in zone; daily and weekly; 8 unless said",
                            minimum = "0",
                            maximum = "23")
                    @Nullable Integer hour,
            @Schema(description = "IANA time zone; UTC unless said", example = "Europe/Rome")
                    @Nullable String zone,
            @Schema(description = "Of a weekly one: monday, …", example = "monday")
                    @Nullable String weekday,
            @Schema(allowableValues = {"en", "fr", "es", "ar"}) @Nullable String language) {}

    record Reached(
            @Schema(allowableValues = "email", requiredMode = RequiredMode.REQUIRED)
                    @Nullable String type,
            @Schema(example = "someone@example.org", requiredMode = RequiredMode.REQUIRED)
                    @Nullable String address) {}

    record Asked(String id, String status) {}

    record TokenBody(
            @Schema(description = "Of the link in a mail", requiredMode = RequiredMode.REQUIRED)
                    @Nullable String token) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String status,
            @Schema(implementation = CriteriaForm.class) JsonNode criteria,
            String cadence,
            @Schema(description = "Of the day in zone; daily and weekly") @Nullable Integer hour,
            @Schema(description = "IANA time zone; daily and weekly") @Nullable String zone,
            @Schema(description = "Of a weekly one: monday, …") @Nullable String weekday,
            String language,
            @Schema(description = "Masked, for its owner to know it again") String address) {}

    /** What a token does, for the page behind the link. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenView(
            @Schema(allowableValues = {"confirm", "unsubscribe"}) String purpose,
            @Schema(allowableValues = {"unconfirmed", "active", "gone"}) String status,
            @Nullable View subscription) {}

    @Operation(summary = "Ask for a subscription; the address gets a mail with a link to confirm")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked ask(
            @RequestBody Wish wish,
            @Parameter(description = "The same key and body again: the first answer again")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String key) {
        List<Fault> faults = new ArrayList<>();
        Criteria criteria = criteria(wish, faults);
        Address address = address(wish, faults);
        Timing timing =
                new TimingWish(wish.cadence(), wish.hour(), wish.zone(), wish.weekday())
                        .timing(faults);
        String language = language(wish.language(), faults);
        if (criteria == null || address == null || timing == null || !faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        String id = keys.idFor("subscription", key, wish);
        subscriptions.ask(id, address, criteria, timing, language);
        return new Asked(id, "unconfirmed");
    }

    @Operation(summary = "Confirm a subscription with the token of the mail")
    @PostMapping(path = "/confirmation", consumes = MediaType.APPLICATION_JSON_VALUE)
    View confirm(@RequestBody TokenBody body) {
        Subscriptions.Standing standing;
        try {
            standing = subscriptions.confirm(token(body));
        } catch (CriteriaNotAnnouncedException e) {
            throw Problem.unavailable("Not confirmed yet; try again in a moment.");
        }
        return switch (standing) {
            case Subscriptions.Standing.Active(var subscriber, var subscription) ->
                    view(subscriber, subscription);
            case Subscriptions.Standing.Unconfirmed _ ->
                    throw Problem.unavailable("Not confirmed yet; try again in a moment.");
            case Subscriptions.Standing.Gone _ ->
                    throw Problem.gone("This subscription has ended or was replaced.");
            case Subscriptions.Standing.Invalid _ ->
                    throw Problem.gone("This link is not valid, or no longer.");
        };
    }

    @Operation(summary = "What the token of a mail would do; changes nothing")
    @GetMapping("/token")
    TokenView describe(@RequestParam String token) {
        Purpose purpose =
                tokens.read(token)
                        .map(Grant::purpose)
                        .orElseThrow(() -> Problem.gone("This link is not valid, or no longer."));
        if (purpose != Purpose.CONFIRM && purpose != Purpose.UNSUBSCRIBE) {
            throw Problem.gone("This link is not valid, or no longer.");
        }
        String wire = purpose == Purpose.CONFIRM ? "confirm" : "unsubscribe";
        return switch (subscriptions.standing(token, purpose)) {
            case Subscriptions.Standing.Active(var subscriber, var subscription) ->
                    new TokenView(wire, "active", view(subscriber, subscription));
            case Subscriptions.Standing.Unconfirmed(var subscriber, var subscription) ->
                    new TokenView(wire, "unconfirmed", view(subscriber, subscription));
            case Subscriptions.Standing.Gone _, Subscriptions.Standing.Invalid _ ->
                    new TokenView(wire, "gone", null);
        };
    }

    @Operation(summary = "Unsubscribe in one click (RFC 8058), with the token in the address")
    @PostMapping(path = "/unsubscription", params = "token")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leaveInOneClick(@RequestParam String token) {
        leave(token);
    }

    @Operation(summary = "Unsubscribe with the token in the body")
    @PostMapping(
            path = "/unsubscription",
            params = "!token",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leaveByBody(@RequestBody TokenBody body) {
        leave(token(body));
    }

    private void leave(String token) {
        if (!subscriptions.leave(token)) {
            throw Problem.gone("This link is not valid, or no longer.");
        }
    }

    private static String token(TokenBody body) {
        if (body.token() == null) {
            throw Problem.invalid(List.of(new Fault("/token", "is missing")));
        }
        return body.token();
    }

    static View view(Subscriber subscriber, Subscription subscription) {
        TimingWish timing = TimingWish.of(subscription.timing());
        return new View(
                subscription.id(),
                subscription.active() ? "active" : "unconfirmed",
                subscription.criteria().toJson(),
                subscription.timing().cadence().wire(),
                timing.hour(),
                timing.zone(),
                timing.weekday(),
                subscription.language(),
                subscriber.address().masked());
    }

    static String language(@Nullable String wanted, List<Fault> faults) {
        String language = wanted == null ? "en" : wanted;
        if (!LANGUAGES.contains(language)) {
            faults.add(new Fault("/language", "is none of en, fr, es, ar"));
        }
        return language;
    }

    private static @Nullable Criteria criteria(Wish wish, List<Fault> faults) {
        JsonNode node = wish.criteria();
        if (node == null || node.isNull()) {
            faults.add(new Fault("/criteria", "is missing"));
            return null;
        }
        try {
            return Criteria.fromJson(node);
        } catch (InvalidCriteriaException e) {
            faults.add(new Fault("/criteria" + e.pointer(), e.reason()));
            return null;
        }
    }

    private static @Nullable Address address(Wish wish, List<Fault> faults) {
        Reached channel = wish.channel();
        if (channel == null) {
            faults.add(new Fault("/channel", "is missing"));
            return null;
        }
        if (!"email".equals(channel.type())) {
            faults.add(
                    new Fault(
                            "/channel/type",
                            channel.type() == null
                                    ? "is missing"
                                    : "is not offered here; email is. Webhooks are subscribed at"
                                            + " /api/v1/subscriptions/endpoints"));
            return null;
        }
        return address(channel.address(), "/channel/address", faults);
    }

    static @Nullable Address address(@Nullable String typed, String pointer, List<Fault> faults) {
        if (typed == null) {
            faults.add(new Fault(pointer, "is missing"));
            return null;
        }
        try {
            return new Address(typed);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(pointer, String.valueOf(e.getMessage())));
            return null;
        }
    }
}
