package org.practicehub.gateway.pages;

import org.practicehub.gateway.hub.Hub;
import org.practicehub.gateway.hub.Hub.Call;
import org.practicehub.gateway.hub.Reply;
import org.practicehub.gateway.hub.Views.Submission;
import org.practicehub.gateway.routes.Service;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entry of the review desk. A decision carries the ETag of what the moderator saw. */
@Controller
class Reviewing {

    private final Hub hub;

    Reviewing(Hub hub) {
        this.hub = hub;
    }

    @GetMapping("/review/{id:[A-Za-z0-9-]{1,64}}")
    String entry(
            @PathVariable String id,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            Model model) {
        var reply =
                hub.ask(
                        Call.get(Service.SUBMISSION, "/api/v1/review-queue/{}", id)
                                .as(token(client)),
                        Submission.class);
        Submission submission = reply.required();
        model.addAttribute("submission", submission);
        model.addAttribute(
                "etag",
                reply instanceof Reply.Done<Submission>(var _, var etag) && etag != null
                        ? etag
                        : "");
        model.addAttribute("content", submission.content());
        if (submission.content() != null) {
            model.addAttribute(
                    "headline",
                    Passage.of(submission.content().title(), "title", submission.tags()));
            model.addAttribute(
                    "summary",
                    Passage.of(submission.content().summary(), "summary", submission.tags()));
        }
        return "review-entry";
    }

    @PostMapping("/review/{id:[A-Za-z0-9-]{1,64}}/{action:claim|release}")
    String hold(
            @PathVariable String id,
            @PathVariable String action,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            RedirectAttributes flash) {
        return tell(
                id,
                Call.send(
                                HttpMethod.POST,
                                Service.SUBMISSION,
                                Map.of(),
                                "/api/v1/review-queue/{}/{}",
                                id,
                                action)
                        .as(token(client)),
                action.equals("claim") ? "You hold this entry now." : "The entry is free again.",
                flash);
    }

    @PostMapping("/review/{id:[A-Za-z0-9-]{1,64}}/approval")
    String approve(
            @PathVariable String id,
            @RequestParam String etag,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "false") boolean silent,
            @RequestParam(defaultValue = "false") boolean withoutTags,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            RedirectAttributes flash) {
        var decision = new LinkedHashMap<String, Object>();
        if (!message.isBlank()) {
            decision.put("message", message);
        }
        if (silent) {
            decision.put("silent", true);
        }
        if (withoutTags) {
            decision.put("withoutTags", true);
        }
        return decide(id, "approval", decision, etag, client, "Approved and published.", flash);
    }

    @PostMapping("/review/{id:[A-Za-z0-9-]{1,64}}/rejection")
    String reject(
            @PathVariable String id,
            @RequestParam String etag,
            @RequestParam String reason,
            @RequestParam String message,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            RedirectAttributes flash) {
        return decide(
                id,
                "rejection",
                Map.of("reason", reason, "message", message),
                etag,
                client,
                "Rejected; the contributor is told why.",
                flash);
    }

    @PostMapping("/review/{id:[A-Za-z0-9-]{1,64}}/changes-request")
    String askForChanges(
            @PathVariable String id,
            @RequestParam String etag,
            @RequestParam String message,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String text,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            RedirectAttributes flash) {
        var decision = new LinkedHashMap<String, Object>();
        decision.put("message", message);
        decision.put(
                "comments",
                text.isBlank()
                        ? List.of()
                        : List.of(
                                Map.of(
                                        "field",
                                        field.isBlank() ? "summary" : field,
                                        "text",
                                        text)));
        return decide(
                id,
                "changes-request",
                decision,
                etag,
                client,
                "Changes requested; the contributor is told.",
                flash);
    }

    @PostMapping("/review/{id:[A-Za-z0-9-]{1,64}}/merge")
    String merge(
            @PathVariable String id,
            @RequestParam String etag,
            @RequestParam String into,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            RedirectAttributes flash) {
        return decide(
                id,
                "merge",
                Map.of("into", into.strip()),
                etag,
                client,
                "Merged; its readers are led to the other practice.",
                flash);
    }

    @PostMapping("/review/{id:[A-Za-z0-9-]{1,64}}/conflict-of-interest")
    String declareConflict(
            @PathVariable String id,
            @RequestParam String reason,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            RedirectAttributes flash) {
        return decide(
                id,
                "conflict-of-interest",
                Map.of("reason", reason),
                "",
                client,
                "Noted: somebody else decides on it.",
                flash);
    }

    /** Each is remembered as this moderator's decision. */
    @PostMapping("/review/{id:[A-Za-z0-9-]{1,64}}/tags")
    String decideTags(
            @PathVariable String id,
            @RequestParam String etag,
            @RequestParam(defaultValue = "") String remove,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String role,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            RedirectAttributes flash) {
        var decision = new LinkedHashMap<String, Object>();
        if (!remove.isBlank()) {
            decision.put("remove", List.of(remove.strip()));
        }
        if (!add.isBlank()) {
            boolean country = add.strip().startsWith("country:");
            decision.put(
                    "add",
                    List.of(
                            country && !role.isBlank()
                                    ? Map.of("tag", add.strip(), "role", role)
                                    : Map.of("tag", add.strip())));
        }
        return decide(
                id,
                "tags",
                decision,
                etag,
                client,
                remove.isBlank() ? "The tag is added." : "The tag is removed.",
                flash);
    }

    private String decide(
            String id,
            String action,
            Map<String, Object> decision,
            String etag,
            OAuth2AuthorizedClient client,
            String done,
            RedirectAttributes flash) {
        var call =
                Call.send(
                                HttpMethod.POST,
                                Service.SUBMISSION,
                                decision,
                                "/api/v1/review-queue/{}/{}",
                                id,
                                action)
                        .with(etag.isEmpty() ? Map.of() : Map.of("If-Match", etag))
                        .as(token(client));
        return tell(id, call, done, flash);
    }

    /** Says what came of it on the page that is shown next. */
    private String tell(String id, Call call, String done, RedirectAttributes flash) {
        Reply<Submission> reply = hub.ask(call, Submission.class);
        switch (reply) {
            case Reply.Done<Submission>(var submission, var _) -> {
                flash.addFlashAttribute("done", done);
                flash.addFlashAttribute("doneTitle", submission.heading());
                boolean stays =
                        call.path().endsWith("{}/{}")
                                && List.of("claim", "release", "tags")
                                        .contains(call.variables().getLast());
                return stays ? "redirect:/review/" + id : "redirect:/review";
            }
            case Reply.Refused<Submission>(var refusal) -> {
                flash.addFlashAttribute("refusal", refusal);
                flash.addFlashAttribute("refusalSentence", Sentences.of(refusal));
                return "redirect:/review/" + id;
            }
            case Reply.Down<Submission>(var service) -> {
                flash.addFlashAttribute(
                        "refusalSentence",
                        service.title()
                                + " did not answer. It is not known whether the decision was"
                                + " taken: look at the history below before you repeat it.");
                return "redirect:/review/" + id;
            }
        }
    }

    private static String token(OAuth2AuthorizedClient client) {
        return client.getAccessToken().getTokenValue();
    }
}
