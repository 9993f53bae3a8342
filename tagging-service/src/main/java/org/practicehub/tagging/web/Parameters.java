package org.practicehub.tagging.web;

import jakarta.servlet.http.HttpServletRequest;

/** Unknown query parameters are refused, so that a misspelt one is not silently ignored. */
final class Parameters {

    static void none(HttpServletRequest request) {
        if (request.getQueryString() != null && !request.getQueryString().isEmpty()) {
            throw new UnknownParameter();
        }
    }

    private Parameters() {}
}
