package org.practicehub.submission.revisions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;

import org.practicehub.events.Content;
import org.practicehub.events.PracticePublished;
import org.practicehub.events.PublicationReason;
import org.practicehub.events.Tag;
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
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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
    Revision get(@PathVariable String id, @PathVariable String revision) {
        int newest = newest(id);
        if (!revision.matches("[1-9][0-9]{0,8}") || Integer.parseInt(revision) > newest) {
            throw ProblemException.notFound();
        }
        PracticePublished published =
                revisions
                        .find(practice(id), Integer.parseInt(revision))
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

    private int newest(String id) {
        Submission submission =
                submissions.find(practice(id)).orElseThrow(ProblemException::notFound);
        Publication publication = submission.publication().orElseThrow(ProblemException::notFound);
        if (submission.status() == Status.WITHDRAWN) {
            throw new ProblemException(HttpStatus.GONE, "gone", "This practice was taken back.");
        }
        return publication.revision();
    }

    private static PracticeId practice(String id) {
        return PracticeId.parse(id).orElseThrow(ProblemException::notFound);
    }
}
