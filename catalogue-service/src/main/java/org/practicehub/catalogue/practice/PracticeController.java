package org.practicehub.catalogue.practice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.catalogue.store.CatalogueEntry;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.catalogue.web.Conditions;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/** One practice at one address. */
@RestController
class PracticeController {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    private final KnownPractices practices;
    private final Links links;

    PracticeController(KnownPractices practices, Links links) {
        this.practices = practices;
        this.links = links;
    }

    @GetMapping("/api/v1/practices/{id}")
    void practice(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CatalogueEntry entry =
                practices
                        .find(id)
                        .orElseThrow(() -> new Refusal(Name.NOT_FOUND, "no practice has this id"));
        switch (entry) {
            case Published published -> write(published, request, response);
            case Withdrawn withdrawn -> {
                String mergedInto = withdrawn.event().mergedInto();
                if (mergedInto == null) {
                    throw new Refusal(Name.GONE, withdrawn.event().reason());
                }
                response.setStatus(308);
                response.setHeader("Location", "/api/v1/practices/" + mergedInto);
            }
        }
    }

    private void write(
            Published published, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String etag = "\"" + published.sequence() + "\"";
        response.setHeader("ETag", etag);
        response.setDateHeader("Last-Modified", published.changed());
        response.setHeader("Cache-Control", "no-cache");
        if (Conditions.notModified(request, etag, published.changed())) {
            response.setStatus(304);
            return;
        }
        byte[] body =
                JSON.writeValueAsBytes(
                        PracticeView.of(
                                published.event(),
                                links.page(published.id()),
                                links.api(published.id()) + "/revisions"));
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
