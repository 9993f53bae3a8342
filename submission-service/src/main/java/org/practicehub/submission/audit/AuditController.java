package org.practicehub.submission.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

@RestController
@RequestMapping(path = "/api/v1/submissions", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Audit", description = "Who did what when, and whether the record of it is whole.")
class AuditController {

    private final AuditTrails trails;
    private final JsonMapper json;

    AuditController(AuditTrails trails, JsonMapper json) {
        this.trails = trails;
        this.json = json;
    }

    @GetMapping("/{id}/audit")
    @Operation(
            summary = "See and verify the audit trail of a practice",
            description = "For moderators. Every step is hashed together with the one before it.")
    AuditTrail get(@PathVariable String id) {
        return PracticeId.parse(id).flatMap(trails::find).orElseThrow(ProblemException::notFound);
    }

    @GetMapping(path = "/audit", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(
            summary = "Export and verify all audit trails",
            description = "For administrators: one trail a line, each with its verdict.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = AuditTrail.class)))
    ResponseEntity<StreamingResponseBody> export() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(this::write);
    }

    private void write(OutputStream out) throws IOException {
        try (OutputStream buffered = new BufferedOutputStream(out)) {
            trails.each(
                    trail -> {
                        try {
                            buffered.write(json.writeValueAsBytes(trail));
                            buffered.write('\n');
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
