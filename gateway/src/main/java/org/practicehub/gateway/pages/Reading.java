package org.practicehub.gateway.pages;

import org.practicehub.gateway.hub.Hub;
import org.practicehub.gateway.hub.Hub.Call;
import org.practicehub.gateway.hub.Labels;
import org.practicehub.gateway.hub.PageProblem;
import org.practicehub.gateway.hub.Reply;
import org.practicehub.gateway.hub.Views.Practice;
import org.practicehub.gateway.hub.Views.Relation;
import org.practicehub.gateway.hub.Views.Results;
import org.practicehub.gateway.hub.Views.Revisions;
import org.practicehub.gateway.problems.Problem;
import org.practicehub.gateway.routes.Service;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Pages for readers: the front page, the search, a practice. */
@Controller
class Reading {

    private static final Pattern ID_IN_LOCATION =
            Pattern.compile(".*/practices/([A-Za-z0-9-]{1,64})");

    private final Hub hub;
    private final Labels labels;

    Reading(Hub hub, Labels labels) {
        this.hub = hub;
        this.labels = labels;
    }

    @GetMapping("/")
    String home(Model model) {
        var latest =
                hub.ask(
                        Call.get(Service.CATALOGUE, "/api/v1/practices")
                                .asking(
                                        Map.of(
                                                "sort", List.of("newest"),
                                                "limit", List.of("6"),
                                                "facets", List.of("country,sdg,gcm,topic"))),
                        Results.class);
        model.addAttribute("results", latest.orNull());
        model.addAttribute("topics", labels.topics());
        return "home";
    }

    @GetMapping("/search")
    String search(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        var search = Search.of(parameters);
        var reply =
                hub.ask(
                        Call.get(Service.CATALOGUE, "/api/v1/practices").asking(search.toQuery()),
                        Results.class);
        model.addAttribute("search", search);
        if (reply instanceof Reply.Refused<Results>(var refusal) && refusal.status() == 400) {
            model.addAttribute("refusal", refusal);
            return "search";
        }
        Results results = reply.required();
        model.addAttribute("results", results);
        model.addAttribute("filters", search.filters(results));
        return "search";
    }

    @GetMapping("/practices/{id:[A-Za-z0-9-]{1,64}}")
    String practice(@PathVariable String id, Model model) {
        var reply =
                hub.ask(Call.get(Service.CATALOGUE, "/api/v1/practices/{}", id), Practice.class);
        if (reply instanceof Reply.Refused<Practice>(var refusal)) {
            if (refusal.status() == 410) {
                model.addAttribute("refusal", refusal);
                throw new PageProblem(Problem.withdrawn(refusal.detail()));
            }
            if (refusal.status() == 308 && refusal.location() != null) {
                var other = ID_IN_LOCATION.matcher(refusal.location());
                if (other.matches()) {
                    return "redirect:/practices/" + other.group(1);
                }
            }
        }
        Practice practice = reply.required();
        model.addAttribute("practice", practice);
        var content = practice.content();
        if (content == null) {
            throw new PageProblem(
                    Problem.unavailable(Service.CATALOGUE.title(), Duration.ofSeconds(10)));
        }
        model.addAttribute("content", content);
        model.addAttribute("headline", Passage.of(content.title(), "title", practice.tags()));
        model.addAttribute("summary", Passage.of(content.summary(), "summary", practice.tags()));
        model.addAttribute("related", related(content.relations()));
        model.addAttribute(
                "revisions",
                hub.ask(
                                Call.get(Service.SUBMISSION, "/api/v1/practices/{}/revisions", id),
                                Revisions.class)
                        .orNull());
        return "practice";
    }

    /** Titles of related practices by id, for the first few. */
    private Map<String, String> related(List<Relation> relations) {
        var titles = new LinkedHashMap<String, String>();
        relations.stream()
                .map(Relation::practice)
                .filter(id -> id != null && id.matches("[A-Za-z0-9-]{1,64}"))
                .limit(8)
                .forEach(
                        id -> {
                            var other =
                                    hub.ask(
                                                    Call.get(
                                                            Service.CATALOGUE,
                                                            "/api/v1/practices/{}",
                                                            id),
                                                    Practice.class)
                                            .orNull();
                            if (other != null
                                    && other.content() != null
                                    && other.content().title() != null) {
                                titles.put(id, other.content().title());
                            }
                        });
        return titles;
    }
}
