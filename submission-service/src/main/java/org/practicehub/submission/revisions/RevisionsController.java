package org.practicehub.submission.revisions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;

import org.jspecify.annotations.Nullable;
import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;
import org.practicehub.submission.practice.Closing;
import org.practicehub.submission.practice.PracticeId;
import org.practicehub.submission.practice.Publication;
import org.practicehub.submission.practice.Status;
import org.practicehub.submission.practice.Submission;
import org.practicehub.submission.practice.Submissions;
import org.practicehub.submission.web.Page;
import org.practicehub.submission.web.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@RestController
@RequestMapping(
        path = "/api/v1/practices/{id}/revisions",
        produces = MediaType.APPLICATION_JSON_VALUE)
@io.swagger.v3.oas.annotations.tags.Tag(
        name = "Revisions",
        description = "What was published of a practice, and when. Open to everybody.")
@SecurityRequirements
class RevisionsController {

    private final Submissions submissions;
    private final Revisions revisions;

    RevisionsController(Submissions submissions, Revisions revisions) {
        this.submissions = submissions;
        this.revisions = revisions;
    }

    /** A revision in a list. */
    record Item(int revision, String title, Instant revisedAt, PublicationReason reason) {}

    /** A revision as it was published. */
    record Revision(
            String id,
            int revision,
            Content content,
            List<Tag> tags,
            Instant firstPublishedAt,
            Instant revisedAt,
            PublicationReason reason) {}

    @GetMapping
    @Operation(summary = "List what was published of a practice, oldest first")
    Page<Item> list(@PathVariable String id) {
        List<Item> items =
                revisions.findUpTo(practice(id), newest(id)).stream()
                        .map(
                                revision ->
                                        new Item(
                                                revision.revision(),
                                                revision.content().title(),
                                                revision.revisedAt(),
                                                revision.reason()))
                        .toList();
        return new Page<>(items, items.size(), Map.of(), null);
    }

    @GetMapping("/{revision}")
    @Operation(summary = "See one revision of a practice as it was published")
    Revision get(@PathVariable String id, @Parameter(example = "1") @PathVariable String revision) {
        PracticePublished published =
                number(revision, newest(id))
                        .flatMap(number -> revisions.find(practice(id), number))
                        .orElseThrow(ProblemException::notFound);
        return new Revision(
                published.practiceId(),
                published.revision(),
                published.content(),
                published.tags(),
                published.firstPublishedAt(),
                published.revisedAt(),
                published.reason());
    }

    @GetMapping("/{revision}/changes")
    @Operation(
            summary = "See what a revision changed",
            description =
                    "Field by field; texts by what was put for what. Compared with the revision"
                            + " before, or the one named by since.")
    Changes changes(
            @PathVariable String id,
            @Parameter(example = "1") @PathVariable String revision,
            @RequestParam(required = false) @Nullable String since) {
        int newest = newest(id);
        int after = number(revision, newest).orElseThrow(ProblemException::notFound);
        int before =
                since == null
                        ? Math.max(1, after - 1)
                        : number(since, newest)
                                .orElseThrow(
                                        () ->
                                                ProblemException.invalid(
                                                        "since", "is not a revision of this"));
        PracticePublished published =
                revisions.find(practice(id), after).orElseThrow(ProblemException::notFound);
        return revisions
                .changes(practice(id), before, after, published.content())
                .orElseThrow(ProblemException::notFound);
    }

    private static Optional<Integer> number(String text, int newest) {
        return text.matches("[1-9][0-9]{0,8}") && Integer.parseInt(text) <= newest
                ? Optional.of(Integer.parseInt(text))
                : Optional.empty();
    }

    private int newest(String id) {
        Submission submission =
                submissions.find(practice(id)).orElseThrow(ProblemException::notFound);
        Publication publication = submission.publication().orElseThrow(ProblemException::notFound);
        if (submission.status() == Status.WITHDRAWN) {
            throw submission
                    .closing()
                    .map(RevisionsController::gone)
                    .orElseThrow(ProblemException::notFound);
        }
        return publication.revision();
    }

    /** A tombstone with the reason; of a duplicate with the practice that took its place. */
    private static ProblemException gone(Closing closing) {
        String other = closing.mergedInto();
        String reason = closing.message();
        return new ProblemException(
                HttpStatus.GONE,
                other == null ? "gone" : "merged",
                (reason == null ? "This practice was taken back." : reason)
                        + (other == null ? "" : " See /api/v1/practices/" + other + "/revisions."));
    }

    private static PracticeId practice(String id) {
        return PracticeId.parse(id).orElseThrow(ProblemException::notFound);
    }
}
