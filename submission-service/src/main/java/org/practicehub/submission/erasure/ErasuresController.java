package org.practicehub.submission.erasure;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.Erasure;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

@RestController
@RequestMapping(path = "/api/v1/submissions/erasures", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Erasures", description = "Forget a person. For administrators.")
class ErasuresController {

    private static final int MAX_NAMES = 20;
    private static final int MAX_NAME = 320;
    private static final int SHORTEST = 3;

    private final Erasures erasures;

    ErasuresController(Erasures erasures) {
        this.erasures = erasures;
    }

    /** Whose data is erased: an account, and names and addresses as they stand in texts. */
    record Asked(@Nullable String subject, List<String> names) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Erase a person's data",
            description =
                    "From submissions, histories and revisions, whoever wrote them; published"
                            + " practices are told again, silently. Runs in the background; the"
                            + " audit trail stays verifiable. It can't be undone.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Asked.class))))
    @ApiResponse(responseCode = "202", description = "Begun; see Location.")
    ResponseEntity<Erasures.Report> begin(
            @Parameter(hidden = true) HttpServletRequest request, Authentication caller) {
        Fields fields = Fields.of(Bodies.json(Bodies.read(request)));
        String subject = fields.line("subject", MAX_NAME);
        List<String> names = fields.lines("names", MAX_NAMES, MAX_NAME);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).length() < SHORTEST) {
                fields.problem("names", i, "is too short to look for");
            }
        }
        if (subject == null && names.isEmpty() && fields.problems().isEmpty()) {
            fields.problem("subject", "or names are required");
        }
        fields.done();
        Erasures.Report report = erasures.begin(new Erasure(subject, names), Callers.of(caller));
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, "/api/v1/submissions/erasures/" + report.id())
                .body(report);
    }

    @GetMapping("/{id}")
    @Operation(summary = "See how far an erasure has come")
    Erasures.Report get(@PathVariable String id) {
        return erasures.find(id).orElseThrow(ProblemException::notFound);
    }
}
