package org.practicehub.catalogue.web;

import com.fasterxml.jackson.annotation.JsonInclude;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.practicehub.catalogue.web.Problem.Fault;
import org.practicehub.catalogue.web.Problem.Name;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.List;

/** Writes problem details to a response, from filters and controllers alike. */
@Component
public class ProblemWriter {

    private final JsonMapper json =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Name name,
            @Nullable String detail,
            @Nullable List<Fault> errors)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body =
                json.writeValueAsBytes(Problem.of(name, detail, request.getRequestURI(), errors));
        response.resetBuffer();
        response.setStatus(name.status());
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }
}
