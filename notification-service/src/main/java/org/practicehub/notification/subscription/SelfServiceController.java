package org.practicehub.notification.subscription;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.web.Problem;
import org.practicehub.notification.web.Problem.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The subscriptions of an address, for its owner, who proves it by opening a link in a mail. */
@RestController
@RequestMapping(path = "/api/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class SelfServiceController {

    private final SelfService service;
    private final Subscriptions subscriptions;

    SelfServiceController(SelfService service, Subscriptions subscriptions) {
        this.service = service;
        this.subscriptions = subscriptions;
    }

    record LinkWish(
            @Schema(example = "someone@example.org", requiredMode = RequiredMode.REQUIRED)
                    @Nullable String address,
            @Schema(allowableValues = {"en", "fr", "es", "ar"}) @Nullable String language) {}

    record Accepted(String status) {}

    record LinkToken(@Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String token) {}

    record Opened(
            @Schema(description = "To be sent as Subscription-Session") String session,
            Instant expiresAt,
            List<SubscriptionController.View> items) {}

    record Own(List<SubscriptionController.View> items) {}

    record Change(
            @Schema(allowableValues = {"immediate", "daily", "weekly"}) @Nullable String cadence,
            @Schema(minimum = "0", maximum = "23") @Nullable Integer hour,
            @Schema(example = "Europe/Rome") @Nullable String zone,
            @Schema(example = "monday") @Nullable String weekday,
            @Schema(allowableValues = {"en", "fr", "es", "ar"}) @Nullable String language) {}

    @Operation(
            summary =
                    "Ask for a mail with a link to one's own subscriptions; the answer is the same"
                            + " whether there are any or not")
    @PostMapping(path = "/manage-link", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted link(@RequestBody LinkWish wish) {
        List<Fault> faults = new ArrayList<>();
        Address address = SubscriptionController.address(wish.address(), "/address", faults);
        String language = SubscriptionController.language(wish.language(), faults);
        if (address == null || !faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        service.mailLink(address, language);
        return new Accepted("accepted");
    }

    @Operation(summary = "Open the link of such a mail, once: a session of half an hour")
    @PostMapping(path = "/manage-session", consumes = MediaType.APPLICATION_JSON_VALUE)
    Opened open(@RequestBody LinkToken body) {
        if (body.token() == null) {
            throw Problem.invalid(List.of(new Fault("/token", "is missing")));
        }
        SelfService.Session session =
                service.open(body.token())
                        .orElseThrow(
                                () -> Problem.gone("This link was used, replaced, or is too old."));
        return new Opened(session.token(), session.expiresAt(), views(session.person()));
    }

    @Operation(summary = "One's own subscriptions, with a session")
    @GetMapping("/own")
    Own own(@RequestHeader("Subscription-Session") String session) {
        return new Own(views(person(session)));
    }

    @Operation(
            summary =
                    "Change when, and in which language, a subscription is told; what is not said"
                            + " stays")
    @PutMapping(path = "/own/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    SubscriptionController.View change(
            @PathVariable String id,
            @RequestBody Change change,
            @RequestHeader("Subscription-Session") String session) {
        Subscriber person = person(session);
        Subscription before = person.subscription(id);
        if (before == null) {
            throw unknown();
        }
        List<Fault> faults = new ArrayList<>();
        Timing timing =
                new TimingWish(change.cadence(), change.hour(), change.zone(), change.weekday())
                        .orAs(before.timing())
                        .timing(faults);
        String language =
                SubscriptionController.language(
                        Objects.requireNonNullElse(change.language(), before.language()), faults);
        if (timing == null || !faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return service.retime(person, id, timing, language)
                .map(after -> SubscriptionController.view(person, after))
                .orElseThrow(SelfServiceController::unknown);
    }

    @Operation(summary = "End one of one's own subscriptions")
    @DeleteMapping("/own/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable String id, @RequestHeader("Subscription-Session") String session) {
        if (!subscriptions.leave(person(session).id(), id)) {
            throw unknown();
        }
    }

    @Operation(summary = "End all of one's own subscriptions")
    @DeleteMapping("/own")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leaveAll(@RequestHeader("Subscription-Session") String session) {
        Subscriber person = person(session);
        person.subscriptions().forEach(each -> subscriptions.leave(person.id(), each.id()));
    }

    private Subscriber person(String session) {
        return service.person(session)
                .orElseThrow(() -> Problem.gone("This session is over; ask for a new link."));
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such subscription.");
    }

    private static List<SubscriptionController.View> views(Subscriber person) {
        return person.subscriptions().stream()
                .map(each -> SubscriptionController.view(person, each))
                .toList();
    }
}
