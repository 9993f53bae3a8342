package org.practicehub.notification.bounce;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;

import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;
import org.practicehub.notification.subscription.Address;
import org.practicehub.notification.web.Problem;
import org.practicehub.notification.web.Problem.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** For the mail system (role machine) and administrators. */
@RestController
@SecurityRequirement(name = "token")
@RequestMapping(path = "/api/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class BounceController {

    private static final int LONGEST_ID = 300;

    private final Bounces bounces;

    BounceController(Bounces bounces) {
        this.bounces = bounces;
    }

    record Report(
            @Schema(
                            allowableValues = {"hard", "soft", "complaint"},
                            requiredMode = RequiredMode.REQUIRED)
                    @Nullable String type,
            @Schema(
                            description = "The recipient the report is about",
                            example = "someone@example.org",
                            requiredMode = RequiredMode.REQUIRED)
                    @Nullable String address,
            @Schema(description = "Message-ID of the mail, if the report has it")
                    @Nullable String messageId,
            @Schema(description = "The other side's words; 500 characters are kept")
                    @Nullable String diagnostic) {}

    record Lifting(
            @Schema(example = "someone@example.org", requiredMode = RequiredMode.REQUIRED)
                    @Nullable String address) {}

    @Operation(
            summary = "Report a mail that came back, or a complaint (administrators, role machine)")
    @PostMapping(path = "/bounces", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@RequestBody Report report) {
        List<Fault> faults = new ArrayList<>();
        Bounce.Type type = Bounce.Type.of(report.type());
        if (type == null) {
            faults.add(new Fault("/type", "is none of hard, soft, complaint"));
        }
        Address address = address(report.address(), faults);
        if (report.messageId() != null && report.messageId().length() > LONGEST_ID) {
            faults.add(new Fault("/messageId", "is too long"));
        }
        if (type == null || address == null || !faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        String words = Objects.requireNonNullElse(report.diagnostic(), "");
        bounces.note(new Bounce(type, address, report.messageId(), words));
    }

    @Operation(
            summary =
                    "Report a mail that came back, or a complaint, by the mail system's own message"
                            + " (RFC 3464, RFC 5965; administrators, role machine)")
    @PostMapping(path = "/bounces", consumes = "message/rfc822")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mailed(@RequestBody byte[] message) {
        try {
            MailedReport.read(message).forEach(bounces::note);
        } catch (MessagingException e) {
            throw Problem.invalid(List.of(new Fault("", String.valueOf(e.getMessage()))));
        }
    }

    @Operation(summary = "Mail to a suppressed address again (administrators)")
    @PostMapping(path = "/suppressions/lifting", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@RequestBody Lifting lifting) {
        List<Fault> faults = new ArrayList<>();
        Address address = address(lifting.address(), faults);
        if (address == null) {
            throw Problem.invalid(faults);
        }
        bounces.lift(address);
    }

    private static @Nullable Address address(@Nullable String typed, List<Fault> faults) {
        try {
            return new Address(Objects.requireNonNullElse(typed, ""));
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("/address", String.valueOf(e.getMessage())));
            return null;
        }
    }
}
