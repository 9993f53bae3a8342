package org.practicehub.gateway.pages;

import org.practicehub.gateway.hub.Hub;
import org.practicehub.gateway.hub.Hub.Call;
import org.practicehub.gateway.hub.PageProblem;
import org.practicehub.gateway.hub.Reply;
import org.practicehub.gateway.hub.Views.Subscription;
import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.routes.Service;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Subscriptions by e-mail. Looking at a page never changes anything: mail scanners follow links,
 * only people press buttons.
 */
@Controller
class Subscribing {

    private static final List<String> CADENCES = List.of("immediate", "daily", "weekly");

    private final Hub hub;

    Subscribing(Hub hub) {
        this.hub = hub;
    }

    @PostMapping("/subscriptions")
    String subscribe(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam String address,
            @RequestParam(defaultValue = "immediate") String cadence,
            Model model) {
        var search = Search.of(parameters);
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("criteria", search.toCriteria());
        wanted.put("channel", Map.of("type", "email", "address", address.strip()));
        wanted.put("cadence", CADENCES.contains(cadence) ? cadence : "immediate");
        wanted.put("language", "en");
        var reply =
                hub.ask(
                        Call.send(
                                HttpMethod.POST,
                                Service.NOTIFICATION,
                                wanted,
                                "/api/v1/subscriptions"),
                        Subscription.class);
        model.addAttribute("search", search);
        switch (reply) {
            case Reply.Done<Subscription>(var _, var _) -> model.addAttribute("state", "asked");
            case Reply.Refused<Subscription>(var refusal) -> {
                model.addAttribute("state", "refused");
                model.addAttribute("refusal", refusal);
            }
            case Reply.Down<Subscription>(var _) -> reply.required();
        }
        return "subscription";
    }

    @GetMapping("/subscriptions/confirm")
    String askToConfirm(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("state", token.isBlank() ? "no-token" : "confirm");
        return "subscription";
    }

    @PostMapping("/subscriptions/confirm")
    String confirm(@RequestParam(defaultValue = "") String token, Model model) {
        return act(token, "/api/v1/subscriptions/confirmation", "confirmed", model);
    }

    @GetMapping("/subscriptions/unsubscribe")
    String askToUnsubscribe(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("state", token.isBlank() ? "no-token" : "unsubscribe");
        return "subscription";
    }

    @PostMapping("/subscriptions/unsubscribe")
    String unsubscribe(@RequestParam(defaultValue = "") String token, Model model) {
        return act(token, "/api/v1/subscriptions/unsubscription", "unsubscribed", model);
    }

    private String act(String token, String path, String state, Model model) {
        if (token.isBlank() || token.length() > 2000) {
            throw new PageProblem(Problem.ofStatus(400));
        }
        var reply =
                hub.ask(
                        Call.send(
                                HttpMethod.POST,
                                Service.NOTIFICATION,
                                Map.of("token", token),
                                path),
                        Subscription.class);
        switch (reply) {
            case Reply.Done<Subscription>(var _, var _) -> model.addAttribute("state", state);
            case Reply.Refused<Subscription>(var refusal) ->
                    throw new PageProblem(Problem.linkNotValid(refusal.status()));
            case Reply.Down<Subscription>(var service) ->
                    throw new PageProblem(
                            Problem.unavailable(service.title(), Duration.ofSeconds(10)));
        }
        return "subscription";
    }
}
