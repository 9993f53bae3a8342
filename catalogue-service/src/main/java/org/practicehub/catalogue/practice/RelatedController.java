package org.practicehub.catalogue.practice;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.swagger.v3.oas.annotations.Operation;

import jakarta.servlet.http.HttpServletRequest;

import org.practicehub.catalogue.index.CatalogueIndex;
import org.practicehub.catalogue.search.Listed;
import org.practicehub.catalogue.search.SearchParameters;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.QueryString;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** What to read after a practice. */
@RestController
class RelatedController {

    private static final int USUAL = 5;
    private static final int MOST = 20;

    private final KnownPractices practices;
    private final CatalogueIndex index;
    private final Links links;

    RelatedController(KnownPractices practices, CatalogueIndex index, Links links) {
        this.practices = practices;
        this.index = index;
        this.links = links;
    }

    /** What a practice shares with the one that was read. */
    record Shared(List<String> terms, List<String> words) {}

    record Related(@JsonUnwrapped Listed practice, String url, Shared shared) {}

    record RelatedPractices(List<Related> items) {}

    @GetMapping("/api/v1/practices/{id}/related")
    @Operation(summary = "Practices that share most of the rarer tags, topics and words")
    RelatedPractices related(@PathVariable String id, HttpServletRequest request) {
        int limit = SearchParameters.limit(QueryString.of(request, "limit"), USUAL, MOST);
        return new RelatedPractices(
                index.alike(practices.published(id).event(), limit).stream()
                        .map(
                                alike ->
                                        new Related(
                                                Listed.of(alike.practice()),
                                                links.page(alike.practice().id()),
                                                new Shared(alike.terms(), alike.words())))
                        .toList());
    }
}
