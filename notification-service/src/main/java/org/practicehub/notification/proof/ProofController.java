package org.practicehub.notification.proof;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;

import org.jspecify.annotations.Nullable;
import org.practicehub.criteria.Criteria;
import org.practicehub.criteria.InvalidCriteriaException;
import org.practicehub.notification.web.CriteriaForm;
import org.practicehub.notification.web.Problem;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Every message accounted for. */
@RestController
@RequestMapping(path = "/api/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class ProofController {

    private final Proof proof;
    private final Preview preview;

    ProofController(Proof proof, Preview preview) {
        this.proof = proof;
        this.preview = preview;
    }

    record Wish(
            @Schema(implementation = CriteriaForm.class, requiredMode = RequiredMode.REQUIRED)
                    @Nullable JsonNode criteria) {}

    record Accounts(String practiceId, List<Proof.Account> items) {}

    @Operation(summary = "How often a subscription would have told something in the last 90 days")
    @PostMapping(path = "/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    Preview.Answer preview(@RequestBody Wish wish) {
        JsonNode criteria = wish.criteria();
        if (criteria == null || criteria.isNull()) {
            throw Problem.invalid(List.of(new Problem.Fault("/criteria", "is missing")));
        }
        try {
            return preview.of(Criteria.fromJson(criteria));
        } catch (InvalidCriteriaException e) {
            throw Problem.invalid(
                    List.of(new Problem.Fault("/criteria" + e.pointer(), e.reason())));
        }
    }

    @Operation(summary = "Who was told of a practice, added up (moderators)")
    @SecurityRequirement(name = "token")
    @GetMapping("/accounts/{practiceId}")
    Accounts accounts(@PathVariable String practiceId) {
        return new Accounts(practiceId, proof.accounts(practiceId));
    }

    @Operation(
            summary =
                    "Why the subscription behind an unsubscribe token was, or was not, told of a"
                            + " practice")
    @GetMapping("/explanation")
    Proof.Explanation explain(@RequestParam String token, @RequestParam String practice) {
        return proof.explain(token, practice)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "Either the link is not valid, or no longer, or nobody was"
                                                + " told of this practice."));
    }
}
