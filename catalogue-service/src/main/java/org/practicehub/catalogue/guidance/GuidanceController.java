package org.practicehub.catalogue.guidance;

import io.swagger.v3.oas.annotations.Operation;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.catalogue.guidance.Corrections.Correction;
import org.practicehub.catalogue.guidance.Relaxations.Relaxation;
import org.practicehub.catalogue.guidance.TypeAhead.Suggestion;
import org.practicehub.catalogue.practice.KnownPractices;
import org.practicehub.catalogue.search.SearchParameters;
import org.practicehub.catalogue.web.QueryString;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/** For search boxes, and for searches that find nothing. */
@RestController
class GuidanceController {

    private static final int USUAL = 8;
    private static final int MOST = 20;

    private final TypeAhead typeAhead;
    private final Relaxations relaxations;
    private final Corrections corrections;
    private final KnownPractices practices;

    GuidanceController(
            TypeAhead typeAhead,
            Relaxations relaxations,
            Corrections corrections,
            KnownPractices practices) {
        this.typeAhead = typeAhead;
        this.relaxations = relaxations;
        this.corrections = corrections;
        this.practices = practices;
    }

    record Suggestions(List<Suggestion> items) {}

    record Ways(List<Relaxation> items) {}

    record Meant(List<Correction> items) {}

    @GetMapping("/api/v1/practices/suggestions")
    @Operation(summary = "Topics, places, organisations and titles that begin with what was typed")
    Suggestions suggestions(HttpServletRequest request) {
        Map<String, String[]> query = QueryString.of(request, "q", "limit");
        String typed = SearchParameters.single(query, "q");
        return new Suggestions(
                typed == null
                        ? List.of()
                        : typeAhead.of(typed, SearchParameters.limit(query, USUAL, MOST)));
    }

    @GetMapping("/api/v1/practices/relaxations")
    @Operation(summary = "What a search would find without one of its conditions or words")
    Ways relaxations(HttpServletRequest request) {
        return new Ways(relaxations.of(QueryString.of(request)));
    }

    @GetMapping("/api/v1/practices/{id}/explanation")
    @Operation(summary = "Why a search finds this practice, or what of the search keeps it away")
    Explanation explanation(@PathVariable String id, HttpServletRequest request) {
        SearchParameters asked = SearchParameters.ofList(QueryString.of(request));
        return new Explainer(practices.published(id).event())
                .explain(asked.criteria(), asked.origin());
    }

    @GetMapping("/api/v1/practices/corrections")
    @Operation(summary = "What else a search that finds little may have meant: spelling")
    Meant corrections(HttpServletRequest request) {
        return new Meant(corrections.of(QueryString.of(request)));
    }
}
