package org.practicehub.submission.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.Flags;
import org.practicehub.submission.web.IdempotencyKey;
import org.practicehub.submission.web.Page;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping(path = "/api/v1/imports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Imports", description = "Hand in many practices at once.")
class ImportsController {

    private final Imports imports;

    ImportsController(Imports imports) {
        this.imports = imports;
    }

    @PostMapping(consumes = {"application/x-ndjson", "text/csv", "text/plain"})
    @Operation(
            summary = "Import practices",
            description =
                    "As JSON Lines, one practice a line with an externalId of your own; as CSV with"
                            + " a header line; or as the text of a listing page (title, Submitted"
                            + " by … on, paragraphs; Subscribe to TOPIC at the end). The same"
                            + " practice again changes nothing, a changed one is a revision."
                            + " Relations may name another line as external:ID. A bad line is"
                            + " reported and does not stop the others. With dryRun=true nothing is"
                            + " stored. After an interruption send the same again.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/x-ndjson",
                                        schema = @Schema(type = "string")),
                                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                                @Content(
                                        mediaType = "text/plain",
                                        schema = @Schema(type = "string"))
                            }))
    @ApiResponse(responseCode = "201", description = "Done; see Location.")
    @ApiResponse(responseCode = "200", description = "What would be done: a dry run.")
    ResponseEntity<ImportReport> take(
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String dryRun)
            throws IOException {
        ImportFormat format = format(MediaType.parseMediaType(request.getContentType()));
        if (Flags.read("dryRun", dryRun)) {
            return ResponseEntity.ok(
                    imports.rehearse(Callers.of(caller), request.getInputStream(), format));
        }
        ImportReport report =
                imports.take(
                        Callers.of(caller),
                        request.getInputStream(),
                        format,
                        IdempotencyKey.read(key));
        return ResponseEntity.created(URI.create("/api/v1/imports/" + report.id())).body(report);
    }

    private static ImportFormat format(MediaType type) {
        return switch (type.getSubtype()) {
            case "csv" -> ImportFormat.CSV;
            case "plain" -> ImportFormat.LISTING;
            default -> ImportFormat.JSON_LINES;
        };
    }

    @GetMapping
    @Operation(
            summary = "List your imports, newest first",
            description = "Those that run say how far they have come. Lines are left out.")
    Page<ImportReport> list(
            Authentication caller, @RequestParam(required = false) @Nullable String limit) {
        List<ImportReport> newest = imports.newest(Callers.of(caller), Page.limit(limit));
        return new Page<>(newest, newest.size(), Map.of(), null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "See what has become of an import of yours")
    ImportReport get(@PathVariable String id, Authentication caller) {
        return imports.find(id, Callers.of(caller)).orElseThrow(ProblemException::notFound);
    }
}
