package org.practicehub.notification.person;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.subscription.Address;
import org.practicehub.notification.subscription.SelfService;
import org.practicehub.notification.subscription.Subscriber;
import org.practicehub.notification.web.Problem;
import org.practicehub.notification.web.Problem.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Objects;

/** For the owner of an address, with a session, and for administrators on request. */
@RestController
@RequestMapping(path = "/api/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class PersonController {

    private final PersonalData data;
    private final SelfService service;

    PersonController(PersonalData data, SelfService service) {
        this.data = data;
        this.service = service;
    }

    record Whose(
            @Schema(example = "someone@example.org", requiredMode = RequiredMode.REQUIRED)
                    @Nullable String address) {}

    @Operation(summary = "Everything that is kept of oneself, with a session")
    @GetMapping("/own/data")
    PersonalData.Export own(@RequestHeader("Subscription-Session") String session) {
        return data.export(person(session).id());
    }

    @Operation(summary = "Have oneself forgotten, with a session")
    @PostMapping("/own/erasure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void eraseOwn(@RequestHeader("Subscription-Session") String session) {
        data.erase(person(session).address());
    }

    @Operation(summary = "Everything that is kept of an address (administrators)")
    @SecurityRequirement(name = "token")
    @PostMapping(path = "/people/export", consumes = MediaType.APPLICATION_JSON_VALUE)
    PersonalData.Export export(@RequestBody Whose whose) {
        return data.export(data.person(address(whose)));
    }

    @Operation(summary = "Forget an address (administrators)")
    @SecurityRequirement(name = "token")
    @PostMapping(path = "/people/erasure", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@RequestBody Whose whose) {
        data.erase(address(whose));
    }

    private Subscriber person(String session) {
        return service.person(session)
                .orElseThrow(() -> Problem.gone("This session is over; ask for a new link."));
    }

    private static Address address(Whose whose) {
        try {
            return new Address(Objects.requireNonNullElse(whose.address(), ""));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(List.of(new Fault("/address", String.valueOf(e.getMessage()))));
        }
    }
}
