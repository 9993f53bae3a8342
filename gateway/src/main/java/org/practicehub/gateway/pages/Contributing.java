package org.practicehub.gateway.pages;

import org.jspecify.annotations.Nullable;
import org.practicehub.gateway.hub.Hub;
import org.practicehub.gateway.hub.Hub.Call;
import org.practicehub.gateway.hub.Labels;
import org.practicehub.gateway.hub.Reply;
import org.practicehub.gateway.hub.Views.Entries;
import org.practicehub.gateway.hub.Views.Submission;
import org.practicehub.gateway.routes.Service;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A contributor's pages: hand in a practice, see what becomes of it, answer the reviewers. */
@Controller
class Contributing {

    private final Hub hub;
    private final Labels labels;

    Contributing(Hub hub, Labels labels) {
        this.hub = hub;
        this.labels = labels;
    }

    @GetMapping("/submit")
    String form(
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client, Model model) {
        // The token is fetched here so that it is fresh when the form comes back.
        return show(ContributionForm.EMPTY, UUID.randomUUID().toString(), model);
    }

    @PostMapping("/submit")
    String submit(
            @ModelAttribute ContributionForm form,
            @RequestParam String key,
            @RequestParam(defaultValue = "false") boolean draft,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            Model model,
            RedirectAttributes flash) {
        var reply =
                hub.ask(
                        Call.send(
                                        HttpMethod.POST,
                                        Service.SUBMISSION,
                                        form.over(null),
                                        "/api/v1/submissions")
                                .asking(draft ? Map.of("draft", List.of("true")) : Map.of())
                                .with(Map.of("Idempotency-Key", key))
                                .as(token(client)),
                        Submission.class);
        return switch (reply) {
            case Reply.Done<Submission>(var submission, var _) -> {
                flash.addFlashAttribute(
                        "done",
                        draft
                                ? "Your draft is kept. Nobody else sees it."
                                : "Thank you. Your practice is handed in and waits for review.");
                yield "redirect:/my-submissions/" + submission.id();
            }
            case Reply.Refused<Submission>(var refusal) -> {
                // A refused body was not stored: the corrected one needs a key of its own.
                model.addAttribute("refusal", refusal);
                yield show(form, UUID.randomUUID().toString(), model);
            }
            case Reply.Down<Submission>(var service) -> {
                model.addAttribute(
                        "problemSentence",
                        service.title()
                                + " did not answer. Nothing you wrote is lost: send the form again"
                                + " in a moment, it will not be stored twice.");
                yield show(form, key, model);
            }
        };
    }

    @GetMapping("/my-submissions")
    String own(
            @RequestParam(defaultValue = "") String after,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            Model model) {
        model.addAttribute(
                "own",
                hub.ask(
                                Call.get(Service.SUBMISSION, "/api/v1/submissions")
                                        .asking(
                                                Map.of(
                                                        "after", List.of(after),
                                                        "limit", List.of("25")))
                                        .as(token(client)),
                                Entries.class)
                        .required());
        return "my-submissions";
    }

    @GetMapping("/my-submissions/{id:[A-Za-z0-9-]{1,64}}")
    String one(
            @PathVariable String id,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            Model model) {
        var reply = fetch(id, client, Submission.class);
        Submission submission = reply.required();
        model.addAttribute("submission", submission);
        model.addAttribute("etag", etag(reply));
        model.addAttribute("content", submission.content());
        if (submission.content() != null) {
            model.addAttribute(
                    "headline",
                    Passage.of(submission.content().title(), "title", submission.tags()));
            model.addAttribute(
                    "summary",
                    Passage.of(submission.content().summary(), "summary", submission.tags()));
        }
        return "my-submission";
    }

    @GetMapping("/my-submissions/{id:[A-Za-z0-9-]{1,64}}/edit")
    String edit(
            @PathVariable String id,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            Model model) {
        var reply = fetch(id, client, Submission.class);
        Submission submission = reply.required();
        model.addAttribute("editing", id);
        model.addAttribute("etag", etag(reply));
        return show(ContributionForm.of(submission.content()), "", model);
    }

    @PostMapping("/my-submissions/{id:[A-Za-z0-9-]{1,64}}/edit")
    String save(
            @PathVariable String id,
            @ModelAttribute ContributionForm form,
            @RequestParam String etag,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            Model model,
            RedirectAttributes flash) {
        JsonNode present = fetch(id, client, JsonNode.class).required().path("content");
        var reply =
                hub.ask(
                        Call.send(
                                        HttpMethod.PUT,
                                        Service.SUBMISSION,
                                        form.over(present instanceof ObjectNode o ? o : null),
                                        "/api/v1/submissions/{}",
                                        id)
                                .with(etag.isEmpty() ? Map.of() : Map.of("If-Match", etag))
                                .as(token(client)),
                        Submission.class);
        return switch (reply) {
            case Reply.Done<Submission>(var _, var _) -> {
                flash.addFlashAttribute("done", "Saved.");
                yield "redirect:/my-submissions/" + id;
            }
            case Reply.Refused<Submission>(var refusal) -> {
                model.addAttribute("refusal", refusal);
                model.addAttribute("problemSentence", Sentences.of(refusal));
                model.addAttribute("editing", id);
                model.addAttribute("etag", etag);
                yield show(form, "", model);
            }
            case Reply.Down<Submission>(var service) -> {
                model.addAttribute(
                        "problemSentence",
                        service.title() + " did not answer. Please send the form again.");
                model.addAttribute("editing", id);
                model.addAttribute("etag", etag);
                yield show(form, "", model);
            }
        };
    }

    @PostMapping("/my-submissions/{id:[A-Za-z0-9-]{1,64}}/{action:submission|withdrawal}")
    String move(
            @PathVariable String id,
            @PathVariable String action,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String etag,
            @RegisteredOAuth2AuthorizedClient("hub") OAuth2AuthorizedClient client,
            RedirectAttributes flash) {
        boolean withdrawing = action.equals("withdrawal");
        var reply =
                hub.ask(
                        Call.send(
                                        HttpMethod.POST,
                                        Service.SUBMISSION,
                                        withdrawing ? Map.of("reason", reason) : Map.of(),
                                        "/api/v1/submissions/{}/{}",
                                        id,
                                        action)
                                .with(etag.isEmpty() ? Map.of() : Map.of("If-Match", etag))
                                .as(token(client)),
                        Submission.class);
        switch (reply) {
            case Reply.Done<Submission>(var _, var _) ->
                    flash.addFlashAttribute(
                            "done", withdrawing ? "Withdrawn." : "Handed in for review.");
            case Reply.Refused<Submission>(var refusal) ->
                    flash.addFlashAttribute("refusalSentence", Sentences.of(refusal));
            case Reply.Down<Submission>(var service) ->
                    flash.addFlashAttribute(
                            "refusalSentence", service.title() + " did not answer.");
        }
        return "redirect:/my-submissions/" + id;
    }

    /** Where e-mails about decisions lead. */
    @GetMapping("/submissions/{id:[A-Za-z0-9-]{1,64}}")
    String fromMail(@PathVariable String id) {
        return "redirect:/my-submissions/" + id;
    }

    private <T> Reply<T> fetch(String id, OAuth2AuthorizedClient client, Class<T> type) {
        return hub.ask(
                Call.get(Service.SUBMISSION, "/api/v1/submissions/{}", id).as(token(client)), type);
    }

    private String show(ContributionForm form, String key, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("key", key);
        var topics = new LinkedHashMap<>(labels.topics());
        if (form.topics() != null) {
            form.topics().forEach(slug -> topics.putIfAbsent(slug, labels.topic(slug)));
        }
        model.addAttribute("allTopics", topics);
        model.addAttribute("allCountries", countries());
        return "contribution";
    }

    private Map<String, String> countries() {
        return Stream.of(Locale.getISOCountries())
                .sorted(Comparator.comparing(labels::country))
                .collect(
                        Collectors.toMap(
                                code -> code,
                                labels::country,
                                (first, _) -> first,
                                LinkedHashMap::new));
    }

    private static String etag(Reply<?> reply) {
        @Nullable String etag = reply instanceof Reply.Done<?>(var _, var tag) ? tag : null;
        return etag == null ? "" : etag;
    }

    private static String token(OAuth2AuthorizedClient client) {
        return client.getAccessToken().getTokenValue();
    }
}
