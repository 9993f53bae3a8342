package org.practicehub.submission.retagging;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.Fields;
import org.practicehub.submission.web.Page;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping(path = RetaggingController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Re-tagging",
        description =
                "Give published practices the tags of a newer tagger. What people decided stays,"
                        + " and nobody is notified. For administrators.")
class RetaggingController {

    static final String PATH = "/api/v1/retagging";

    private final Retaggings retaggings;
    private final RetaggingStore store;

    RetaggingController(Retaggings retaggings, RetaggingStore store) {
        this.retaggings = retaggings;
        this.store = store;
    }

    /**
     * A turn as administrators see it.
     *
     * @param generation of the newer tagger
     * @param problem why it does not get on, or ended
     */
    record View(
            String id,
            Retagging.Status status,
            int generation,
            String by,
            Instant begunAt,
            @Nullable Instant endedAt,
            @Nullable String problem,
            Comparison comparison,
            @Nullable Progress application) {

        static View of(Retagging retagging) {
            return new View(
                    retagging.id(),
                    retagging.status(),
                    retagging.generation(),
                    retagging.by().name(),
                    retagging.begunAt(),
                    retagging.endedAt(),
                    retagging.problem(),
                    retagging.comparison(),
                    Progress.of(retagging.application()));
        }
    }

    /** How far practices have been changed; see {@link Application}. */
    record Progress(
            String by,
            Instant begunAt,
            int of,
            int looked,
            int retagged,
            int upToDate,
            int refused) {

        static @Nullable Progress of(@Nullable Application application) {
            return application == null
                    ? null
                    : new Progress(
                            application.by().name(),
                            application.begunAt(),
                            application.of(),
                            application.looked(),
                            application.retagged(),
                            application.upToDate(),
                            application.refused());
        }
    }

    @PostMapping
    @Operation(
            summary = "Compare published tags with those of the present tagger",
            description =
                    "A dry run in the background: reports the tags gained, lost and changed in"
                            + " confidence, by scheme, with samples. Nothing is changed before it"
                            + " is applied. 409 while another one is under way, 503 when the"
                            + " tagging service does not answer.")
    @ApiResponse(responseCode = "202", description = "Under way; see its progress.")
    ResponseEntity<View> begin(
            @Parameter(hidden = true) HttpServletRequest request, Authentication caller) {
        Fields.of(Bodies.optionalJson(request)).done();
        Retagging begun = retaggings.begin(Callers.of(caller));
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, PATH + "/" + begun.id())
                .body(View.of(begun));
    }

    @GetMapping
    @Operation(summary = "List re-taggings, newest first")
    Page<View> list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String after) {
        int most = Page.limit(limit);
        if (after != null && PracticeId.parse(after).isEmpty()) {
            throw ProblemException.invalid("after", "is not a cursor of this list");
        }
        List<View> items = store.newest(after, most).stream().map(View::of).toList();
        return new Page<>(
                items, store.count(), Map.of(), items.size() == most ? items.getLast().id() : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "See how far a re-tagging has come, and what it found")
    View get(@PathVariable String id) {
        return store.find(id).map(View::of).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/{id}/apply")
    @Operation(
            summary = "Apply what was compared",
            description =
                    "Publishes the new tags in the background, under the same revision and"
                            + " silently. 409 unless it is compared; it ends as outdated when"
                            + " another tagger answers than the one compared.")
    @ApiResponse(responseCode = "202", description = "Under way; see its progress.")
    ResponseEntity<View> apply(
            @PathVariable String id,
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller) {
        Fields.of(Bodies.optionalJson(request)).done();
        return ResponseEntity.accepted().body(View.of(retaggings.apply(id, Callers.of(caller))));
    }

    @PostMapping("/{id}/stop")
    @Operation(
            summary = "Stop comparing or applying",
            description = "What was applied stays; it can be resumed. 409 unless it is under way.")
    View stop(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request) {
        Fields.of(Bodies.optionalJson(request)).done();
        return View.of(retaggings.stop(id));
    }

    @PostMapping("/{id}/resume")
    @Operation(
            summary = "Go on where it was stopped",
            description = "409 unless it is stopped, or while another one is under way.")
    @ApiResponse(responseCode = "202", description = "Under way; see its progress.")
    ResponseEntity<View> resume(
            @PathVariable String id, @Parameter(hidden = true) HttpServletRequest request) {
        Fields.of(Bodies.optionalJson(request)).done();
        return ResponseEntity.accepted().body(View.of(retaggings.resume(id)));
    }
}
