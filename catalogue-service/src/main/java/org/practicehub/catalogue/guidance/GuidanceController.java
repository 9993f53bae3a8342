package org.practicehub.catalogue.guidance;

import io.swagger.v3.oas.annotations.Operation;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.catalogue.guidance.Relaxations.Relaxation;
import org.practicehub.catalogue.guidance.TypeAhead.Suggestion;
import org.practicehub.catalogue.search.SearchParameters;
import org.practicehub.catalogue.web.QueryString;
import org.practicehub.catalogue.web.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** For search boxes, and for searches that find nothing. */
@RestController
class GuidanceController {

    private static final int USUAL = 8;
    private static final int MOST = 20;

    private final TypeAhead typeAhead;
    private final Relaxations relaxations;

    GuidanceController(TypeAhead typeAhead, Relaxations relaxations) {
        this.typeAhead = typeAhead;
        this.relaxations = relaxations;
    }

    record Suggestions(List<Suggestion> items) {}

    record Ways(List<Relaxation> items) {}

    @GetMapping("/api/v1/practices/suggestions")
    @Operation(summary = "Topics, places, organisations and titles that begin with what was typed")
    Suggestions suggestions(HttpServletRequest request) {
        Map<String, String[]> query = QueryString.of(request);
        if (!Set.of("q", "limit").containsAll(query.keySet())) {
            throw Refusal.parameter("q", "and limit are the only parameters here");
        }
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
}
