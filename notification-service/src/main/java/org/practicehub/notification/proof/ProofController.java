package org.practicehub.notification.proof;

import io.swagger.v3.oas.annotations.Operation;

import org.practicehub.notification.web.Problem;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Every message accounted for. */
@RestController
@RequestMapping(path = "/api/v1/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
class ProofController {

    private final Proof proof;

    ProofController(Proof proof) {
        this.proof = proof;
    }

    record Accounts(String practiceId, List<Proof.Account> items) {}

    @Operation(summary = "Who was told of a practice, added up (moderators)")
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
