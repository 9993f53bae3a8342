package org.practicehub.submission.topics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.practicehub.submission.content.ContentReader;
import org.practicehub.submission.security.Callers;
import org.practicehub.submission.web.Bodies;
import org.practicehub.submission.web.EntityTag;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping(path = "/api/v1/topics", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
        name = "Topics",
        description = "Editorial subjects. Everybody reads; administrators create and change.")
class TopicsController {

    private static final int MAX_SLUG = 100;
    private static final int MAX_TITLE = 200;
    private static final int MAX_DESCRIPTION = 2_000;

    private final EditorialTopics topics;
    private final TopicMerges merges;
    private final CurrentTopics current;

    TopicsController(EditorialTopics topics, TopicMerges merges, CurrentTopics current) {
        this.topics = topics;
        this.merges = merges;
        this.current = current;
    }

    /** A topic that is to be. */
    record NewTopic(
            String slug, String title, @Nullable String description, boolean twoReviewers) {}

    /** What a topic is called from now on, and whether two moderators have to agree. */
    record Naming(String title, @Nullable String description, boolean twoReviewers) {}

    /** Which topic takes the place of this one. */
    record Merge(@Schema(example = "cities-and-municipalities") String into) {}

    @SecurityRequirements
    @GetMapping
    @Operation(summary = "List all topics, by title", description = "Merged ones are left out.")
    Page<Topic> list() {
        List<Topic> all = topics.all();
        return new Page<>(all, all.size(), Map.of(), null);
    }

    @SecurityRequirements
    @GetMapping("/{slug}")
    @Operation(
            summary = "See a topic",
            description = "A merged one says with mergedInto which took its place.")
    ResponseEntity<Topic> get(@PathVariable String slug) {
        return answer(topics.find(slug).orElseThrow(ProblemException::notFound));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Create a topic",
            description =
                    "For administrators. Creating the same topic again changes nothing. With"
                            + " twoReviewers, two moderators have to agree on what names it.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = NewTopic.class))))
    @ApiResponse(responseCode = "201", description = "Created; see Location.")
    @ApiResponse(responseCode = "200", description = "It was there already.")
    ResponseEntity<Topic> create(@Parameter(hidden = true) HttpServletRequest request) {
        Fields fields = Fields.of(Bodies.json(Bodies.read(request)));
        String slug = fields.requiredLine("slug", MAX_SLUG);
        if (!slug.isEmpty() && !ContentReader.isSlug(slug)) {
            fields.problem("slug", "must be lower case letters and digits with single hyphens");
        }
        Topic topic = read(slug, fields);
        URI address = URI.create("/api/v1/topics/" + slug);
        boolean created = topics.create(topic);
        current.changed(topic);
        return created
                ? ResponseEntity.created(address).eTag(tag(topic).value()).body(topic)
                : ResponseEntity.ok().location(address).body(topic);
    }

    @PutMapping(path = "/{slug}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Rename a topic",
            description = "For administrators; needs If-Match. Its slug stays.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Naming.class))))
    ResponseEntity<Topic> rename(
            @PathVariable String slug,
            @Parameter(hidden = true) HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        String seen = EntityTag.required(ifMatch);
        Topic renamed = read(slug, Fields.of(Bodies.json(Bodies.read(request))));
        Topic before = topics.find(slug).orElseThrow(ProblemException::notFound);
        if (!tag(before).satisfies(seen)) {
            throw ProblemException.stale();
        }
        Topic after = topics.rename(before, renamed);
        current.changed(after);
        return answer(after);
    }

    @PostMapping(path = "/{slug}/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Merge a topic into another one",
            description =
                    "For administrators. Practices and subscriptions follow; it can't be undone."
                            + " Practices are moved in the background, and nobody is notified.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Merge.class))))
    ResponseEntity<Topic> merge(
            @PathVariable String slug,
            @Parameter(hidden = true) HttpServletRequest request,
            Authentication caller) {
        Fields fields = Fields.of(Bodies.json(Bodies.read(request)));
        String into = fields.requiredLine("into", MAX_SLUG);
        fields.done();
        return answer(merges.merge(slug, into, Callers.of(caller)));
    }

    private static Topic read(String slug, Fields fields) {
        String title = fields.requiredLine("title", MAX_TITLE);
        String description = fields.paragraphs("description", MAX_DESCRIPTION);
        boolean twoReviewers = fields.flag("twoReviewers");
        fields.done();
        return new Topic(
                slug, title, description == null ? "" : description, null, twoReviewers, 1);
    }

    private static ResponseEntity<Topic> answer(Topic topic) {
        return ResponseEntity.ok().eTag(tag(topic).value()).body(topic);
    }

    private static EntityTag tag(Topic topic) {
        return EntityTag.of(topic.sequence());
    }
}
