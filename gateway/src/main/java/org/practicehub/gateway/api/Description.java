package org.practicehub.gateway.api;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

import tools.jackson.databind.node.ObjectNode;

/** The merged document, and a page to browse it. */
@Controller
class Description {

    private final MergedDescription description;

    Description(MergedDescription description) {
        this.description = description;
    }

    @GetMapping(value = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ObjectNode document() {
        return description.document();
    }

    @GetMapping("/docs")
    String page() {
        return "docs";
    }
}
