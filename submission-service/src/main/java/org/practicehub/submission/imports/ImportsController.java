package org.practicehub.submission.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.IdempotencyKey;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.net.URI;

@RestController
@RequestMapping(path = "/api/v1/imports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Imports", description = "Hand in many practices at once.")
class ImportsController {

    private final Imports imports;

    ImportsController(Imports imports) {
        this.imports = imports;
    }

    @PostMapping(consumes = "application/x-ndjson")
    @Operation(
            summary = "Import practices as JSON Lines",
            description =
                    "One practice a line, with an externalId of your own: the same line again"
                            + " changes nothing, a changed line is a revision. Relations may name"
                            + " another line as external:ID. A bad line is reported and does not"
                            + " stop the others.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(type = "string"))))
    ResponseEntity<ImportReport> take(
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException {
        ImportReport report =
                imports.take(
                        Callers.of(caller), request.getInputStream(), IdempotencyKey.read(key));
        return ResponseEntity.created(URI.create("/api/v1/imports/" + report.id())).body(report);
    }

    @GetMapping("/{id}")
    @Operation(summary = "See what has become of an import of yours")
    ImportReport get(@PathVariable String id, Authentication caller) {
        return imports.find(id, Callers.of(caller)).orElseThrow(ProblemException::notFound);
    }
}
