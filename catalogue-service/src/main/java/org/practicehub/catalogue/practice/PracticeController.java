package org.practicehub.catalogue.practice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.store.CatalogueEntry.Published;
import org.practicehub.catalogue.store.CatalogueEntry.Withdrawn;
import org.practicehub.catalogue.web.Conditions;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.Problem.Name;
import org.practicehub.catalogue.web.QueryString;
import org.practicehub.catalogue.web.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.util.Collections;

/** One practice at one address. */
@RestController
class PracticeController {

    private final KnownPractices practices;
    private final Representations representations;
    private final Links links;

    PracticeController(KnownPractices practices, Representations representations, Links links) {
        this.practices = practices;
        this.representations = representations;
        this.links = links;
    }

    @GetMapping("/api/v1/practices/{id}")
    void practice(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Representation wanted = wanted(request);
        switch (practices.entry(id)) {
            case Published published -> write(published, wanted, request, response);
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

    private static Representation wanted(HttpServletRequest request) {
        String[] formats = QueryString.of(request, "format").get("format");
        Representation wanted;
        if (formats == null) {
            wanted = Representation.wanted(accept(request));
            if (wanted == null) {
                throw new Refusal(Name.NOT_ACCEPTABLE, null);
            }
        } else {
            wanted = Representation.byWire(formats[0]);
            if (wanted == null || formats.length > 1) {
                throw Refusal.parameter(
                        "format", "is not json, jsonld, markdown, bibtex, ris, csl");
            }
        }
        return wanted;
    }

    private static @Nullable String accept(HttpServletRequest request) {
        String first = request.getHeader("Accept");
        if (first == null) {
            return null;
        }
        return String.join(",", Collections.list(request.getHeaders("Accept")));
    }

    private void write(
            Published published,
            Representation wanted,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Representations.Written written = representations.of(published, wanted);
        response.setHeader("ETag", written.etag());
        response.setDateHeader("Last-Modified", published.changed());
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", "Accept");
        response.setHeader("Link", signposts(published.id()));
        if (Conditions.notModified(request, written.etag(), published.changed())) {
            response.setStatus(304);
            return;
        }
        byte[] body = written.body();
        response.setContentType(wanted.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Signposting (signposting.org): what machines look for, without reading the body. */
    private String signposts(String id) {
        String api = links.api(id);
        StringBuilder signposts = new StringBuilder(900);
        signposts.append('<').append(links.page(id)).append(">; rel=\"cite-as\"");
        for (Representation representation : Representation.values()) {
            if (representation != Representation.JSON) {
                signposts
                        .append(", <")
                        .append(api)
                        .append("?format=")
                        .append(representation.wire())
                        .append(">; rel=\"describedby\"; type=\"")
                        .append(representation.mediaType())
                        .append('"');
            }
        }
        return signposts
                .append(", <https://schema.org/Article>; rel=\"type\"")
                .append(", <")
                .append(links.to("/api/v1/practices"))
                .append(">; rel=\"collection\"; type=\"application/json\"")
                .append(", <")
                .append(api)
                .append("/revisions>; rel=\"version-history\"; type=\"application/json\"")
                .toString();
    }
}
