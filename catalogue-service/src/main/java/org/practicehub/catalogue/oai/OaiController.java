package org.practicehub.catalogue.oai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.practicehub.catalogue.web.Links;
import org.practicehub.catalogue.web.QueryString;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The door for harvesters: the same arguments in the address or in a form. */
@RestController
class OaiController {

    private static final int MOST_FORM_BYTES = 16 * 1024;

    private final Repository repository;
    private final Links links;

    OaiController(Repository repository, Links links) {
        this.repository = repository;
        this.links = links;
    }

    @GetMapping("/oai")
    void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(QueryString.of(request), response);
    }

    @PostMapping("/oai")
    void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] form = request.getInputStream().readNBytes(MOST_FORM_BYTES);
        answer(QueryString.parse(new String(form, StandardCharsets.UTF_8)), response);
    }

    private void answer(Map<String, String[]> arguments, HttpServletResponse response)
            throws IOException {
        byte[] body = repository.answer(arguments, links.to("/oai"));
        response.setContentType("text/xml;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
