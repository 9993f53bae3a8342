package org.practicehub.catalogue.search;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.catalogue.index.Inquiry.Found;
import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.QueryString;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Lists of practices. */
@RestController
class SearchController {

    private final Searches searches;
    private final Links links;

    SearchController(Searches searches, Links links) {
        this.searches = searches;
        this.links = links;
    }

    @GetMapping("/api/v1/practices")
    void practices(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SearchParameters parameters = SearchParameters.ofList(QueryString.of(request));
        Found found = searches.find(parameters.inquiry());
        Map<String, byte[]> marks =
                parameters.highlight() ? searches.marks(found, parameters.criteria()) : Map.of();
        ByteArrayOutputStream page = Page.write(found, parameters.order(), links, marks);
        response.setContentType("application/json");
        response.setContentLength(page.size());
        response.setHeader("Cache-Control", "no-cache");
        page.writeTo(response.getOutputStream());
    }
}
